"""`keylint keys`: what is known of each key, and what the inventory lacks."""

from __future__ import annotations

from keylint import declare, output, registry, scan
from keylint.commands import MISTAKES, asked_of, decided
from keylint.commands.delivery import CLEAN, INCOMPLETE, columns, stop, tell
from keylint.reports import keys, keys_text
from keylint.settings import Settings
from keylint.survey import Survey
from keylint.wishes import CardFormat, Wishes


def show(wishes: Wishes, form: CardFormat, write: bool) -> int:
    """Tell what is known of each key, and add to the inventory if that is wished."""
    book = registry.shipped()
    try:
        asked = asked_of(wishes)
        settings = decided(wishes, asked.root, tuple(book))
        survey, report = scan.survey(asked, settings, book)
        is_written = not write or _drafted(survey, settings, asked.root)
    except MISTAKES as error:
        return stop(str(error))
    facts = keys.facts(survey, asked.root)
    if form is CardFormat.JSON:
        output.show(keys.write(facts))
    elif form is CardFormat.MARKDOWN:
        output.show(keys_text.markdown(facts))
    else:
        output.show(keys_text.text(facts, columns()))
    for entry in report.unread:
        if entry.fault:
            tell(f"not looked at: {entry.path}: {entry.reason}")
    return INCOMPLETE if report.incomplete or not is_written else CLEAN


def _drafted(survey: Survey, settings: Settings, root: str) -> bool:
    """Add to the inventory; whether that could be done."""
    try:
        tell(declare.draft(survey, settings, root))
    except OSError as error:
        tell(f"the inventory could not be written ({error.strerror}) and is as it was")
        return False
    return True
