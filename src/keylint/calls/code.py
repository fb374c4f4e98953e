"""Code without its comments: every place as it was, so that offsets stay what they are."""

from __future__ import annotations

import re
from posixpath import splitext

HASH = frozenset(".py .pyi .ipynb .rb .sh .bash .zsh .ex .exs .jl .r .pl .nim .ps1".split())
SLASHES = frozenset(
    ".js .mjs .cjs .jsx .ts .tsx .mts .cts .vue .go .rs .java .kt .kts .scala .groovy .cs .fs .php "
    ".swift .dart .c .h .cc .cpp .hpp .m .mm .sol .zig".split()
)
# A backslash takes its character along outside of texts, too: behind a quote that is never closed
# none is left then that could be tried to the line's end again.
STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\\."
# A text in three quotes that begins a line explains; elsewhere it is a value.
HASH_TOKEN = re.compile(
    rf"(?s)(?P<comment>(?:^|(?<=\n))[ \t]*[rRuU]?(?:\"\"\".*?\"\"\"|'''.*?''')|\#[^\n]*)"
    rf"|\"\"\".*?\"\"\"|'''.*?'''|{STRING}"
)
LINE_COMMENT = rf"(?s)(?P<comment>//[^\n]*)|{STRING}|`(?:[^`\\]|\\.)*`"
LINE_TOKEN = re.compile(LINE_COMMENT)
# A comment that is never closed is none, and neither is any behind it.
SLASH_TOKEN = re.compile(rf"{LINE_COMMENT}|(?P<block>/\*.*?\*/)|/\*(?P<open>.*)")
LINE_START = re.compile(r"[^\n]")


def is_code(path: str) -> bool:
    """Whether a file is a program by its name."""
    return splitext(path)[1].lower() in HASH | SLASHES


def without_comments(text: str, path: str) -> str:
    """The same text with blanks in place of comments and docstrings."""
    if splitext(path)[1].lower() in HASH:
        return HASH_TOKEN.sub(_blanked, text)
    return SLASH_TOKEN.sub(_block_blanked, text)


def _block_blanked(found: re.Match[str]) -> str:
    if found["open"] is not None:
        return f"/*{LINE_TOKEN.sub(_blanked, found['open'])}"
    return LINE_START.sub(" ", found[0]) if found["block"] else _blanked(found)


def _blanked(found: re.Match[str]) -> str:
    return LINE_START.sub(" ", found[0]) if found["comment"] else found[0]
