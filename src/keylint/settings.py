"""All that the user decided, as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from keylint.model import Confidence, Severity
from keylint.policy import Policy

if TYPE_CHECKING:
    from keylint.inventory import Declared, Inventory

MEGABYTE = 1_000_000
BASELINE = ".keylint-baseline.json"


class ConfigurationError(Exception):
    """The configuration cannot be used; the message names every mistake."""


class Settings(NamedTuple):
    """All that the user decided; `source` names the file that it came from.

    `milder` says what of that file leaves something out. `unheeded` are the scanned tree's own,
    where another configuration is heeded: what they would silence is reported, and told.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: Severity = Severity.LOW
    confidence: Confidence = Confidence.LOW
    max_file_size: int = 64 * MEGABYTE
    inline_ignores: bool = True
    policy: Policy = Policy()
    declared: tuple[Declared, ...] = ()
    source: str = ""
    plugins: tuple[str, ...] = ()
    milder: tuple[str, ...] = ()
    unheeded: Settings | None = None

    def declares(self, path: str) -> bool:
        """Whether keys are declared in that file."""
        return bool(self.declared) and path == self.source

    @property
    def inventory(self) -> Inventory:
        """The keys that the configuration declares."""
        from keylint.inventory import Inventory  # it knows places in texts, as most scans need not

        return Inventory(self.declared, self.source if self.declared else "")
