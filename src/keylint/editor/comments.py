"""Where a comment may stand in a text, and how it is written there."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Callable, Iterator
from io import StringIO
from posixpath import basename, splitext
from typing import NamedTuple

from keylint import readers
from keylint.finding import Span
from keylint.fixes import Kind, checks, code, kind_of, shell
from keylint.fixes.edit import Edit, apply, line_end
from keylint.readers.tokens import tokens_of
from keylint.tree import Unreadable

HASH, SLASHES, DASHES, SEMICOLON = ("#", ""), ("//", ""), ("--", ""), (";", "")
TAGS, REMARK = ("<!--", " -->"), ("REM", "")
MARKS = {
    HASH: ".py .pyi .rb .pl .pm .r .jl .ex .exs .ps1 .psm1 .yml .yaml .toml .tf .tfvars .hcl .nomad"
    " .cfg .conf .properties .sh .bash .zsh .ksh",
    SLASHES: ".js .mjs .cjs .ts .mts .cts .tsx .jsx .java .kt .kts .groovy .scala .go .php .cs .rs"
    " .swift .dart .c .h .cpp .cc .hpp .m .mm",
    DASHES: ".lua",
    SEMICOLON: ".ini",
    TAGS: ".xml .config .plist .md .markdown",
    REMARK: ".bat .cmd",
}
BY_ENDING = {ending: mark for mark, endings in MARKS.items() for ending in endings.split()}
# There a comment behind a value would be a part of the value.
ABOVE_ONLY = (".ini", ".cfg", ".conf", ".properties", ".env", ".bat", ".cmd")
# What a browser would show of a component is told from its code by no more than this.
MARKUP = (".jsx", ".tsx")
STATEMENT = re.compile(r"\s*(?:export\s+)?(?:const|let|var)\s.*;\s*$")
FENCE = re.compile(r"(?m)^ {0,3}(?:`{3,}|~{3,})")


class Written(NamedTuple):
    """A comment in a changed text: the edit that puts it there, and where it stands then."""

    edit: Edit
    at: int


def written(text: str, path: str, line: Span, words: str) -> Iterator[Written]:
    """The ways to say something of a line, behind it or above it, that change nothing else."""
    kind = kind_of(path, text)
    mark = BY_ENDING.get(_ending(kind))
    if mark is None:
        return
    for one in _ways(text, line, f"{mark[0]} {words}{mark[1]}", _ending(kind)):
        if _is_comment(kind, text, one):
            yield one


def _ending(kind: Kind) -> str:
    if kind.module == "dotenv":
        return ".env"
    return splitext(basename(kind.path))[1].lower()


BY_ENDING[".env"] = HASH


def _ways(text: str, line: Span, comment: str, ending: str) -> Iterator[Written]:
    body = text[line.start : line.end]
    if ending in MARKUP and not STATEMENT.match(body):
        return
    above = text[: line.start].rstrip("\r\n")
    if ending not in ABOVE_ONLY and not body.rstrip().endswith("\\"):
        yield Written(Edit(Span(line.end, line.end), f"  {comment}"), line.end + 2)
    if not above.endswith(("\\", "^", "`")):
        indent = body[: len(body) - len(body.lstrip())]
        added = f"{indent}{comment}{line_end(text, line.start)}"
        yield Written(Edit(Span(line.start, line.start), added), line.start + len(indent))


def _is_comment(kind: Kind, before: str, one: Written) -> bool:
    """Whether the language takes it for a comment, and all else for what it was."""
    after = apply(before, (one.edit,))
    check = CHECKS.get("markdown" if _ending(kind) in (".md", ".markdown") else kind.module)
    return check is not None and check(kind.path, before, after, one.at)


def _python(path: str, before: str, after: str, at: int) -> bool:
    line = after.count("\n", 0, at) + 1
    start = (line, at - after.rfind("\n", 0, at) - 1)
    try:
        words = list(tokenize.generate_tokens(StringIO(after).readline))
    except (tokenize.TokenError, SyntaxError):
        return False
    return any(word.type == tokenize.COMMENT and word.start == start for word in words)


def _javascript(path: str, before: str, after: str, at: int) -> bool:
    return [one[:2] for one in tokens_of(before)] == [one[:2] for one in tokens_of(after)]


def _code(path: str, before: str, after: str, at: int) -> bool:
    found = code.tokens_of(path, after)
    is_one = any(one["comment"] is not None and one.start() == at for one in found)
    suffix = splitext(path)[1].lower()
    tag = after.find("?>", at, (after.find("\n", at) + 1) or len(after))
    return is_one and not code.is_outside(suffix, after, at) and not (suffix == ".php" and tag >= 0)


def _shell(path: str, before: str, after: str, at: int) -> bool:
    if path.lower().endswith(shell.OF_WINDOWS):
        return "(" not in before  # within a block a label or a remark may end it
    found = shell.TOKEN.finditer(after)
    return any(one["comment"] is not None and one.start() == at for one in found)


def _structured(path: str, before: str, after: str, at: int) -> bool:
    form = readers.format_of(path) or ""
    try:
        trees = [readers.parse(form, text) for text in (before, after)]
    except Unreadable:
        return False
    said = [[(names, leaf.value) for names, leaf in checks.leaves(tree)] for tree in trees if tree]
    return len(said) == 2 and said[0] == said[1]


def _markdown(path: str, before: str, after: str, at: int) -> bool:
    return len(FENCE.findall(before, 0, at)) % 2 == 0 and not after[at - 4 : at].isspace()


Check = Callable[[str, str, str, int], bool]
CHECKS: dict[str, Check] = {
    "python": _python,
    "javascript": _javascript,
    "code": _code,
    "shell": _shell,
    "dotenv": _shell,
    "structured": _structured,
    "markdown": _markdown,
}
