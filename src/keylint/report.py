"""The outcome of a scan, as a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from keylint.model import Severity, Tally, Unread

if TYPE_CHECKING:
    from keylint.finding import Finding, Fixes, Silenced, Stale


class Known(NamedTuple):
    """The baseline of a scan: how many findings it holds, and how many without reason and end.

    It is not heeded where the user says that nothing of the scanned tree is to be.
    """

    name: str
    findings: int = 0
    unexplained: int = 0
    is_heeded: bool = True


class Unheeded(NamedTuple):
    """What the scanned tree says of how it is to be scanned, where that is not heeded.

    Its configuration with what of it would make the scan milder, and what the scanned diff brings
    that makes every scan milder that heeds the tree; `is_all` where its comments count for nothing, too.
    """

    configuration: str = ""
    milder: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    is_all: bool = False


class Report(NamedTuple):
    """All that a scan has to say; reports are functions of it.

    `commit` is the one that the scanned files belong to, for the forms that ask for it; `milder` is
    what of the configuration leaves something out.
    """

    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    stale: tuple[Stale, ...] = ()
    unread: tuple[Unread, ...] = ()
    scanned: Tally = Tally()
    root: str = ""
    configuration: str = ""
    rules_off: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    interrupted: bool = False
    of_history: bool = False
    remembered: int = 0
    known: Known | None = None
    fixes: Fixes | None = None
    commit: str = ""
    milder: tuple[str, ...] = ()
    unheeded: Unheeded | None = None

    @property
    def incomplete(self) -> bool:
        """Whether something that was asked for could not be looked at."""
        return self.interrupted or any(entry.fault for entry in self.unread)

    def plus(self, other: Report) -> Report:
        """Both as one: of two repositories, the second within the first."""
        return self._replace(
            findings=tuple(sorted((*self.findings, *other.findings), key=lambda one: one.order)),
            silenced=(*self.silenced, *other.silenced),
            stale=(*self.stale, *other.stale),
            unread=(*self.unread, *other.unread),
            scanned=self.scanned.plus(other.scanned),
            seconds=self.seconds + other.seconds,
            interrupted=self.interrupted or other.interrupted,
            remembered=self.remembered + other.remembered,
        )

    def at_least(self, severity: Severity) -> Iterator[Finding]:
        """The findings of that severity or worse."""
        return (finding for finding in self.findings if finding.severity >= severity)
