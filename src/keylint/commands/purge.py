"""`keylint purge`: how to take values out of the history, told and never done."""

from __future__ import annotations

from keylint import history, registry
from keylint.commands import MISTAKES, asked_of, check_outputs, decided
from keylint.commands.delivery import colored, columns, delivered, stop
from keylint.history import repositories
from keylint.reports import purge, text
from keylint.wishes import Reach, Wishes


def tell_how(wishes: Wishes) -> int:
    """Say what is to be run; the exit code is that of a scan of the history."""
    book = registry.shipped()
    try:
        asked = asked_of(wishes)
        check_outputs((wishes.out,), wishes, asked.root)
        settings = decided(wishes, asked.root, tuple(book))
        repository, paths = repositories.of(wishes.paths)
        reach = (wishes.reach or Reach())._replace(paths=paths)
        question = history.Question(reach, asked, settings, book, wishes.cached)
        report = history.run(repository, question)
    except MISTAKES as error:
        return stop(str(error))
    style = text.Style(colored(wishes.color, wishes.out), columns())
    return delivered(purge.write(report, style), wishes.out, report, settings)
