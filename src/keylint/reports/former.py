"""Whether a file is a report that keylint wrote before, by the marks that each form has."""

from __future__ import annotations

import re

# Beginnings: of JSON and SARIF, Code Quality, JSON lines, JUnit, CSV, Markdown, GitHub's commands,
# the page for browsers, and of a diff, in which values are masked.
BEGINNINGS = (
    rb'\{\n  "[^\0]{,500}?"name": "keylint"',
    rb'\[\]\n\Z|\[\n  \{\n    "description": [^\n]*\n    "check_name": "',
    rb'\{"rule": "[^\n]*"fingerprint": "',
    rb'<\?xml [^\n]*\n<testsuites name="keylint"',
    rb"state,severity,confidence,rule,title,path,",
    rb"<!-- keylint -->\n|# Audit of Gemini keys\n",
    rb"(?:::(?:error|warning|notice) [^\0]*\n)?keylint: (?:No findings\.|\d+ findings?: )",
    rb"<!doctype html>\n[^\0]{,2000}?<title>keylint",
    rb"--- [^\n]*\n\+\+\+ [^\0]*\xe2\x80\xa6[^\n]* \(\d+ characters\)",
)
COLOUR = rb"(?:\x1b\[[\d;]*m)*"
LEVELS = rb"\d+\s+(?:critical|high|medium|low)"
# The last words of a text; on a narrow terminal they are more than a line.
VERDICT = (
    rb"(?:\A|\n)" + COLOUR + rb"(?:No\s+findings\.|\d+\s+findings?:\s+"
    rb"(?:"
    + LEVELS
    + rb",\s+)*"
    + LEVELS
    + rb"\.)"
    + COLOUR
    + rb"(?:\s+(?:The scan|Not every)[\w\s]*\.)?\n\Z"
)
MARKS = re.compile(rb"\A(?:" + b"|".join(BEGINNINGS) + rb")|" + VERDICT)


def is_report(data: bytes) -> bool:
    """Whether a file's content is that of a report; nothing at all may be one, of no findings."""
    return not data or MARKS.search(data) is not None
