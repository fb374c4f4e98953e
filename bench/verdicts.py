"""Rows of the table: what was measured, against what, and whether the bars hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from amounts import Amount
from timing import Command, Measure

KEYLINT = "keylint"


@dataclass(frozen=True)
class Bar:
    """At most so many times what another measure of the row took, in time or in memory."""

    most: float
    against: str
    what: str = "time"
    words: str = ""  # where the bar is not said as a ratio

    @property
    def told(self) -> str:
        of = f"the memory of {self.against}" if self.what == "memory" else self.against
        return self.words or f"≤ {self.most:g} x {of}"


@dataclass(frozen=True)
class Row:
    """What is to be measured; the first command is keylint's."""

    work: str
    amount: Amount
    commands: Sequence[Command]
    bars: Sequence[Bar] = ()
    aims: Sequence[Bar] = ()
    given: Mapping[str, Measure] = field(default_factory=dict)  # allowed, not measured
    scale: str = ""  # how far the amount is from what the bars are for


@dataclass(frozen=True)
class Measured:
    """A row with its figures, by the names of the commands."""

    row: Row
    figures: Mapping[str, Measure]

    @property
    def keylint(self) -> Measure:
        return self.figures[KEYLINT]

    def ratio(self, against: str, what: str = "time") -> float | None:
        """Keylint's share of what another took; None where one of them has no figure."""
        other = {**self.figures, **self.row.given}.get(against)
        if self.keylint.failed or other is None or other.failed:
            return None
        if what == "memory":
            return self.keylint.peak / other.peak
        return self.keylint.median / other.median

    def verdict(self, bars: Sequence[Bar]) -> str:
        """Whether all bars hold that there are figures for, and if not, by how much."""
        if not bars:
            return "–"
        if self.keylint.failed:
            return f"{'no' if self.keylint.unanswered else 'not measured'}: {self.keylint.failed}"
        shares = [(bar, self.ratio(bar.against, bar.what)) for bar in bars]
        known = [ratio / bar.most for bar, ratio in shares if ratio is not None]
        unknown = dict.fromkeys(bar.against for bar, ratio in shares if ratio is None)
        without = f"without {', '.join(unknown)}" if unknown else ""
        if not known:
            return f"open: {without}"
        return _said(max(known)) + (f" ({without})" if without else "")


def _said(share: float) -> str:
    """`share` is how much of what a bar allows was taken."""
    return "yes" if share <= 1 else f"no: {max(share, 1.01):.3g} x the bar"
