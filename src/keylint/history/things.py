"""What the versions of a file hold: each value once, however many versions have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from keylint.finding import Finding, Silenced
from keylint.past import Past
from keylint.sources.history import Version

Key = tuple[str, str]


@dataclass
class Things:
    """Findings of many versions by what was found: a path and a fingerprint."""

    versions: dict[Key, dict[bytes, Finding | Silenced]] = field(default_factory=dict)
    files: dict[Key, bytes] = field(default_factory=dict)

    def add(
        self, version: Version, findings: Iterable[Finding], silenced: Iterable[Silenced]
    ) -> None:
        """Take note of what was found in a version, and of what somebody chose not to see."""
        # Of several places in one version the worst is told, of those the first.
        ordered = sorted(findings, key=lambda one: one.order)
        told: list[Finding | Silenced] = [*ordered, *silenced]
        for one in told:
            finding = one.finding if isinstance(one, Silenced) else one
            key = finding.location.path, finding.fingerprint
            self.versions.setdefault(key, {}).setdefault(version.object_id, one)
            # Within an archive a finding has a path of its own.
            self.files[key] = version.path

    @property
    def blobs(self) -> frozenset[bytes]:
        """The versions in which something was found."""
        return frozenset(blob for held in self.versions.values() for blob in held)

    @property
    def held(self) -> dict[bytes, dict[Key, frozenset[bytes]]]:
        """By the path of a file and by thing the versions that hold it."""
        by_file: dict[bytes, dict[Key, frozenset[bytes]]] = {}
        for key, held in self.versions.items():
            if self.files[key]:
                by_file.setdefault(self.files[key], {})[key] = frozenset(held)
        return by_file

    def told(
        self, pasts: Mapping[Key, Past], inside: str = ""
    ) -> tuple[tuple[Finding, ...], tuple[Silenced, ...]]:
        """Each thing as its newest version has it: the findings, and what is silenced there."""
        findings, silenced = [], []
        for key, held in self.versions.items():
            past = replace(pasts.get(key) or Past(min(held).decode()), inside=inside)
            one = held[past.blob.encode()]
            if isinstance(one, Finding) and one.past:
                past = replace(past, cut=one.past.cut)
            if isinstance(one, Silenced):
                silenced.append(replace(one, finding=replace(one.finding, past=past)))
            else:
                findings.append(replace(_at_worst(one, held.values()), past=past))
        return (
            tuple(sorted(findings, key=lambda one: one.order)),
            tuple(sorted(silenced, key=lambda one: one.finding.order)),
        )


def _at_worst(newest: Finding, others: Iterable[Finding | Silenced]) -> Finding:
    """A finding where it stands now, as bad as it ever was: a pair that was torn apart was one."""
    found = (one for one in others if isinstance(one, Finding))
    worst = max(found, key=lambda one: (one.severity, bool(one.related)), default=newest)
    if (worst.severity, bool(worst.related)) <= (newest.severity, bool(newest.related)):
        return newest
    return replace(newest, severity=worst.severity, message=worst.message, related=worst.related)
