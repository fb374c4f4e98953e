"""Which secret belongs to which key id: by structure first, then by nearness, each once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from keylint.credentials.context import Context

NEAR_LINES = 8
SAME_SCOPE_LINES = 60
NEIGHBOURS = 8


def pairs(secrets: Sequence[Context], keys: Sequence[Context]) -> dict[int, int]:
    """The index of each paired secret with the index of its key; both sequences in text order."""
    if not secrets or not keys:
        return {}
    key_first = keys[0].span < secrets[0].span
    starts = [key.span for key in keys]
    ranked: list[tuple[tuple[int, ...], int, int]] = []
    for s, secret in enumerate(secrets):
        # The keys that stand nearest in the text: of many, no more than a few can be meant.
        here = bisect_left(starts, secret.span)
        for k in range(max(0, here - NEIGHBOURS), min(len(keys), here + NEIGHBOURS)):
            if rank := _rank(secret, keys[k], key_first):
                ranked.append((rank, s, k))
    return _each_once(sorted(ranked))


def _each_once(ranked: list[tuple[tuple[int, ...], int, int]]) -> dict[int, int]:
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, secret, key in ranked:
        if secret not in taken and key not in used:
            taken[secret] = key
            used.add(key)
    return taken


def _rank(secret: Context, key: Context, key_first: bool) -> tuple[int, ...] | None:
    """How well two halves fit, the smaller the better; None if they do not belong together."""
    lines = abs(secret.line - key.line)
    ours = {scope.start for scope in secret.scopes}
    theirs = {scope.start for scope in key.scopes}
    apart = len(ours ^ theirs)
    together = bool(ours & theirs) and apart <= 2
    same_stem = secret.stem == key.stem
    near = lines <= NEAR_LINES or (together and lines <= SAME_SCOPE_LINES)
    if not near and not (same_stem and secret.stem):
        return None
    wrong_side = (key.span < secret.span) != key_first
    distance = abs(secret.span.start - key.span.start)
    return (apart, not same_stem, lines + wrong_side, wrong_side, distance)
