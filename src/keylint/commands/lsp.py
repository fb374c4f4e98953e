"""`keylint lsp`: findings in an editor, as somebody types."""

from __future__ import annotations

import sys
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from keylint import commands, registry, scan
from keylint.commands.delivery import stop
from keylint.settings import ConfigurationError, Settings
from keylint.wishes import Wishes

if TYPE_CHECKING:
    from keylint.editor.judging import Decided
    from keylint.rulebook import Rulebook

NO_LIBRARY = "lsp needs the extra of that name: pip install 'keylint[lsp]'"
FOR_EDITORS = "lsp is spoken to by an editor, over a pipe: docs/editors.md tells how to set it up"

UNUSED = "{error}; until that is mended, files are judged without a {what}"


def serve(wishes: Wishes) -> int:
    """Answer an editor until it leaves; the exit code."""
    if wishes.configuration and wishes.no_config:
        return stop("--config and --no-config exclude each other")
    if find_spec("pygls") is None:
        return stop(NO_LIBRARY)
    if sys.stdin is None or sys.stdout is None or sys.stdin.isatty():
        return stop(FOR_EDITORS)
    from keylint.editor import server

    return server.serve(partial(decided, wishes, registry.shipped()))


def decided(wishes: Wishes, book: Rulebook, root: str) -> Decided:
    """What the owner of a root decided; what cannot be used silences nothing."""
    from keylint.editor.judging import Decided

    rules, here = tuple(book), wishes._replace(paths=(root,))
    settings, enabled, known, problems = Settings(), book, None, []
    try:
        settings = commands.decided(here, root, rules)
        enabled = scan.enabled(book, settings)
    except ConfigurationError as error:
        settings, enabled = Settings(), book
        problems.append(UNUSED.format(error=error, what="configuration"))
    try:
        known = commands.known_of(here, root, rules)
    except ConfigurationError as error:
        problems.append(UNUSED.format(error=error, what="baseline"))
    return Decided(settings, enabled, rules, known, tuple(problems))
