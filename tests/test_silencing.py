"""What somebody chose not to see: comments, pragmas and paths; and what is stale of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Repository

from keylint import configuration, ignores, registry, scan
from keylint.document import Document
from keylint.examples import unpack
from keylint.model import Confidence
from keylint.report import Report
from keylint.rulebook import Rulebook
from keylint.settings import Settings

RULES = registry.load()
ID = "gemini-api-secret"


def report(tmp_path: Path, name: str, text: str, settings: Settings | None = None) -> Report:
    (tmp_path / name).write_text(unpack(text).text, encoding="utf-8")
    request = scan.Request((str(tmp_path),), str(tmp_path))
    return scan.run(request, settings or Settings(), Rulebook.of(RULES))


LEAK = 'gemini_secret = "{base58-20-bytes}"'


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.py", f"{LEAK}  # keylint: ignore[{ID}] rotated"),
        ("a.py", f"{LEAK}  # keylint:ignore[{ID}]"),
        ("a.py", f"{LEAK}  # noqa  # keylint: ignore[gemini-api-key, {ID}] both"),
        ("a.js", f"{LEAK}; // keylint: ignore[{ID}] rotated"),
        ("a.c", f"{LEAK}; /* keylint: ignore[{ID}] rotated */"),
        ("a.sql", f"{LEAK}; -- keylint: ignore[{ID}] rotated"),
        ("a.ini", f"{LEAK} ; keylint: ignore[{ID}] rotated"),
        ("a.xml", f"<a>{LEAK}</a> <!-- keylint: ignore[{ID}] rotated -->"),
        ("a.py", f"# keylint: ignore[{ID}] rotated\n{LEAK}"),
        ("a.js", f"   // keylint: ignore[{ID}] rotated\n{LEAK}"),
        ("a.js", f"{LEAK};// keylint: ignore[{ID}]"),
        ("a.jsx", f"{LEAK} {{/* keylint: ignore[{ID}] rotated */}}"),
        ("a.yaml", f"{LEAK} {{{{/* keylint: ignore[{ID}] rotated */}}}}"),
        ("a.vb", f"{LEAK} ' keylint: ignore[{ID}] rotated"),
        ("a.py", f"{LEAK}  # keylint: ignore[gemini-api-key] a # keylint: ignore[{ID}] b"),
        ("a.c", f"/* keylint: ignore[{ID}] rotated */ {LEAK};"),
        ("a.py", f"# keylint: ignore[{ID}] rotated\n# another comment\n{LEAK}"),
        ("a.py", f"{LEAK}  # pragma: allowlist secret"),
        ("a.py", f"{LEAK}  # pragma: whitelist secret"),
        ("a.js", f"{LEAK}; // pragma: allowlist secret"),
        ("a.py", f"# pragma: allowlist nextline secret\n{LEAK}"),
        ("a.sql", f"{LEAK} ------- keylint: ignore[{ID}] behind a row"),
        ("a.sql", f"{LEAK} --nosec keylint: ignore[{ID}] behind a word"),
        ("a.sql", f"{LEAK} ---x-- keylint: ignore[{ID}] behind a word in dashes"),
        ("a.xml", f"<!----- keylint: ignore[{ID}] rotated -->\n{LEAK}"),
        ("a.hs", f"{{-------- keylint: ignore[{ID}] rotated -}}\n{LEAK}"),
        ("a.py", f"########## keylint: ignore[{ID}]\n{LEAK}"),
    ],
)
def test_a_comment_silences_its_finding(tmp_path: Path, name: str, line: str) -> None:
    said = report(tmp_path, name, f"{line}\n")
    assert said.findings == ()
    assert [one.finding.rule for one in said.silenced] == [ID]
    loud = report(tmp_path, name, f"{line}\n", Settings(inline_ignores=False))
    assert [one.rule for one in loud.findings] == [ID]


@pytest.mark.parametrize(
    "line",
    [
        f"{LEAK}  # keylint: ignore",
        f"{LEAK}  # keylint: ignore[]",
        f"{LEAK}  # keylint: ignore[gemini-api-key]",
        f"{LEAK}  # keylint: ignore[all]",
        f"x = 1  # keylint: ignore[{ID}]\n{LEAK}",
        f"# keylint: ignore[{ID}]\n\n{LEAK}",
        f"x = 1  # pragma: allowlist nextline secret\n{LEAK}",
        f"x = 1  # pragma: allowlist secret\n{LEAK}",
        f"x = 'keylint: ignore[{ID}]'; {LEAK}",
        f"x = 'pragma: allowlist secret'; {LEAK}",
        f"{LEAK}  # pragma: allowlist secretly",
        f"/* keylint: ignore[{ID}] */ f()\n{LEAK}",
    ],
)
def test_what_is_no_ignore_of_this_finding_silences_nothing(tmp_path: Path, line: str) -> None:
    assert [one.rule for one in report(tmp_path, "a.py", f"{line}\n").findings] == [ID]


def test_a_pragma_is_for_secrets_and_not_for_what_a_key_may_do(tmp_path: Path) -> None:
    text = "gemini:\n  api_key: k\n  ip_whitelist: []  # pragma: allowlist secret\n"
    (finding,) = report(tmp_path, "keys.yaml", text).findings
    assert finding.rule == "key-without-ip-allowlist"
    text = text.replace("pragma: allowlist secret", f"keylint: ignore[{finding.rule}] VPN only")
    assert report(tmp_path, "keys.yaml", text).findings == ()


def test_an_ignore_that_catches_nothing_is_told(tmp_path: Path) -> None:
    text = (
        f"x = 1  # keylint: ignore[{ID}] was a key once\n"
        "y = 2  # keylint: ignore[gemini-api-secert]\n"
        "z = 3  # keylint: ignore\n"
    )
    stale = report(tmp_path, "a.py", text).stale
    assert [(one.line, one.message.split(":")[0]) for one in stale] == [
        (1, f"ignore[{ID}] catches nothing any more"),
        (2, "no rule is called 'gemini-api-secert'"),
        (3, "this ignore names no rule and does nothing"),
    ]
    assert f"did you mean '{ID}'" in stale[1].message


def test_an_ignore_of_a_rule_that_is_off_is_not_stale(tmp_path: Path) -> None:
    text = f"{LEAK}  # keylint: ignore[{ID}] rotated\n"
    assert report(tmp_path, "a.py", text, Settings(ignore=(ID,))).stale == ()


def test_paths_confidence_and_exclusion_silence_and_say_so(tmp_path: Path) -> None:
    by_path = Settings(per_path_ignores=(("*.py", (ID,)),), source="keylint.toml")
    (silenced,) = report(tmp_path, "a.py", LEAK, by_path).silenced
    assert silenced.by == "per-path-ignores '*.py' in keylint.toml"

    doubtful = report(tmp_path, "test_a.py", LEAK, Settings(confidence=Confidence.HIGH))
    assert "confidence medium, below high" in {one.by for one in doubtful.silenced}

    excluded = report(tmp_path, "a.py", LEAK, Settings(exclude=("*.py",)))
    assert excluded.findings == ()
    assert {(one.path, one.reason) for one in excluded.unread} >= {("a.py", "excluded")}


def test_what_the_rules_page_proposes_works(
    tmp_path: Path, make_repository: Callable[[Path], Repository]
) -> None:
    from keylint.reports import card_text
    from keylint.reports.text import Style

    for rule in RULES:
        proposal = next(
            x for x in card_text.write(rule, Style()).splitlines() if "keylint: ignore[" in x
        ).strip()
        assert proposal.startswith(f"# keylint: ignore[{rule.id}]")
        made = unpack(rule.flags[0])
        marked = [
            line
            if f"{made.text[: made.spans[0].start]}".count("\n") != number
            else f"{line} {proposal}"
            for number, line in enumerate(made.text.split("\n"))
        ]
        folder = tmp_path / rule.id
        make_repository(folder).stage(made.path, "\n".join(marked))
        found = configuration.load(str(folder), None, tuple(one.id for one in RULES))
        settings = found._replace(select=(rule.id,))
        said = scan.run(scan.Request((str(folder),), str(folder)), settings, Rulebook.of(RULES))
        assert [one.finding.rule for one in said.silenced] == [rule.id], rule.id
        assert said.findings == ()


def test_many_marks_on_a_long_line_cost_no_more_than_one(tmp_path: Path) -> None:
    line = f"{LEAK} " + "#" * 40_000 + " keylint: " * 10_000
    said = report(tmp_path, "a.py", line)
    assert [one.rule for one in said.findings] == [ID]


@pytest.mark.parametrize(
    "opener", ["-", "#", "/", ";", "%", "!", "/*", "<!--", "{-", "--a", "# ", "--\t"]
)
@pytest.mark.parametrize("end", ["", " keylint: x", " keylint: ignore[", " keylint: ignore"])
def test_a_row_of_comment_openers_costs_no_more_than_another_line(opener: str, end: str) -> None:
    """Twenty lines as long as are read: a row that was tried from each place took minutes for one."""
    line = (opener * 5_000)[: 5_000 - len(end)] + end
    document = Document("a.py", f"{line}\n" * 20)
    before = time.process_time()
    ignores.read(document)
    ignores.marks(document)
    assert time.process_time() - before < 5
