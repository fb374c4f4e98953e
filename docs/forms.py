"""Write an example of each form of a report into docs/reports.md, from a scan of a small bot."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from keylint import registry, scan
from keylint.examples import unpack
from keylint.report import Report
from keylint.reports import forms, gitlab
from keylint.request import Request
from keylint.rulebook import Rulebook
from keylint.settings import Settings
from keylint.wishes import Format

PAGE = Path(__file__).parent / "reports.md"
EXAMPLE = re.compile(
    r"(<!-- example (\S+) (\d+)(?: from (\S+))? -->\n```\w+\n).*?(\n```\n)", re.DOTALL
)
BOT = """import os

gemini_api_key = "account-{base62:20}"
gemini_api_secret = "{base58-20-bytes}"
"""
LONGEST = 110


def page(text: str) -> str:
    """The page with its examples made anew: so many lines of each form, from a word on."""
    rules = Rulebook.of(registry.load())
    report = scanned(rules)

    def example(found: re.Match[str]) -> str:
        lines = written(report, rules, Format(found[2])).splitlines()
        lines = lines[next(n for n, line in enumerate(lines) if (found[4] or "") in line) :]
        shown = [line if len(line) <= LONGEST else f"{line[:LONGEST]} …" for line in lines]
        more = ["…"] if len(lines) > int(found[3]) else []
        return found[1] + "\n".join(shown[: int(found[3])] + more) + found[5]

    return EXAMPLE.sub(example, text)


def scanned(rules: Rulebook) -> Report:
    """What a scan of a small bot finds."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bot.py").write_text(unpack(BOT).text, encoding="utf-8")
        report = scan.run(Request((folder,), folder), Settings(), rules)
    return report._replace(root="/home/you/bot", seconds=0.01)


def written(report: Report, rules: Rulebook, form: Format) -> str:
    """The report in a form; the one that tells the time, at a time of no meaning."""
    if form is Format.GITLAB:
        return gitlab.write(report, rules, ended=1_700_000_000)
    return forms.writer(form)(report, rules)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
