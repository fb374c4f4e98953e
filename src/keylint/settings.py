"""All that the user decided, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from keylint.model import Confidence, Severity
from keylint.policy import Policy

if TYPE_CHECKING:
    from keylint.inventory import Declared, Inventory

MEGABYTE = 1_000_000


class ConfigurationError(Exception):
    """The configuration cannot be used; the message names every mistake."""


@dataclass(frozen=True)
class Settings:
    """All that the user decided; `source` names the file that it came from."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: Severity = Severity.LOW
    confidence: Confidence = Confidence.LOW
    max_file_size: int = 64 * MEGABYTE
    inline_ignores: bool = True
    policy: Policy = field(default_factory=Policy)
    declared: tuple[Declared, ...] = ()
    source: str = ""

    @property
    def inventory(self) -> Inventory:
        """The keys that the configuration declares."""
        from keylint.inventory import Inventory  # most configurations declare none

        return Inventory(self.declared, self.source if self.declared else "")
