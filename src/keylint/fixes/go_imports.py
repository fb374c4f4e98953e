"""Go: where `"os"` is imported, or would be."""

from __future__ import annotations

import re

from keylint.finding import Span
from keylint.fixes.edit import Edit, line_end

HAS_OS = re.compile(r'(?m)^(?:import)?[ \t]*(?:\([ \t]*)?"os"[ \t]*(?://[^\n]*)?\)?\r?$')
BLOCK = re.compile(r"(?m)^import[ \t]*\([ \t]*\r?\n")
SINGLE = re.compile(r'(?m)^import[ \t][^("\n]*"[^"\n]+"[^\n]*\n')
PACKAGE = re.compile(r"(?m)^package[ \t]+\w+\b[^\n]*\n")
PLAIN = re.compile(r'[ \t]*"([^"\n]+)"[^\n]*\n')
DECLARES = re.compile(r"(?m)^(?:func|var|type|const)\b")


def added(text: str) -> tuple[Edit, ...] | None:
    """The import of `os`, in the order that gofmt likes; None where there is no place for it.

    Comments have to be blank in the text.
    """
    first = DECLARES.search(text)
    if HAS_OS.search(text, 0, first.start() if first else len(text)):
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
