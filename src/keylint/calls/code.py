"""Code without its comments: every place as it was, so that offsets stay what they are."""

from __future__ import annotations

import re
from posixpath import splitext

HASH = frozenset(".py .pyi .ipynb .rb .sh .bash .zsh .ex .exs .jl .r .pl .nim .ps1".split())
SLASHES = frozenset(
    ".js .mjs .cjs .jsx .ts .tsx .mts .cts .vue .go .rs .java .kt .kts .scala .groovy .cs .fs .php "
    ".swift .dart .c .h .cc .cpp .hpp .m .mm .sol .zig".split()
)
STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
# A text in three quotes that begins a line explains; elsewhere it is a value.
HASH_TOKEN = re.compile(
    rf"(?s)(?P<comment>(?:^|(?<=\n))[ \t]*[rRuU]?(?:\"\"\".*?\"\"\"|'''.*?''')|\#[^\n]*)"
    rf"|\"\"\".*?\"\"\"|'''.*?'''|{STRING}"
)
SLASH_TOKEN = re.compile(rf"(?s)(?P<comment>/\*.*?\*/|//[^\n]*)|{STRING}|`(?:[^`\\]|\\.)*`")
LINE_START = re.compile(r"[^\n]")


def is_code(path: str) -> bool:
    """Whether a file is a program by its name."""
    return splitext(path)[1].lower() in HASH | SLASHES


def without_comments(text: str, path: str) -> str:
    """The same text with blanks in place of comments and docstrings."""
    token = HASH_TOKEN if splitext(path)[1].lower() in HASH else SLASH_TOKEN
    return token.sub(_blanked, text)


def _blanked(found: re.Match[str]) -> str:
    return LINE_START.sub(" ", found[0]) if found["comment"] else found[0]
