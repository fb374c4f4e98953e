"""Each reader on any text: a tree whose places are right, or Unreadable."""

from __future__ import annotations

from functools import partial

from properties import of_record, of_tree, printable, text_of

from keylint import readers
from keylint.document import Document
from keylint.reports.shown import safe
from keylint.tree import Unreadable
from targets import READERS

NAMES = {
    "env": "gemini.env", "json": "gemini.json", "yaml": "gemini.yaml", "toml": "gemini.toml",
    "ini": "gemini.ini", "hcl": "gemini.tf", "xml": "gemini.xml", "csv": "gemini.csv",
    "markdown": "gemini.md", "python": "gemini.py", "javascript": "gemini.ts",
}  # fmt: skip


def _take(form: str, data: bytes) -> None:
    text = text_of(data)
    try:
        tree = readers.read(NAMES[form], text)
    except Unreadable as error:
        printable(safe(str(error)), "an error")
        return
    of_tree(tree, text)
    for record in Document(NAMES[form], text).records:
        of_record(record, text)


env, json, yaml, toml, ini, hcl, xml, csv, markdown, python, javascript = (
    partial(_take, form) for form in READERS
)
