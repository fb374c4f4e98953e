"""keylint baseline --import: what was judged false with another tool is known here too."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from baselines import NAME, entries, env, values
from conftest import Command, Repository, environment

KEY, SECRET = values("one")
OTHER_KEY, OTHER = values("two")


@pytest.fixture
def leaky(tmp_path: Path) -> Path:
    """Two files with a pair each."""
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "a.env").write_text(env("one"))
    (tmp_path / "b.env").write_text(env("two"))
    return tmp_path


def known(folder: Path) -> set[tuple[str, str, str, str]]:
    return {
        (one["path"], one["rule"].rpartition("-")[2], one["judged"], one["reason"])
        for one in entries(folder)
    }


def sha1(value: str) -> str:
    return hashlib.sha1(value.encode()).hexdigest()


def secrets_baseline(*found: tuple[str, str, Any]) -> str:
    results: dict[str, list[dict[str, Any]]] = {}
    for path, value, is_secret in found:
        one = {"type": "x", "filename": path, "hashed_secret": sha1(value), "line_number": 99}
        judged = {} if is_secret is None else {"is_secret": is_secret}
        results.setdefault(path, []).append(one | judged)
    return json.dumps({"version": "1.5.0", "plugins_used": [], "results": results})


def test_of_detect_secrets_what_was_judged_false_is_taken_by_its_value(
    leaky: Path, keylint: Command
) -> None:
    (leaky / ".secrets.baseline").write_text(
        secrets_baseline(
            ("conf\\a.env", SECRET, False),
            ("./b.env", OTHER, True),
            ("b.env", OTHER_KEY, None),
            ("b.env", SECRET, False),
        )
    )
    result = keylint("baseline", "--import", ".secrets.baseline")
    assert result.code == 0, result.all
    assert known(leaky) == {("conf/a.env", "secret", "false", "judged false with detect-secrets")}
    assert "1 finding taken over from .secrets.baseline, 1 in all" in result.out
    assert "Not taken over: 1 that keylint does not report: b.env:99" in result.all
    assert "Not taken over: 1 judged real there: b.env:99" in result.all
    assert "Not taken over: 1 not audited there: b.env:99" in result.all
    report = keylint("scan", "--format", "json").report
    assert len(report["silenced"]) == 1
    assert len(report["findings"]) == 3


def test_a_baseline_that_detect_secrets_itself_wrote_is_read(
    repository: Repository, keylint: Command
) -> None:
    repository.commit("bot.py", f'gemini_secret = "{SECRET}"\n')
    done = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan", "bot.py"],
        cwd=repository.folder,
        env=environment(repository.folder.parent),
        capture_output=True,
        text=True,
        check=True,
    )
    whole = json.loads(done.stdout)
    assert {one["hashed_secret"] for one in whole["results"]["bot.py"]} == {sha1(SECRET)}
    for one in whole["results"]["bot.py"]:
        one["is_secret"] = False
    repository.write(".secrets.baseline", json.dumps(whole))
    assert keylint("baseline", "--import", ".secrets.baseline", cwd=repository.folder).code == 0
    assert {one["path"] for one in entries(repository.folder)} == {"bot.py"}
    assert keylint("scan", "bot.py", cwd=repository.folder).code == 0


def test_nothing_that_a_baseline_of_detect_secrets_names_is_loaded(
    leaky: Path, keylint: Command
) -> None:
    (leaky / "planted.py").write_text("open('ran', 'w')\n")
    whole = json.loads(secrets_baseline(("b.env", OTHER, False)))
    whole["filters_used"] = [{"path": f"file://{leaky}/planted.py::anything"}]
    whole["plugins_used"] = [{"name": "X", "path": f"file://{leaky}/planted.py"}]
    (leaky / "old.json").write_text(json.dumps(whole))
    assert keylint("baseline", "--import", "old.json").code == 0
    assert len(entries(leaky)) == 1
    assert not (leaky / "ran").exists()


def gitleaks(path: str, line: int, secret: str) -> dict[str, Any]:
    return {
        "RuleID": "generic-api-key", "File": path, "StartLine": line, "EndLine": line,
        "Secret": secret, "Match": f"x={secret}", "Commit": "", "Fingerprint": f"{path}:x:{line}",
    }  # fmt: skip


def test_a_report_of_gitleaks_is_taken_by_value_and_not_where_it_is_redacted(
    leaky: Path, keylint: Command
) -> None:
    found = [
        gitleaks(f"{leaky}/conf/a.env", 77, SECRET),
        gitleaks("b.env", 2, "REDACTED"),
        gitleaks("b.env", 2, ""),
        gitleaks("b.env", 1, SECRET),
    ]
    (leaky / "gitleaks.report").write_text(json.dumps(found))
    result = keylint("baseline", "--import", "gitleaks.report", "conf", "b.env")
    assert known(leaky) == {("conf/a.env", "secret", "false", "judged false with gitleaks")}
    assert "Not taken over: 2 told by line only" in result.all
    assert "Not taken over: 1 that keylint does not report: b.env:1" in result.all
    assert SECRET not in result.all + (leaky / NAME).read_text()


def test_the_fingerprints_of_a_gitleaksignore_are_named_and_not_taken(
    leaky: Path, keylint: Command
) -> None:
    lines = ("# old", "", "b.env:generic-api-key:2", f"{'a' * 40}:conf/a.env:some.rule:1")
    (leaky / ".gitleaksignore").write_text("\n".join(lines) + "\n")
    result = keylint("baseline", "--import", ".gitleaksignore")
    assert result.code == 0, result.all
    assert entries(leaky) == []
    assert "Not taken over: 2 told by line only" in result.all
    assert "b.env:2 conf/a.env:1" in " ".join(result.all.split())
    assert keylint("scan").code == 1


def test_what_is_said_on_the_way_goes_with_what_is_taken(leaky: Path, keylint: Command) -> None:
    (leaky / "old.json").write_text(secrets_baseline(("b.env", OTHER, False)))
    said = ("--reason", "audited", "--owner", "ops", "--until", "2999-12-31")
    assert keylint("baseline", "--import", "old.json", *said).code == 0
    assert {(one["reason"], one["owner"], one["until"]) for one in entries(leaky)} == {
        ("audited", "ops", "2999-12-31")
    }


def trufflehog(path: str, raw: str, both: str = "", **more: Any) -> dict[str, Any]:
    return {
        "SourceMetadata": {"Data": {"Filesystem": {"file": path, "line": 2}}},
        "DetectorName": "Gemini", "Verified": False, "Raw": raw, "RawV2": both, **more,
    }  # fmt: skip


@pytest.mark.parametrize("form", ["lines", "list"])
def test_of_trufflehog_nothing_is_taken_for_nobody_judges_there(
    leaky: Path, keylint: Command, form: str
) -> None:
    found = [
        trufflehog("conf/a.env", KEY, KEY + SECRET),
        trufflehog("b.env", OTHER, Verified=True),
        trufflehog("b.env", OTHER_KEY, VerificationError="no route"),
    ]
    text = json.dumps(found) if form == "list" else "".join(f"{json.dumps(o)}\n" for o in found)
    (leaky / "hog.report").write_text(text)
    result = keylint("baseline", "--import", "hog.report", "conf", "b.env")
    assert result.code == 0, result.all
    assert entries(leaky) == []
    assert "Not taken over: 1 judged by nobody there: conf/a.env:2" in result.all
    assert "Not taken over: 1 verified there: b.env:2" in result.all
    assert "Not taken over: 1 could not be verified there: b.env:2" in result.all


def sarif(*results: dict[str, Any]) -> str:
    run = {"tool": {"driver": {"name": "Other"}}, "results": list(results)}
    return json.dumps({"version": "2.1.0", "runs": [run]})


def result_at(uri: str, line: int, *suppressions: dict[str, str]) -> dict[str, Any]:
    physical = {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}
    return {"locations": [{"physicalLocation": physical}], "suppressions": list(suppressions)}


def test_of_sarif_of_another_tool_nothing_is_taken_by_its_line(
    leaky: Path, keylint: Command
) -> None:
    why = {"kind": "external", "status": "accepted", "justification": "a test key"}
    (leaky / "x.sarif").write_text(
        sarif(
            result_at("conf/a.env", 2, why),
            result_at("b.env", 1, {"kind": "external"}),
            result_at("b.env", 2, {"kind": "external", "status": "rejected"}),
            result_at("b%20c.env", 2, why),
        )
    )
    result = keylint("baseline", "--import", "x.sarif")
    assert result.code == 0, result.all
    assert entries(leaky) == []
    assert "Not taken over: 3 told by line only" in result.all
    assert "b c.env:2" in result.all
    assert "Not taken over: 1 not suppressed there: b.env:2" in result.all


@pytest.mark.parametrize("locations", [[], None, [{}], [{"physicalLocation": {}}]])
def test_a_result_without_a_place_is_named_and_skipped(
    leaky: Path, keylint: Command, locations: Any
) -> None:
    placeless = {"ruleId": "odd", "locations": locations, "suppressions": [{"kind": "external"}]}
    (leaky / "x.sarif").write_text(sarif(placeless))
    result = keylint("baseline", "--import", "x.sarif")
    assert result.code == 0, result.all
    assert "Not taken over: 1 without a place in a file: odd of Other" in result.all


def test_sarif_of_keylint_itself_is_matched_by_fingerprint(leaky: Path, keylint: Command) -> None:
    whole = json.loads(keylint("scan", "--format", "sarif").out)
    for result in whole["runs"][0]["results"]:
        if result["ruleId"] == "gemini-api-secret":
            result["suppressions"] = [{"kind": "external", "justification": "a test key"}]
    (leaky / "own.sarif").write_text(json.dumps(whole))
    (leaky / "b.env").write_text("\n\n\n" + env("two"))
    result = keylint("baseline", "--import", "own.sarif")
    assert "2 findings taken over" in result.out
    assert {(path, why) for path, _, _, why in known(leaky)} == {
        ("conf/a.env", "a test key"), ("b.env", "a test key"),
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/builds/group/bot/b.env", "C:\\bot\\b.env", "../b.env"])
def test_a_path_of_another_machine_is_told(leaky: Path, keylint: Command, path: str) -> None:
    (leaky / "gitleaks.report").write_text(json.dumps([gitleaks(path, 2, OTHER)]))
    result = keylint("baseline", "--import", "gitleaks.report", "conf", "b.env")
    assert result.code == 0, result.all
    assert entries(leaky) == []
    assert "1 whose path lies elsewhere than this repository" in result.all


def test_what_was_judged_here_stays_as_it_is(leaky: Path, keylint: Command) -> None:
    assert keylint("baseline", "b.env", "--reason", "ours").code == 0
    text = (leaky / NAME).read_text()
    real = text.replace('"reason": "ours"', '"judged": "real", "reason": "ours"')
    (leaky / NAME).write_text(real)
    (leaky / "old.json").write_text(secrets_baseline(("b.env", OTHER, False)))
    assert keylint("baseline", "--import", "old.json").code == 0
    assert {one["judged"] for one in entries(leaky)} == {"real"}
