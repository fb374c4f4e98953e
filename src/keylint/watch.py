"""Whoever watches a scan: told what was done, and how much there is to do."""

from __future__ import annotations

from collections.abc import Callable

from keylint.model import Tally


class Watch:
    """Nobody; who wants to see something overrides both."""

    def expect(self, unit: str, count: Callable[[], int]) -> None:
        """Be told what is counted, and how to learn how many there are; it may cost a moment."""

    def see(self, done: int, tally: Tally) -> None:
        """Be told how many are done so far, and how much was looked at in them."""

    def close(self) -> None:
        """Leave nothing on the screen: the report comes next."""


NOBODY = Watch()
