"""A baseline: what is known is not reported again, and nothing else is hidden."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import jsonschema
from baselines import KEYS, NAME, entries, env, values
from conftest import CLEAN, Command, Repository

from keylint.baseline import Baseline, Entry, digest_of, file
from keylint.finding import Imprint
from keylint.settings import BASELINE

TOP = Path(__file__).parent.parent


def say(folder: Path, **words: str) -> None:
    """Write words into every entry of a baseline."""
    text = (folder / NAME).read_text()
    more = "".join(f', "{name}": "{value}"' for name, value in words.items())
    (folder / NAME).write_text(re.sub(r'("digest": "[^"]*")', rf"\1{more}", text))


def test_scan_baseline_scan_again_is_clean(adopted: Repository, keylint: Command) -> None:
    result = keylint("scan", cwd=adopted.folder)
    assert result.code == 0, result.all
    assert "No findings." in result.out
    count = len(entries(adopted.folder))
    assert count >= 5
    assert f"baseline: {NAME} ({count} findings, {count} of them without reason and end)" in (
        result.all
    )
    assert f"{count} by baseline {NAME}" in result.all


def test_a_new_secret_beside_a_known_one_is_reported(adopted: Repository, keylint: Command) -> None:
    secret = values("two")[1]
    adopted.write("bot.env", env("one") + f"GEMINI_SECRET_2={secret}\n")
    result = keylint("scan", "--format", "json", cwd=adopted.folder)
    assert result.code == 1
    assert result.secrets == ["bot.env:3:17"]
    # The same value elsewhere is another finding.
    adopted.write("bot.env", env("one"))
    adopted.write("copy.env", env("one"))
    result = keylint("scan", "--format", "json", cwd=adopted.folder)
    assert {finding["path"] for finding in result.report["findings"]} == {"copy.env"}


def test_lines_that_move_change_nothing(adopted: Repository, keylint: Command) -> None:
    before = (adopted.folder / NAME).read_bytes()
    adopted.write("bot.env", "# a\n# b\n\n" + env("one"))
    adopted.write("conf/keys.yaml", f"# a\n{KEYS}")
    assert keylint("scan", cwd=adopted.folder).code == 0
    assert keylint("baseline", cwd=adopted.folder).code == 0
    assert (adopted.folder / NAME).read_bytes() == before


def test_the_file_holds_no_value_no_line_and_no_time_and_is_the_same_each_time(
    adopted: Repository, keylint: Command
) -> None:
    text = (adopted.folder / NAME).read_text()
    assert not any(value in text for value in values("one"))
    assert {name for entry in entries(adopted.folder) for name in entry} == {
        "digest", "rule", "path",
    }  # fmt: skip
    digests = [entry["digest"] for entry in entries(adopted.folder)]
    assert all(sum(digest in line for line in text.splitlines()) == 1 for digest in digests)
    schema = json.loads((TOP / "docs" / "baseline-v1.schema.json").read_text())
    jsonschema.validate(json.loads(text), schema)
    assert keylint("scan", cwd=adopted.folder).code == 0
    assert (adopted.folder / NAME).read_text() == text


def test_each_baseline_has_a_salt_of_its_own(
    repository: Repository, keylint: Command, tmp_path: Path
) -> None:
    repository.commit("bot.env", env("one"))
    texts = set()
    for name in ("a.json", "b.json"):
        assert keylint("baseline", "--baseline", name, cwd=repository.folder).code == 0
        texts.add((repository.folder / name).read_text())
    assert len({json.loads(text)["salt"] for text in texts}) == 2
    digests = [set(re.findall(r'"digest": "(\w+)"', text)) for text in texts]
    assert digests[0].isdisjoint(digests[1])


def test_a_short_secret_takes_long_to_guess() -> None:
    salt, short, long = b"s" * 32, Imprint.of("hunter2-hunter2"), Imprint.of("h" * 40)
    assert short.is_guessable
    assert not long.is_guessable
    assert not Imprint.of("rebalancer/ip", is_secret=False).is_guessable
    fast = Imprint(short.sha256, short.sha1)
    assert digest_of(salt, "generic-secret", short) != digest_of(salt, "generic-secret", fast)
    assert short.sha256.hex() not in repr(short)
    assert "sha" not in repr(short)


def test_what_is_rewritten_keeps_salt_reasons_owners_and_ends(
    adopted: Repository, keylint: Command
) -> None:
    say(adopted.folder, reason="from 2019", owner="ops", until="2999-12-31")
    salt = json.loads((adopted.folder / NAME).read_text())["salt"]
    adopted.commit("new.env", env("two"))
    done = keylint(
        "baseline", "--reason", "the move", "--owner", "me", "--until", "2999-01-01",
        cwd=adopted.folder,
    )  # fmt: skip
    assert done.code == 0, done.all
    assert json.loads((adopted.folder / NAME).read_text())["salt"] == salt
    said = {(e["path"], e["reason"], e["owner"], e["until"]) for e in entries(adopted.folder)}
    assert said == {
        ("bot.env", "from 2019", "ops", "2999-12-31"),
        ("conf/keys.yaml", "from 2019", "ops", "2999-12-31"),
        ("new.env", "the move", "me", "2999-01-01"),
    }
    result = keylint("scan", cwd=adopted.folder)
    assert "without reason" not in result.all
    assert result.code == 0


def test_an_entry_past_its_end_counts_no_more_and_is_told(
    adopted: Repository, keylint: Command
) -> None:
    say(adopted.folder, reason="soon", until="2020-01-31")
    result = keylint("scan", cwd=adopted.folder)
    assert result.code == 1
    assert "gemini-api-secret in bot.env was to be known until 2020-01-31 only" in result.all
    assert re.search(rf"(?m)^{re.escape(NAME)}:\d+: ", result.out)
    # The end is the owner's: writing the baseline again does not move it.
    again = keylint("baseline", cwd=adopted.folder)
    assert "past their end" in again.all
    assert {entry["until"] for entry in entries(adopted.folder)} == {"2020-01-31"}


def test_stale_entries_are_told_at_their_line_and_pruned(
    adopted: Repository, keylint: Command
) -> None:
    adopted.write("bot.env", CLEAN)
    result = keylint("scan", "--format", "json", cwd=adopted.folder)
    assert result.code == 0
    stale = result.report["stale_ignores"]
    lines = (adopted.folder / NAME).read_text().splitlines()
    assert stale
    for one in stale:
        assert one["path"] == NAME
        assert '"path": "bot.env"' in lines[one["line"] - 1]
        assert "keylint baseline --prune" in one["message"]
    # Who looks at a part of the files cannot tell what is gone.
    part = keylint("scan", "conf", "--format", "json", cwd=adopted.folder).report
    assert part["stale_ignores"] == []
    pruned = keylint("baseline", "--prune", cwd=adopted.folder)
    assert pruned.code == 0
    assert f"{len(stale)} taken out" in pruned.out
    assert {entry["path"] for entry in entries(adopted.folder)} == {"conf/keys.yaml"}
    assert keylint("scan", cwd=adopted.folder).code == 0


def test_of_many_stale_entries_the_first_are_told(tmp_path: Path, keylint: Command) -> None:
    names = [f"{number}.env" for number in range(4)]
    for name in names:
        (tmp_path / name).write_text(env(name))
    assert keylint("baseline").code == 0
    for name in names:
        (tmp_path / name).unlink()
    count = len(entries(tmp_path))
    assert count == 8
    few = keylint("scan").all
    assert few.count("is not found any more") == 5
    assert f"{NAME}: and {count - 5} more (--verbose names them)" in few
    assert keylint("scan", "--verbose").all.count("is not found any more") == count


def test_pruning_needs_a_look_at_everything(
    adopted: Repository, keylint: Command, unprivileged: Any
) -> None:
    before = (adopted.folder / NAME).read_text()
    part = keylint("baseline", "--prune", "conf", cwd=adopted.folder)
    assert part.code == 2
    (adopted.folder / "bot.env").chmod(0)
    blind = keylint("baseline", "--prune", cwd=adopted.folder, before=unprivileged)
    assert blind.code == 3
    assert "nothing was taken out" in blind.out
    assert (adopted.folder / NAME).read_text() == before


def test_what_git_ignores_is_not_stale_where_it_is_there(
    repository: Repository, keylint: Command
) -> None:
    repository.commit(".gitignore", ".env\n")
    repository.write(".env", env("one"))
    assert keylint("baseline", ".env", cwd=repository.folder).code == 0
    assert keylint("scan", ".env", cwd=repository.folder).code == 0
    whole = keylint("scan", "--format", "json", cwd=repository.folder).report
    assert whole["stale_ignores"] == []
    (repository.folder / ".env").unlink()
    whole = keylint("scan", "--format", "json", cwd=repository.folder).report
    assert whole["stale_ignores"] != []


def test_a_comment_needs_no_entry(repository: Repository, keylint: Command) -> None:
    secret = values("one")[1]
    repository.commit(
        "bot.py", f'gemini_secret = "{secret}"  # keylint: ignore[gemini-api-secret] x\n'
    )
    assert keylint("baseline", cwd=repository.folder).code == 0
    assert entries(repository.folder) == []


def test_the_name_of_the_file_is_the_same_where_a_hook_looks_for_it() -> None:
    assert BASELINE == NAME


def test_the_page_on_baselines_shows_an_entry_as_it_is_written_and_options_that_there_are(
    keylint: Command,
) -> None:
    page = (TOP / "docs" / "baseline.md").read_text(encoding="utf-8")
    line = re.search(r"(?m)^(\{.*\}),$", page)
    assert line
    assert tuple(json.loads(line[1])) == Entry._fields
    told = keylint("scan", "--help").out + keylint("baseline", "--help").out
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page)) - {"--baseline-path", "--depth"}
    assert {option for option in named if option not in told} == set()
    properties = json.loads((TOP / "docs" / "baseline-v1.schema.json").read_text())["$defs"]
    assert tuple(sorted(properties["entry"]["properties"])) == tuple(sorted(Entry._fields))


def test_no_digest_or_salt_is_taken_for_a_credential(tmp_path: Path, keylint: Command) -> None:
    drawn = random.Random("digests")
    held = tuple(
        Entry(rule, f"gemini/secret_{number}.env", drawn.randbytes(16).hex(), reason="api key")
        for number in range(500)
        for rule in ("gemini-api-secret", "generic-secret")
    )
    for number in range(3):
        text = file.write(Baseline(NAME, drawn.randbytes(32), held))
        (tmp_path / f"{number}{NAME}").write_text(text)
    result = keylint("scan")
    assert result.code == 0, result.all
