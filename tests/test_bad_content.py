"""Files with content of every kind: encodings, sizes, line ends, and structure that is broken."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CLEAN, RULES, Command, Scan, places, reasons

from keylint import scan
from keylint.content import decode, encoding_of
from keylint.document import Document
from keylint.finding import Match
from keylint.request import Request
from keylint.rule import PatternRule
from keylint.rulebook import Rulebook
from keylint.settings import Settings

ENCODINGS = {
    "utf-8": b"",
    "utf-8 with a mark": b"\xef\xbb\xbf",
    "utf-16-le": b"",
    "utf-16-le with a mark": b"\xff\xfe",
    "utf-16-be": b"",
    "utf-16-be with a mark": b"\xfe\xff",
    "utf-32-le with a mark": b"\xff\xfe\0\0",
    "utf-32-be with a mark": b"\0\0\xfe\xff",
}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_leak_is_found_at_its_place_in_every_encoding(
    scanned: Scan, tmp_path: Path, leak: str, name: str, end: str
) -> None:
    data = ENCODINGS[name] + leak.replace("\n", end).encode(name.split()[0])
    (tmp_path / "bot.env").write_bytes(data)
    assert places(scanned(tmp_path)) == ["bot.env:2:19"]


@pytest.mark.parametrize("name", ENCODINGS)
def test_columns_count_characters_behind_other_scripts(
    scanned: Scan, tmp_path: Path, leak: str, name: str
) -> None:
    text = leak + f"# Schlüssel 鍵 🔑\nкл = {leak.splitlines()[1].replace('=', ': ')}\n"
    (tmp_path / "bot.txt").write_bytes(ENCODINGS[name] + text.encode(name.split()[0]))
    report = scanned(tmp_path)
    assert [place for place in places(report) if ":4:" in place] == ["bot.txt:4:25"]


def test_latin_1_is_read(scanned: Scan, tmp_path: Path, leak: str) -> None:
    (tmp_path / "bot.env").write_bytes("# Schlüssel für Köln\n".encode("latin-1") + leak.encode())
    assert places(scanned(tmp_path)) == ["bot.env:3:19"]


@pytest.mark.parametrize(
    "stray",
    [
        b"\xed\xa0\x80",
        b"\xff",
        b"\xc3",
        b"\0",
        b"\0\0\0",
        b"\x1b[0m",
        b"\x80\x81",
        b"\xf4\x90\x80\x80",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_stray_bytes_hide_nothing(
    scanned: Scan, tmp_path: Path, leak: str, stray: bytes, before: bool
) -> None:
    line = b"# " + stray + b"\n"
    data = line + leak.encode() if before else leak.encode() + line
    (tmp_path / "bot.env").write_bytes(data)
    assert places(scanned(tmp_path)) == [f"bot.env:{3 if before else 2}:19"]


def test_a_lone_surrogate_in_utf_16_hides_nothing(scanned: Scan, tmp_path: Path, leak: str) -> None:
    text = f"# \ud800 \udfff\n{leak}"
    (tmp_path / "bot.env").write_bytes(b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass"))
    assert places(scanned(tmp_path)) == ["bot.env:3:19"]


def test_a_lone_surrogate_in_json_is_no_crash(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "k.json").write_text(
        '{"exchange": "gemini", "name": "\\ud800", "ip_whitelist": [], "api_key": "\\udfff"}'
    )
    result = keylint("scan", "--format", "json")
    assert result.code == 1
    assert {finding["rule"] for finding in result.report["findings"]} == {
        "key-without-ip-allowlist"
    }


def test_a_cut_character_at_the_end_of_utf_16_hides_nothing(
    scanned: Scan, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "bot.env").write_bytes(b"\xff\xfe" + leak.encode("utf-16-le") + b"\x41")
    assert places(scanned(tmp_path)) == ["bot.env:2:19"]


def test_binary_and_empty_files_are_told_and_no_fault(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "picture.png").write_bytes(random.Random(1).randbytes(10_000) + leak.encode())
    (tmp_path / "zeros.bin").write_bytes(bytes(100_000))
    (tmp_path / "empty.env").write_bytes(b"")
    (tmp_path / "clean.env").write_text(CLEAN)
    result = keylint("scan", "--format", "json")
    assert result.code == 0
    assert result.unread == {"picture.png": "binary", "zeros.bin": "binary"}
    assert result.report["scanned"] == {"files": 2, "bytes": len(CLEAN)}
    assert "Not scanned: 2 binary." in keylint("scan").all
    assert keylint("scan", "empty.env", "picture.png").code == 0


def test_every_short_file_can_be_read() -> None:
    """All files of two bytes, and many of a few more: none is an error."""
    source = random.Random(1)
    samples = [bytes((one, two)) for one in range(256) for two in range(256)]
    samples += [source.randbytes(source.randrange(40)) for _ in range(5_000)]
    for data in samples:
        encoding = encoding_of(data)
        assert encoding is None or isinstance(decode(data, encoding), str)


def test_one_line_of_50_megabytes_is_scanned_to_its_end(
    keylint: Command, tmp_path: Path, secret: str
) -> None:
    filler = "a0B," * 12_500_000
    (tmp_path / "bundle.js").write_text(f'{filler}gemini_api_secret = "{secret}"')
    result = keylint("scan", "--format", "json", timeout=300)
    assert result.code == 1
    assert result.secrets == [f"bundle.js:1:{len(filler) + 22}"]


BROKEN = {
    "keys.json": '{"exchange": "gemini", "ip_whitelist": [],\n"gemini_api_secret": "%s" "x"',
    "keys.yaml": 'exchange: gemini\nip_whitelist: [\ngemini_api_secret: "%s"\n}: - x',
    "keys.toml": 'exchange = "gemini"\nip_whitelist = [\ngemini_api_secret = "%s"\n[[x',
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_structure_is_told_and_text_is_still_judged(
    keylint: Command, tmp_path: Path, secret: str, name: str
) -> None:
    (tmp_path / name).write_text(BROKEN[name] % secret)
    result = keylint("scan", "--format", "json")
    assert result.code == 1
    assert [place.split(":")[0] for place in result.secrets] == [name]
    assert "only as text, not as structure" in result.unread[name]
    assert result.report["complete"]
    assert "only as text, not as structure" in keylint("scan").all


@pytest.mark.parametrize("end", ["", "\nlimits: [\n"])
@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("keys.json", '{"exchange": "gemini",\n"api_secret": "%s"}'),
        pytest.param("keys.yaml", 'exchange: gemini\napi_secret: "%s"'),
        pytest.param("keys.toml", 'exchange = "gemini"\napi_secret = "%s"'),
    ],
)
def test_the_exchange_may_stand_beside_the_secret_whole_or_broken(
    scanned: Scan, tmp_path: Path, secret: str, name: str, line: str, end: str
) -> None:
    (tmp_path / name).write_text(line % secret + end)
    assert len(places(scanned(tmp_path))) == 1


@pytest.mark.parametrize("name", BROKEN)
def test_broken_structure_without_a_leak_is_0(keylint: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(BROKEN[name] % "your_secret")
    result = keylint("scan", "--format", "json")
    assert result.code == 0
    assert list(result.unread) == [name]


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("k.json", "["),
        ("k.json", '{"a":'),
        ("k.yaml", "["),
        ("k.yaml", "{a: "),
        ("k.toml", "x = ["),
    ],
)
def test_structure_that_is_nested_too_deeply_is_read_as_text(
    scanned: Scan, tmp_path: Path, leak: str, name: str, opening: str
) -> None:
    deep = opening + opening.removeprefix("x = ") * 20_000
    (tmp_path / name).write_text(f"{deep}\n# gemini ip_whitelist: []\n{leak}")
    report = scanned(tmp_path)
    assert places(report) == [f"{name}:4:19"]
    assert "not as structure" in reasons(report)[name]
    assert not report.incomplete


def test_an_alias_bomb_is_walked_once(scanned: Scan, tmp_path: Path) -> None:
    lines = ['a0: &a0 {exchange: gemini, name: "x", ip_whitelist: []}']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (tmp_path / "keys.yaml").write_text("\n".join(lines))
    report = scanned(tmp_path)
    assert [str(finding.location) for finding in report.findings] == ["keys.yaml:1:53"]


def test_a_rule_that_fails_is_3_and_the_others_go_on(tmp_path: Path, leak: str) -> None:
    class Failing(PatternRule):
        def look(self, document: Document) -> Iterator[Match]:
            raise ValueError(document.text)

    card = next(rule for rule in RULES if isinstance(rule, PatternRule))
    failing = Failing(**{**vars(card), "id": "failing", "keywords": ("gemini",)})
    (tmp_path / "bot.env").write_text(leak)
    asked = Request((str(tmp_path),), str(tmp_path))
    report = scan.run(asked, Settings(), Rulebook.of((failing, *RULES)))
    assert report.incomplete
    assert places(report) == ["bot.env:2:19"]
    assert reasons(report) == {"bot.env": "rule failing failed with ValueError"}
    assert report._replace(unread=()).incomplete is False
