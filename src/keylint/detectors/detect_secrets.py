"""detect-secrets' detectors, one instance each; the one module that knows that library.

Its scan loop and its global settings are not used: they are one per process, and lose findings
when threads share them. A detector is made and asked by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from keylint.detectors import offline
from keylint.detectors.hush import hushed
from keylint.document import Document
from keylint.finding import Match, Secret, Span
from keylint.rule import Detector, DetectorRule

# Some patterns of detect-secrets take quadratic time: a longer line is read in windows.
LONGEST_LINE = 1000
WINDOW = 500
PLACEHOLDER = re.compile(r"(?i)example|placeholder|your[_-]|x{5}|0{8}|(.)\1{7}|1234567|abcdefgh")
# Behind its header line a key has material, after headers of its own in older files.
KEY_MATERIAL = re.compile(
    r"[-\\nr\"'\s,+`]*(?:(?:\w[\w-]{0,40}: [^\n]*\n[ \t]*)+[\s\"',+`\\]*)?[A-Za-z0-9+/]{24}"
)
ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def look(rule: DetectorRule, document: Document) -> Iterator[Match]:
    """What the rule's detectors find in the lines that hold one of their words."""
    # Only ASCII: other letters may change their length in lower case, and every place with it.
    folded = document.text.translate(ASCII_LOWER)
    taken: set[Span] = set()
    for detector in rule.detectors:
        for window in _windows(folded, detector, document.text):
            for span in _spans(detector, document.text, window):
                if span not in taken and _is_real(detector, document.text, span):
                    taken.add(span)
                    value = document.text[span.start : span.end]
                    message = (
                        f"{_made(detector).secret_type} in plain text (found by {detector.name})"
                    )
                    yield Match(span, message, Secret(value))
    for plugin in rule.plugins:
        message = f"{plugin.finds} in plain text (found by {plugin.name})"
        with hushed():
            spans = list(_all_spans(plugin.detector, document.text))
        for span in spans:
            if span not in taken:
                taken.add(span)
                yield Match(span, message, Secret(document.text[span.start : span.end]))


def _all_spans(detector: Any, text: str) -> Iterator[Span]:
    """What a detector sees in each line; an overlong one is read in windows that overlap."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\r\n"))
        for at in range(start, max(end - WINDOW, start + 1), WINDOW):
            yield from _spans_of_own(detector, text, Span(at, min(at + LONGEST_LINE, end)))
        start += len(line)


def _spans_of_own(detector: Any, text: str, window: Span) -> Iterator[Span]:
    """The places of the values that a user's detector names.

    Its patterns give them; one that goes by something else names values only, and they are told
    wherever they stand in the line. Raises TypeError where it names something else than texts.
    """
    line = text[window.start : window.end]
    told = set(detector.analyze_string(line))
    if not all(isinstance(value, str) for value in told):
        raise TypeError("a detector names values, which are texts")
    values = told - {""}
    patterns = getattr(detector, "denylist", ()) or tuple(re.compile(re.escape(v)) for v in values)
    for found in (found for pattern in patterns if values for found in pattern.finditer(line)):
        groups = (*range(1, (found.re.groups or 0) + 1), 0)
        for group in (group for group in groups if found[group] in values):
            yield Span(window.start + found.start(group), window.start + found.end(group))


def _windows(folded: str, detector: Detector, text: str) -> Iterator[Span]:
    """The lines with one of the detector's words; of an overlong line what is around the word."""
    if not any(word in folded for word in detector.keywords):
        return
    last = -1
    pattern = "|".join(map(re.escape, detector.keywords))
    for hit in re.finditer(pattern, folded):
        if hit.start() < last:
            continue
        start = text.rfind("\n", 0, hit.start()) + 1
        end = text.find("\n", hit.end())
        end = len(text) if end < 0 else end
        if end - start > LONGEST_LINE:
            start, end = max(start, hit.start() - WINDOW), min(end, hit.end() + WINDOW)
        last = end
        if re.compile(detector.hint).search(text, start, end):
            yield Span(start, end)


@cache
def _made(detector: Detector) -> Any:
    module = offline.load(f"detect_secrets.plugins.{detector.module}")
    return getattr(module, detector.name)()


def _spans(detector: Detector, text: str, window: Span) -> Iterator[Span]:
    """The place of each value that the detector names: it gives values, its patterns give places."""
    line = text[window.start : window.end]
    plugin = _made(detector)
    values = set(plugin.analyze_string(line))
    if not values:
        return
    for pattern in plugin.denylist:
        for found in pattern.finditer(line):
            groups = range(1, (found.re.groups or 0) + 1)
            named = [g for g in groups if found[g] in values and len(found[g] or "") >= 16]
            group = named[0] if named else 0
            yield Span(window.start + found.start(group), window.start + found.end(group))


def _is_real(detector: Detector, text: str, span: Span) -> bool:
    if detector.name == "PrivateKeyDetector":
        return KEY_MATERIAL.match(text, span.end, span.end + 400) is not None
    # Within a longer run of base64 every prefix comes up some time.
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if any(character.isalnum() or character in "+/" for character in around):
        return False
    return PLACEHOLDER.search(text[span.start : span.end]) is None
