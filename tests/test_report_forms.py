"""The forms of a report for pipelines and dashboards: each is read by a parser of its kind."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

import cmarkgfm
import jsonschema
import pytest
from cmarkgfm.cmark import Options
from conftest import Command, Repository, Result

from keylint.reports.csv import harmless
from keylint.reports.defused import prose, words
from keylint.reports.forms import WRITERS
from keylint.reports.shown import safe
from keylint.wishes import Format

SCHEMAS = Path(__file__).parent / "schemas"
# Whatever would be a mark, a mention, a link, a formula, a command, an element or an entity.
HOSTILE = (
    "=1+1|@octocat #1 <img src=x onerror=a()>\"'`*_[x](http:\\x)&lt;%0A,:\n"
    "::error::x \x1b[31m\u202e www.evil.test/<!--</script><svg onload=a()>]]>'.env"
)
LABEL = "@octocat | <b>`x` [a](https://evil.test) #2 -->"
KEYS = f"keys:\n- name: {json.dumps(LABEL)}\n  exchange: gemini\n  ip_whitelist: []\n"
FOUND = 8


@pytest.fixture
def hostile(repository: Repository, leak: str) -> Repository:
    """A repository with names that want to break out, something silenced and something unread."""
    repository.write(HOSTILE, leak)
    repository.write("keys.yaml", KEYS)
    repository.write("twice.py", f"a = 1\n{leak}\n{leak}")
    name, _, secret = leak.splitlines()[1].partition("=")
    repository.write("old.py", f'{name} = "{secret}"  # keylint: ignore[gemini-api-secret] gone\n')
    repository.write("logo.bin", "\0\1\2\3" * 100)
    repository.git("add", ".")
    return repository


@pytest.fixture
def said(keylint: Command, hostile: Repository) -> Callable[..., Result]:
    """What a scan of it says in a form."""

    def scan(form: str, *more: str, code: int = 1, **env: str) -> Result:
        result = keylint("scan", "--format", form, *more, cwd=hostile.folder, env=env)
        assert result.code == code, result.all
        return result

    return scan


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


def unescaped(value: str) -> str:
    """A property of a workflow command, as the runner reads it."""
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        value = value.replace(code, character)
    return value


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands in a log, as the runner reads them: it trims, and takes a leading ::."""
    found = []
    for line in text.splitlines():
        if match := re.match(r"\s*::(\w+) ?(.*?)::(.*)", line):
            pairs = (pair.split("=", 1) for pair in match[2].split(",") if pair)
            properties = {name: unescaped(value) for name, value in pairs}
            found.append((match[1], properties, unescaped(match[3])))
    return found


def test_github_gets_annotations_and_no_command_from_the_tree(said: Callable[..., Result]) -> None:
    found = commands(said("github").out)
    assert {level for level, _, _ in found} == {"error", "warning"}
    files = {properties["file"] for _, properties, _ in found}
    assert files == {safe(HOSTILE), "keys.yaml", "twice.py"}
    level, properties, message = next(f for f in found if f[1]["file"] == "twice.py")
    assert level == "error"
    assert (properties["line"], properties["col"]) == ("3", "19")
    assert int(properties["endColumn"]) > 19
    assert properties["title"] == "Plaintext Gemini API secret (gemini-api-secret)"
    assert "\n1. Deactivate the key first" in message
    assert all("%" not in line or line.startswith("::") for line in said("github").out.splitlines())


