"""Text from a scanned tree within a page of Markdown or HTML: it calls nobody and links nowhere."""

from __future__ import annotations

import re
from html import escape

from keylint.reports.shown import safe

# What GitHub and GitLab make a mention, a reference or a link of, after Markdown is read and its
# entities with it; an invisible joiner (U+2060) breaks it, and nothing of it within <code>.
CALLS = re.compile(r"(?<=[@#!~$%&^])(?=\w)|(?<=:)(?=//)|(?<=[Ww]{3})(?=\.)|(?<=@)(?=[\w\[*:])")
JOINER = "\u2060"
# What Markdown reads as a mark where it stands outside of HTML.
MARKS = re.compile(r"[\\`*_{}\[\]#!|<>~$&]|^[-+=]|(?<=\d)[.)](?=\s|$)")


def code(text: str) -> str:
    """A name as it is, for a block of HTML: neither Markdown nor mentions are read in it."""
    return f"<code>{escape(safe(text))}</code>"


def words(text: str) -> str:
    """A sentence for a block of HTML; what stands between backticks is code."""
    parts = safe(text).split("`")
    if not len(parts) % 2:  # one is left over
        parts = ["`".join(parts)]
    return "".join(
        f"<code>{escape(part)}</code>" if number % 2 else escape(CALLS.sub(JOINER, part))
        for number, part in enumerate(parts)
    )


def prose(text: str) -> str:
    """A sentence for Markdown itself: each mark is written so that it is one no more."""
    return MARKS.sub(lambda mark: f"&#{ord(mark[0])};", CALLS.sub(JOINER, safe(text)))
