"""The forms of a report for pipelines and dashboards: each is read by a parser of its kind."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

import jsonschema
import pytest
from conftest import Command, Repository, Result
from hostile_names import FOUND, HOSTILE, SCHEMAS, Page, commands

from keylint.reports.csv import harmless
from keylint.reports.forms import WRITERS
from keylint.reports.shown import safe
from keylint.wishes import Format


def test_every_form_but_text_has_a_writer() -> None:
    assert set(WRITERS) == set(Format) - {Format.TEXT}


@pytest.mark.parametrize("form", [form.value for form in Format])
def test_a_report_is_the_same_each_time_but_for_the_time(
    said: Callable[..., Result], form: str
) -> None:
    def timeless(text: str) -> str:
        text = re.sub(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?", "then", text)
        return re.sub(r'(in |time="|"seconds": )\d+\.\d+', r"\1some", text)

    first, second = said(form), said(form)
    assert timeless(first.out) == timeless(second.out)
    assert "\x1b" not in first.out
    assert "\u202e" not in first.out


def valid(name: str, text: str) -> Any:
    """The JSON in a text, after its schema took it."""
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    facts = json.loads(text)
    jsonschema.Draft7Validator(schema).validate(facts)
    return facts


def test_gitlab_gets_a_secret_detection_report(said: Callable[..., Result]) -> None:
    report = valid("gitlab-secret-detection.json", said("gitlab").out)
    found = report["vulnerabilities"]
    assert report["scan"]["status"] == "success"
    assert {one["location"]["file"] for one in found} == {safe(HOSTILE), "keys.yaml", "twice.py"}
    assert len({one["id"] for one in found}) == len(found) == FOUND
    assert {one["location"]["commit"]["sha"] for one in found} == {"0000000"}
    assert any("Silenced: 1 by comment" in one["value"] for one in report["scan"]["messages"])
    again = json.loads(said("gitlab").out)["vulnerabilities"]
    assert [one["id"] for one in again] == [one["id"] for one in found]
    pair = next(one for one in found if one["location"]["file"] == "twice.py")
    assert pair["details"]["related_1"]["file_name"] == "twice.py"


def test_gitlab_gets_the_commit_of_what_is_in_the_history(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.commit("bot.env", leak)
    commit = repository.git("rev-parse", "HEAD").strip()
    result = keylint("scan", "--history", "--format", "gitlab", cwd=repository.folder)
    report = valid("gitlab-secret-detection.json", result.out)
    for one in report["vulnerabilities"]:
        assert one["location"]["commit"]["sha"] == commit
        assert one["location"]["commit"]["author"] == "A. Trader"


def test_gitlab_gets_the_commit_that_is_checked_out(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.commit("bot.env", leak)
    (repository.folder / "conf").mkdir()
    result = keylint("scan", "..", "--format", "gitlab", cwd=repository.folder / "conf")
    report = valid("gitlab-secret-detection.json", result.out)
    shas = {one["location"]["commit"]["sha"] for one in report["vulnerabilities"]}
    assert shas == {repository.git("rev-parse", "HEAD").strip()}


def test_gitlab_gets_a_code_quality_report_with_a_fingerprint_for_each(
    said: Callable[..., Result],
) -> None:
    result = said("gitlab-codequality")
    issues = valid("gitlab-codequality.json", result.out)
    assert len({one["fingerprint"] for one in issues}) == len(issues) == FOUND
    assert issues[0]["severity"] == "blocker"
    assert "Silenced: 1 by comment" in result.err


def test_junit_fails_a_test_for_each_finding(said: Callable[..., Result]) -> None:
    suites = xml.fromstring(said("junit").out)
    (suite,) = suites
    cases = suite.findall("testcase")
    for whole in (suites, suite):
        assert whole.get("tests") == str(len(cases))
        assert whole.get("failures") == str(len(suite.findall("testcase/failure"))) == str(FOUND)
        assert whole.get("skipped") == str(len(suite.findall("testcase/skipped"))) == "1"
        assert whole.get("errors") == "0"
    assert {case.get("classname") for case in cases} == {
        safe(HOSTILE), "keys.yaml", "old.py", "twice.py",
    }  # fmt: skip
    failure = next(c for c in cases if c.get("file") == "twice.py").find("failure")
    assert failure is not None
    assert "Deactivate the key first" in str(failure.text)
    assert "logo.bin: not scanned: binary" in str(suite.findtext("system-out"))


def test_junit_knows_a_test_again_when_lines_come_before_it(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    def names() -> list[str | None]:
        cases = list(xml.fromstring(keylint("scan", "--format", "junit").out).iter("testcase"))
        assert all(case.get("line") for case in cases)
        return [case.get("name") for case in cases]

    (tmp_path / "bot.env").write_text(leak + leak)
    before = names()
    (tmp_path / "bot.env").write_text("\n# a comment\n" + leak + leak)
    assert names() == before
    assert len(set(before)) == 4
    assert all(re.fullmatch(r"gemini-api-(key|secret) [0-9a-f]{8}", str(one)) for one in before)


def test_junit_passes_a_test_if_nothing_was_found(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_text("x = 1\n")
    result = keylint("scan", "--format", "junit")
    assert result.code == 0
    assert [case.get("name") for case in xml.fromstring(result.out).iter("testcase")] == [
        "nothing was found"
    ]


def test_csv_has_a_line_for_each_and_no_formula(said: Callable[..., Result]) -> None:
    rows = list(csv.DictReader(io.StringIO(said("csv").out)))
    assert [row["state"] for row in rows] == ["reported"] * FOUND + ["silenced", "not scanned"]
    assert {row["path"] for row in rows} == {
        f"'{safe(HOSTILE)}", "keys.yaml", "twice.py", "old.py", "logo.bin",
    }  # fmt: skip
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(tuple("=+-@\t\r\n"))]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("a=1") == "a=1"
    assert harmless(-1) == -1


def test_jsonl_has_the_same_fields_as_json(said: Callable[..., Result]) -> None:
    lines = said("jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == said("json").report["findings"]


def test_programs_get_a_path_as_it_is_though_a_log_would_obey_it(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    name = "::error the bot.env"
    (tmp_path / name).write_text(leak)

    def said(form: str) -> str:
        return keylint("scan", "--format", form).out

    assert {one["path"] for one in json.loads(said("json"))["findings"]} == {name}
    assert {json.loads(line)["path"] for line in said("jsonl").splitlines()} == {name}
    found = json.loads(said("gitlab"))["vulnerabilities"]
    assert {one["location"]["file"] for one in found} == {name}
    issues = json.loads(said("gitlab-codequality"))
    assert {one["location"]["path"] for one in issues} == {name}
    assert {row["path"] for row in csv.DictReader(io.StringIO(said("csv")))} == {name}
    assert {case.get("file") for case in xml.fromstring(said("junit")).iter("testcase")} == {name}
    for form in Format:
        assert not [line for line in said(form.value).splitlines() if line.strip().startswith(name)]


def test_an_incomplete_scan_says_so_in_every_form(
    keylint: Command, tmp_path: Path, leak: str, unprivileged: Callable[[], None]
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    (tmp_path / "locked.env").write_text(leak)
    (tmp_path / "locked.env").chmod(0)

    def scan(form: str) -> Result:
        result = keylint("scan", "--format", form, before=unprivileged)
        assert result.code == 3
        return result

    assert commands(scan("github").out)[0][1]["title"] == "keylint: incomplete"
    assert valid("gitlab-secret-detection.json", scan("gitlab").out)["scan"]["status"] == "failure"
    assert "1 file could not be scanned" in scan("gitlab-codequality").err
    assert "1 file could not be scanned" in scan("jsonl").err
    assert xml.fromstring(scan("junit").out).get("errors") == "1"
    assert "could not be scanned,,,,,locked.env" in scan("csv").out
    assert "The scan is incomplete" in scan("markdown").out
    assert "The scan is incomplete" in scan("html").out


def test_a_page_holds_hostile_names_as_data(said: Callable[..., Result]) -> None:
    text = said("html").out
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text)
    facts = json.loads(data)
    assert safe(HOSTILE) in {one["path"] for one in facts["findings"]}
    assert not {"<", ">", "&"} & set(data)
    assert "octocat" in data
    assert Page(text).tags & {"img", "svg", "b"} == set()
    assert os.linesep + "::error" not in text
