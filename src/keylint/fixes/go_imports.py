"""Go: where `"os"` is imported, and where a constant is declared."""

from __future__ import annotations

import re

from keylint.finding import Span
from keylint.fixes.edit import Edit, line_end

HAS_OS = re.compile(r'(?m)^(?:import)?[ \t]*\(?[ \t]*"os"[ \t]*(?://[^\n]*)?\)?\r?$')
BLOCK = re.compile(r"(?m)^import[ \t]*\([ \t]*\r?\n")
SINGLE = re.compile(r'(?m)^import[ \t]+[^(\n]*"[^"\n]+"[^\n]*\n')
PACKAGE = re.compile(r"(?m)^package[ \t]+\w+[^\n]*\n")
PLAIN = re.compile(r'[ \t]*"([^"\n]+)"[^\n]*\n')
CONSTANTS = re.compile(r"(?m)^const[ \t]*\(.*?^\)", re.DOTALL)


def added(text: str) -> tuple[Edit, ...] | None:
    """The import of `os`, in the order that gofmt likes; None where there is no place for it."""
    if HAS_OS.search(text):
        return ()
    if block := BLOCK.search(text):
        at = block.end()
        while (line := PLAIN.match(text, at)) and line[1] < "os":
            at = line.end()
        return (Edit(Span(at, at), f'\t"os"{line_end(text, at)}'),)
    if single := SINGLE.search(text):
        at = single.end()
        return (Edit(Span(at, at), f'import "os"{line_end(text, at - 1)}'),)
    if package := PACKAGE.search(text):
        at, end = package.end(), line_end(text, package.start())
        return (Edit(Span(at, at), f'{end}import "os"{end}'),)
    return None


def in_constants(text: str, at: int) -> bool:
    """Whether a place is within `const ( … )`."""
    return any(block.start() < at < block.end() for block in CONSTANTS.finditer(text))
