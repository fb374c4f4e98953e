"""Writes what was found into the owner's inventory: only added to, never rewritten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from keylint import output
from keylint.readers import toml
from keylint.reports.shown import holds_credential
from keylint.settings import ConfigurationError, Settings
from keylint.survey import Survey
from keylint.survey import draft as drafts
from keylint.survey.keys import Key, keys_of
from keylint.tree import Unreadable

USUAL_FILE = "keylint.toml"


def draft(survey: Survey, settings: Settings, root: str) -> str:
    """Add the keys that the inventory lacks to its file; what was done, in words.

    Raises ConfigurationError where tables cannot be added to the file, OutputError where it
    cannot be written; it is then as it was.
    """
    path = Path(root, settings.source or USUAL_FILE)
    table = "tool.keylint.keys" if path.name == "pyproject.toml" else "keys"
    new = drafts.missing(map(_tellable, keys_of(survey)))
    entries = drafts.write(new, (key.name for key in settings.inventory.keys), table)
    if not entries:
        return f"{path}: nothing to add, the inventory has every key that was found"
    before = path.read_bytes().decode("utf-8") if path.exists() else ""
    between = "\n" if before.endswith("\n") else "\n\n" if before else ""
    try:
        toml.read(before + between + entries)
    except Unreadable:
        raise ConfigurationError(
            f"{path}: its keys cannot be added to: write them as [[{table}]] tables"
        ) from None
    output.check(path)
    output.replace(path, before + between + entries)
    count = "1 key" if len(new) == 1 else f"{len(new)} keys"
    return f"{path}: added a draft of {count}; answer each “?” in it"


def _tellable(key: Key) -> Key:
    """The key without what it is called by a word that could be a credential: that is not spread."""
    records = [
        (document, replace(record, label=None) if holds_credential(record.called) else record)
        for document, record in key.records
    ]
    named = [name for name in key.variables if not holds_credential(name)]
    return replace(key, records=records, variables=dict.fromkeys(named))
