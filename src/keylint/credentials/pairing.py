"""Which secret belongs to which key id: by structure first, then by nearness, each once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keylint.credentials.surroundings import Surroundings

NEAR_LINES = 8
SAME_SCOPE_LINES = 60
NEIGHBOURS = 12


@dataclass(frozen=True)
class Half:
    """One half of a pair: where it stands and what its name says besides key or secret."""

    around: Surroundings
    stem: str

    @property
    def scopes(self) -> frozenset[int]:
        """Where the scopes that hold it begin."""
        return frozenset(scope.start for scope in self.around.scopes)


def pairs(secrets: Sequence[Half], keys: Sequence[Half]) -> dict[int, int]:
    """The index of each paired secret with the index of its key; both sequences in text order."""
    if not secrets or not keys:
        return {}
    key_first = keys[0].around.span < secrets[0].around.span
    ranked = sorted(
        (rank, s, k)
        for s, secret in enumerate(secrets)
        for k in _neighbours(secret, keys)
        if (rank := _rank(secret, keys[k], key_first)) is not None
    )
    return _each_once(ranked)


def _each_once(ranked: list[tuple[tuple[int, ...], int, int]]) -> dict[int, int]:
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, secret, key in ranked:
        if secret not in taken and key not in used:
            taken[secret] = key
            used.add(key)
    return taken


def _neighbours(secret: Half, keys: Sequence[Half]) -> Iterator[int]:
    """The keys that stand nearest in the text: of many keys no more than a few can be meant."""
    here = bisect_left([key.around.span for key in keys], secret.around.span)
    yield from range(max(0, here - NEIGHBOURS), min(len(keys), here + NEIGHBOURS))


def _rank(secret: Half, key: Half, key_first: bool) -> tuple[int, ...] | None:
    """How well two halves fit, the smaller the better; None if they do not belong together."""
    lines = abs(secret.around.line - key.around.line)
    apart = len(secret.scopes ^ key.scopes)
    together = bool(secret.scopes & key.scopes) and apart <= 2
    same_stem = secret.stem == key.stem
    near = lines <= NEAR_LINES or (together and lines <= SAME_SCOPE_LINES)
    if not near and not (same_stem and secret.stem):
        return None
    wrong_side = (key.around.span < secret.around.span) != key_first
    distance = abs(secret.around.span.start - key.around.span.start)
    return (apart, not same_stem, lines + wrong_side, wrong_side, distance)
