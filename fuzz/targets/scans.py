"""The whole of a scan: several files of any names and bytes, in a folder of their own."""

from __future__ import annotations

import os

from properties import printable, require, unshown
from stand_ins import whole_in

from keylint import configuration, registry, scan
from keylint.content import archive_of
from keylint.reports import text
from keylint.reports.forms import WRITERS
from keylint.reports.text import Style
from keylint.request import Request
from keylint.settings import ConfigurationError, Settings
from targets import trees

BOOK = registry.shipped()
RULES = tuple(BOOK)
CONFIGURATIONS = (b"keylint.toml", b"pyproject.toml")


def take(data: bytes) -> None:
    """Every file is scanned or told, no rule fails, and no form shows a value."""
    files = trees.files(data)
    with trees.folder() as top:
        written = trees.write(top, files)
        settings = _settings(top)
        if settings.plugins:
            return
        report = scan.run(Request((top,), top), settings, BOOK)
        forms = {form: make_of(form)(report, BOOK) for form in WRITERS}
        forms["text"] = text.write(report, BOOK, Style(verbose=True))  # type: ignore[index]
    for entry in report.unread:
        require("failed with" not in entry.reason, entry.reason)
    held = dict(files)
    there = {os.fsdecode(name) for name in written}
    # An archive may be empty.
    counted = sum(not archive_of(held[name]) for name in set(written))
    told = {entry.path.split("!")[0] for entry in report.unread}
    for finding in report.findings:
        path = finding.location.path
        is_there = path in there or any(path.startswith(f"{name}!") for name in there)
        require(is_there, "a finding in no file")
    require(report.scanned.files + len(told) >= counted, "a file is neither scanned nor told")
    values = whole_in(b"".join(content for _, content in files) + b"\0".join(there_bytes(files)))
    for form, said in forms.items():
        printable(said, str(form))
        unshown(said, values, str(form))


def there_bytes(files: list[tuple[bytes, bytes]]) -> list[bytes]:
    """The names of the files."""
    return [name for name, _ in files]


def make_of(form: object) -> object:
    """What writes a form."""
    from keylint.reports.forms import writer

    return writer(form)  # type: ignore[arg-type]


def _settings(top: str) -> Settings:
    try:
        return configuration.load(top, None, RULES)
    except ConfigurationError:
        return Settings()
