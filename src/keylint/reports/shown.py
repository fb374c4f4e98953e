"""Text from a scanned tree, made fit to be seen: nothing in it is obeyed, and no secret shows."""

from __future__ import annotations

import re
from collections.abc import Callable

# Terminals obey control characters, and readers are misled by bidi ones: both are written out.
UNSAFE = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
# What a file name or a label may hold of a credential: prefixed keys of other vendors first, for
# they have a dash or an underline within; then UUIDs, digests, and random letters and digits.
CREDENTIAL = re.compile(
    r"AIzaSy[\w-]{33}|AQ\.Ab8RN6[\w-]{44}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    r"|[A-Za-z0-9]{16,}"
)
FEWEST_DIGITS = 4
# Longer tokens of other vendors, in which the signs of base64 stand; a slash may part folders, too.
TOKEN = re.compile(r"[A-Za-z0-9+/_-]{28,}={0,2}")
IN_FOLDER = re.compile(r"[A-Za-z0-9+_-]{28,}={0,2}")
PART, WORD, SHORTEST_TOKEN = re.compile(r"[A-Za-z0-9]+"), re.compile(r"[A-Z]?[a-z]{3,}"), 28
# Words have long runs of small letters, and seldom change the kind; random text is the other way.
MOST_IN_RUNS, FEWEST_CHANGES = 0.5, 0.42
# A CI runner obeys a line that begins with one of these, if it stands there as such.
COMMAND = re.compile(r"(?:(?<=\s)|^)(::|##)(?=[A-Za-z\[])")
# Azure, TeamCity and GitHub's old form, which are obeyed wherever they are in a line.
ANYWHERE = re.compile(r"(##)(?=\w*\[)")


def safe(text: str) -> str:
    """The text with control characters written out, credentials masked, and no CI command in it."""
    return COMMAND.sub(_broken, visible(text))


def visible(text: str) -> str:
    """The same with CI commands as they are: for a value in a form that programs read.

    No line of such a form begins with it, so that no runner obeys it; but what some obey wherever
    it is in a line, such as ##vso[, is broken here too.
    """
    shown = _without_credentials("".join(map(_written_out, text)))
    return ANYWHERE.sub(_broken, shown)


def _broken(command: re.Match[str]) -> str:
    return f"{command[1][0]} {command[1][1]}"


def _written_out(character: str) -> str:
    if character.isprintable():
        return character
    import unicodedata  # hardly anybody has such names

    code = ord(character)
    # What is in no category yet may be newer than the Unicode that this Python knows.
    never_one = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    if not never_one and unicodedata.category(character) not in UNSAFE:
        return character
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


def holds_credential(text: str) -> bool:
    """Whether something in a text is masked where the text is shown."""
    return _without_credentials(text) != text


def _without_credentials(text: str) -> str:
    shown = TOKEN.sub(lambda found: _token_masked(found[0]), text)
    return CREDENTIAL.sub(lambda found: _masked(found[0], _is_credential), shown)


def _masked(word: str, is_one: Callable[[str], bool]) -> str:
    from keylint.finding import Secret  # hardly a name is so long

    return str(Secret(word)) if is_one(word) else word


def _token_masked(text: str) -> str:
    """A token without the words around it, which are no part of it; else those in its folders."""
    core = _between_words(text)
    if _is_token(core):
        return text.replace(core, _masked(core, bool))
    if "/" not in text:
        return text
    return IN_FOLDER.sub(lambda found: _token_masked(found[0]), text)


def _between_words(text: str) -> str:
    told = [part.span() for part in PART.finditer(text) if not WORD.fullmatch(part[0])]
    return text[told[0][0] : told[-1][1]] if told else ""


def _is_token(text: str) -> bool:
    """Whether a text with dashes, underlines or slashes is random, and no path or name of words."""
    parts = PART.findall(text)
    if len(text) < SHORTEST_TOKEN or len(parts) == 1 or any(map(WORD.fullmatch, parts)):
        return False
    plain = "".join(parts)
    if sum(map(str.isdigit, plain)) < 2 or sum(map(str.isupper, plain)) < 3:
        return False
    from keylint.wording import LOWER_RUN, changes  # hardly a name gets so far

    in_runs = sum(map(len, LOWER_RUN.findall(plain)))
    return in_runs < MOST_IN_RUNS * len(plain) and changes(plain) > FEWEST_CHANGES * len(plain)


def _is_credential(word: str) -> bool:
    from keylint.wording import is_random

    digits = sum(map(str.isdigit, word))
    one_case = word.islower() or word.isupper()
    return len(word) > 38 or is_random(word) or (one_case and digits >= FEWEST_DIGITS)


def plural(count: int, noun: str) -> str:
    """A number and what it counts."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


# What Markdown obeys in a cell: tags, cells, code, links, images, emphasis, mentions, bare addresses.
OBEYED = re.compile(r"[\\&<|`\[\]*~@]|(?<=www)\.|:(?=//)")


def cell(value: str) -> str:
    """A text that stands in the cell of a table on a page as it is, and does nothing there."""
    written = OBEYED.sub(lambda mark: f"&#{ord(mark[0])};", safe(value))
    return written.replace("\n", " ")
