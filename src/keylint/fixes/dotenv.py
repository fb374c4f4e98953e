"""Files of variables: the right place for a value if git ignores them, and templates without any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from posixpath import basename

from keylint import readers
from keylint.finding import Span
from keylint.fixes import code, comments
from keylint.fixes.edit import Answer, Edit, Fix, Left, Place, line_stop

VARIABLES = re.compile(
    r"(?i)^\.?env(\..*|rc)?$|\.env(\..*)?$|^\.(bashrc|zshrc|profile|bash_profile)$"
)
PROGRAMS = rf"{readers.names_of(code=True)}|\.(?:sh|bash|zsh|ksh|bat|cmd)$"
TEMPLATE = re.compile(r"(?i)(?:^|[._-])(?:example|sample|template|tmpl|dist)(?:$|[._-])")
KEPT = (
    "a file of variables is where the value may stand, once only its owner reads it and git "
    "ignores it (git rm --cached, if git tracks it)"
)


def is_dotenv(path: str) -> bool:
    """Whether it is a file of variables by its name."""
    name = basename(path)
    # `config.env.js` is a program.
    is_program = code.is_known(path) or re.search(PROGRAMS, name) is not None
    return not is_program and VARIABLES.search(name) is not None


def answers(path: str, text: str, places: Sequence[Place]) -> list[Answer]:
    """What is to be done about each value: templates lose it, other files keep it."""
    if not TEMPLATE.search(basename(path)):
        return [Left(KEPT) for _ in places]
    return [_of_template(text, place, places) for place in places]


def _of_template(text: str, place: Place, places: Sequence[Place]) -> Answer:
    line = Span(text.rfind("\n", 0, place.span.start) + 1, line_stop(text, place.span.end))
    written = text[line.start : line.end]
    if written.lstrip().startswith("#"):
        mark = line.start + len(written) - len(written.lstrip())
        return comments.answer(text, place, Span(mark, line.end), places)
    return Fix((Edit(place.span, ""),), "a name without a value")
