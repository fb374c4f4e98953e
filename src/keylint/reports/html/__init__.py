"""The report for a browser: one page that needs nothing else and asks nobody for anything.

Its own style and script are allowed by their digests, and nothing else is; what was found is
data, which the script sets as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Mapping
from html import escape
from importlib import resources

import keylint
from keylint.model import Severity
from keylint.report import Report
from keylint.reports import text
from keylint.reports.html import data, sections
from keylint.reports.sarif import HOME
from keylint.reports.shown import safe
from keylint.rule import Rule

PLACE = re.compile(r"\{\{(\w+)\}\}")


def write(report: Report, rules: Mapping[str, Rule], ended: float | None = None) -> str:
    """The whole page; `ended` is when, in seconds since 1970, by default now."""
    style, script = _part("page.css"), _part("page.js")
    moment = time.gmtime(time.time() if ended is None else ended)
    parts = {
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "root": escape(safe(report.root)),
        "moment": time.strftime("%Y-%m-%d %H:%M UTC", moment),
        "title": escape(text.verdict(report, text.Style())),
        "verdict": escape(text.verdict(Report(report.findings), text.Style())),
        "warning": sections.warning(report),
        "facts": sections.facts(report),
        "severities": _severities(report),
        "advice": sections.advice(report, rules),
        "aside": sections.aside(report),
        "data": _inert(data.of(report, rules)),
        "version": keylint.__version__,
        "home": HOME,
    }
    return PLACE.sub(lambda place: parts[place[1]], _part("page.html"))


def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _digest(part: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}"


def _inert(facts: object) -> str:
    """JSON in which nothing can end the element that it stands in, nor begin a comment."""
    written = json.dumps(facts, separators=(",", ":"))
    return written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _severities(report: Report) -> str:
    """A box to tick for each severity, with the number of its findings."""
    counts = Counter(finding.severity for finding in report.findings)
    occurs = {one.finding.severity for one in report.silenced} | counts.keys()
    levels = sorted(Severity, reverse=True)
    return "\n".join(_box(level, counts[level], level in occurs) for level in levels)


def _box(level: Severity, count: int, occurs: bool) -> str:
    off = "" if occurs else " disabled"
    return (
        f'<label class="chip {level}"><input type="checkbox" name="severity" value="{level}"{off}>'
        f" {level} <span>{count:,}</span></label>"
    )
