"""A report in any form holds the same findings, read back by a reader of that form."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as xml

from drawn import trees, usual
from gathered import BY_ID, looked_at
from hypothesis import given

from keylint.reports import text
from keylint.reports.csv import FORMULA
from keylint.reports.forms import WRITERS, writer
from keylint.reports.gitlab import identities
from keylint.reports.sarif import SCORES
from keylint.wishes import Format

Row = tuple[object, ...]
PLACED = ("severity", "rule", "path", "line", "column")
KNOWN = (*PLACED, "fingerprint")
WHOLE = (*KNOWN, "message")
LINED = ("rule", "path", "line", "identity")


def of_json(written: str) -> Iterator[Row]:
    return (tuple(one[name] for name in WHOLE) for one in json.loads(written)["findings"])


def of_lines(written: str) -> Iterator[Row]:
    return of_json('{"findings": [' + ",".join(written.splitlines()) + "]}")


def of_csv(written: str) -> Iterator[Row]:
    for row in csv.DictReader(io.StringIO(written)):
        if row["state"] == "reported":
            plain = {name: _plain(value) for name, value in row.items()}
            yield tuple(
                int(plain[name]) if name in ("line", "column") else plain[name] for name in WHOLE
            )


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip(" ").startswith(FORMULA) else cell


def of_sarif(written: str) -> Iterator[Row]:
    (run,) = json.loads(written)["runs"]
    named = {score: str(severity) for severity, score in SCORES.items()}
    for one in run["results"]:
        place = one["locations"][0]["physicalLocation"]
        yield (
            named[one["properties"]["security-severity"]],
            one["ruleId"],
            unquote(place["artifactLocation"]["uri"]),
            place["region"]["startLine"],
            place["region"]["startColumn"],
            one["partialFingerprints"]["keylint/v1"],
        )


def of_page(written: str) -> Iterator[Row]:
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', written)
    for one in json.loads(data)["findings"]:
        if one["state"] == "reported":
            yield tuple(one[name] for name in PLACED)


def of_markdown(written: str) -> Iterator[Row]:
    for row in re.findall("<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", written):
        severity, place, what = (html.unescape(re.sub("<.*?>", "\n", one)) for one in row)
        path, line, column = place.strip().rsplit(":", 2)
        yield severity.split()[0], what.split()[0], path, int(line), int(column)


def of_text(written: str) -> Iterator[Row]:
    for line in written.splitlines():
        if found := re.fullmatch(r"  (\S.*):(\d+):(\d+)  (\w+)  ([\w-]+)( \(.*\))?", line):
            yield found[4], found[5], found[1], int(found[2]), int(found[3])


def of_gitlab(written: str) -> Iterator[Row]:
    for one in json.loads(written)["vulnerabilities"]:
        place = one["location"]
        identity = one["id"].replace("-", "")
        yield one["identifiers"][0]["value"], place["file"], place["start_line"], identity


def of_quality(written: str) -> Iterator[Row]:
    for one in json.loads(written):
        place = one["location"]
        yield one["check_name"], place["path"], place["lines"]["begin"], one["fingerprint"]


def of_junit(written: str) -> Iterator[Row]:
    for case in xml.fromstring(written).iter("testcase"):
        if case.find("failure") is not None:
            rule, _, identity = str(case.get("name")).partition(" ")
            yield rule, case.get("file"), int(case.get("line") or 0), identity


READERS: dict[Format, tuple[tuple[str, ...], Callable[[str], Iterator[Row]]]] = {
    Format.JSON: (WHOLE, of_json),
    Format.JSONL: (WHOLE, of_lines),
    Format.CSV: (WHOLE, of_csv),
    Format.SARIF: (KNOWN, of_sarif),
    Format.HTML: (PLACED, of_page),
    Format.MARKDOWN: (PLACED, of_markdown),
    Format.GITLAB: (LINED, of_gitlab),
    Format.GITLAB_CODEQUALITY: (LINED, of_quality),
    Format.JUNIT: (LINED, of_junit),
}


def test_every_form_is_read_back_but_the_one_that_leaves_out_what_github_would_not_show() -> None:
    assert set(WRITERS) - set(READERS) == {Format.GITHUB}


@usual(max_examples=25)
@given(trees())
def test_every_form_holds_the_same_findings(files: dict[str, bytes]) -> None:
    report = looked_at(files.items())
    facts = [
        {
            "severity": str(one.severity),
            "rule": one.rule,
            "path": one.location.path,
            "line": one.location.line,
            "column": one.location.column,
            "message": one.message,
            "fingerprint": one.fingerprint,
            "identity": identity,
        }
        for one, identity in zip(report.findings, identities(report.findings), strict=True)
    ]
    for form, (names, read) in READERS.items():
        expected = [tuple(one[name] for name in names) for one in facts]
        got = list(read(writer(form)(report, BY_ID)))
        if form is Format.JUNIT:  # so many digits tell the findings of a rule in a file apart
            expected = [(*row[:-1], str(row[-1])[:8]) for row in expected]
        assert got == expected, form
    placed = [tuple(one[name] for name in PLACED) for one in facts]
    assert sorted(map(str, of_text(text.write(report, BY_ID, text.Style())))) == sorted(
        map(str, placed)
    )
