"""The report for test dashboards: JUnit XML, a failed test for each finding.

There is no standard; the attributes are those that Jenkins, GitLab and GitHub's viewers read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as xml

import keylint
from keylint.finding import Finding, Silenced
from keylint.model import Unread
from keylint.report import Report
from keylint.reports import past, silenced
from keylint.reports.gitlab import identities
from keylint.reports.shown import safe, visible
from keylint.rule import Rule

# So many digits tell the findings of a rule in a file apart.
SHORT = 8


def write(report: Report, rules: Mapping[str, Rule]) -> str:
    """One suite: what was found fails, what was silenced is skipped, what could not be read errs."""
    everything = (*report.findings, *(one.finding for one in report.silenced))
    names = identities(everything)
    cases = [_failed(finding, next(names), rules) for finding in report.findings]
    cases += [_skipped(one, next(names)) for one in report.silenced]
    cases += [_erred(entry) for entry in report.unread if entry.fault]
    if report.interrupted:
        cases.append(_erred(Unread("keylint", "interrupted: not everything was looked at")))
    cases = cases or [_case("keylint", "nothing was found")]
    numbers = {
        "name": "keylint",
        "tests": str(len(cases)),
        "failures": str(len(report.findings)),
        "errors": str(sum(case.find("error") is not None for case in cases)),
        "skipped": str(len(report.silenced)),
        "time": f"{report.seconds:.3f}",
    }
    whole = xml.Element("testsuites", numbers)
    suite = xml.SubElement(whole, "testsuite", numbers)
    properties = xml.SubElement(suite, "properties")
    xml.SubElement(properties, "property", name="version", value=keylint.__version__)
    suite.extend(cases)
    xml.SubElement(suite, "system-out").text = "\n".join(_said(report))
    xml.indent(whole)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml.tostring(whole, encoding="unicode")}\n'


def _failed(finding: Finding, identity: str, rules: Mapping[str, Rule]) -> xml.Element:
    case = _of(finding, identity)
    kind = {"type": str(finding.severity), "message": safe(finding.message)}
    xml.SubElement(case, "failure", kind).text = "\n".join(_story(finding, rules[finding.rule]))
    return case


def _skipped(one: Silenced, identity: str) -> xml.Element:
    case = _of(one.finding, identity)
    xml.SubElement(case, "skipped", message=f"silenced by {safe(one.by)}")
    return case


def _erred(entry: Unread) -> xml.Element:
    case = _case(visible(entry.path), "could not be scanned")
    xml.SubElement(case, "error", type="incomplete", message=safe(entry.reason))
    return case


def _of(finding: Finding, identity: str) -> xml.Element:
    """A test that dashboards know again from run to run: its name holds no line."""
    place = finding.location
    case = _case(visible(place.path), f"{finding.rule} {identity[:SHORT]}")
    case.set("file", visible(place.path))
    case.set("line", str(place.line))
    return case


def _case(name: str, what: str) -> xml.Element:
    return xml.Element("testcase", {"classname": name, "name": what, "time": "0"})


def _story(finding: Finding, rule: Rule) -> Iterator[str]:
    yield f"{safe(str(finding.location))}: {finding.severity}: {rule.title}"
    if finding.masked:
        yield f"value: {finding.masked}"
    if finding.past:
        yield past.told(finding.past)
    if finding.unheeded:
        yield safe(silenced.would(finding))
    for one in finding.related:
        yield f"{safe(str(one.location))}: {safe(one.message)}"
    for number, step in enumerate(finding.fix, 1):
        yield f"{number}. {safe(step)}"
    yield f"fingerprint: {finding.fingerprint}"


def _said(report: Report) -> Iterator[str]:
    """What is no test: what was left out on purpose, and ignores that catch nothing."""
    yield from silenced.chosen(report)
    yield from (f"{safe(s.path)}:{s.line}: {safe(s.message)}" for s in report.stale)
    for entry in report.unread:
        if not entry.fault:
            yield f"{safe(entry.path)}: not scanned: {safe(entry.reason)}"
