"""The word that was probably meant."""

from __future__ import annotations

from difflib import get_close_matches


def nearest(word: str, known: tuple[str, ...]) -> str:
    """A hint that names the known word that was probably meant, or all of them."""
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}"