def test_github_gets_as_many_annotations_as_it_shows_and_the_number_of_the_rest(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    for number in range(15):
        (tmp_path / f"bot{number}.env").write_text(leak)
    result = keylint("scan", "--format", "github")
    levels = [level for level, _, _ in commands(result.out)]
    assert (levels.count("error"), levels.count("warning")) == (10, 10)
    assert "keylint: 30 findings: 15 critical, 15 medium." in result.out
    assert "keylint: 10 findings without an annotation" in result.out


def test_the_summary_of_a_github_step_is_added_to_what_is_there(
    said: Callable[..., Result], tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# What another step said\n")
    result = said("github", GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# What another step said\n<!-- keylint -->\n## keylint: ")
    assert "<code>twice.py:3:19</code>" in text
    assert result.out == said("github").out
    said("json", GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text(encoding="utf-8") == text


def test_the_summary_of_a_github_step_stays_below_its_limit(
    said: Callable[..., Result], tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    for there in (1024 * 1024 - 100, 1024 * 1024 - 3000):
        summary.write_text("x" * there)
        result = said("github", GITHUB_STEP_SUMMARY=str(summary))
        assert summary.stat().st_size <= 1024 * 1024
        assert ("summary is full" in result.err) == (there == 1024 * 1024 - 100)
    assert "had no room here" in summary.read_text(encoding="utf-8")


def test_a_summary_that_cannot_be_written_is_told_and_the_annotations_are_there(
    said: Callable[..., Result], tmp_path: Path
) -> None:
    result = said("github", GITHUB_STEP_SUMMARY=str(tmp_path))
    assert "the step's summary could not be written" in result.err
    assert commands(result.out)


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
    assert any("1 finding silenced" in one["value"] for one in report["scan"]["messages"])
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


def test_gitlab_gets_a_code_quality_report_with_a_fingerprint_for_each(
    said: Callable[..., Result],
) -> None:
    result = said("gitlab-codequality")
    issues = valid("gitlab-codequality.json", result.out)
    assert len({one["fingerprint"] for one in issues}) == len(issues) == FOUND
    assert issues[0]["severity"] == "blocker"
    assert "1 finding silenced" in result.err


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


class Page(HTMLParser):
    """What stands on a page: its elements, what is code, and what is not."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.inside: list[str] = []
        self.code: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "code":
            self.code.append("")
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "code":
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.code[-1] += data
        else:
            self.text += data


def rendered(markdown: str) -> Page:
    """As GitHub shows it, before it takes away what is dangerous."""
    extensions = ["table", "autolink", "strikethrough", "tasklist"]
    options = Options.CMARK_OPT_UNSAFE
    return Page(cmarkgfm.markdown_to_html_with_extensions(markdown, options, extensions))


def test_a_comment_on_a_pull_request_shows_names_as_they_are_and_nothing_breaks_out(
    said: Callable[..., Result],
) -> None:
    text = said("markdown").out
    page = rendered(text)
    ours = "b br code details h2 li ol p strong summary table td th tr ul tbody thead"
    assert page.tags <= set(ours.split())
    assert f"{safe(HOSTILE)}:2:19" in page.code
    assert not re.search(r"@\w|#\d|://|www\.", page.text)
    assert "octocat" in page.text
    assert text.startswith(f"<!-- keylint -->\n## keylint: {FOUND} findings\n")
    assert "Silenced (1)" in page.text
    assert "Not scanned (1)" in page.text
    assert page.text.count("Deactivate the key first") == 1


def test_a_comment_on_a_pull_request_stays_below_its_limit(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    for number in range(400):
        (tmp_path / f"{'long' * 40}{number}.env").write_text(leak)
    text = keylint("scan", "--format", "markdown").out
    assert len(text.encode()) <= 65_000
    page = rendered(text)
    assert "further findings had no room here" in page.text
    left = int(re.findall(r"(\d+) further", page.text)[0])
    assert left + text.count("<tr><td>") == 800


@pytest.mark.parametrize("text", [LABEL, HOSTILE, "- x", "1. x", "$x$ ~~y~~ !z &copy; <!-- a"])
def test_a_sentence_from_the_tree_is_no_markdown(text: str) -> None:
    page = rendered(prose(text))
    assert page.tags <= {"p"}
    assert page.text.strip().replace("\u2060", "") == safe(text).strip()
    assert Page(words(text)).tags <= {"code"}


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
