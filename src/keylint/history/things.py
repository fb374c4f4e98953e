"""What the versions of a file hold: each value once, however many versions have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from keylint.finding import Finding, Past, Silenced

Key = tuple[str, str]


@dataclass
class Things:
    """Findings of many versions by what was found: a path and a fingerprint."""

    versions: dict[Key, dict[bytes, Finding | Silenced]] = field(default_factory=dict)

    def add(
        self, object_id: bytes, findings: Iterable[Finding], silenced: Iterable[Silenced]
    ) -> None:
        """Take note of what was found in a version, and of what somebody chose not to see."""
        told: list[Finding | Silenced] = [*findings, *silenced]
        for one in told:
            finding = one.finding if isinstance(one, Silenced) else one
            key = finding.location.path, finding.fingerprint
            # Of several places in one version the first is told.
            self.versions.setdefault(key, {}).setdefault(object_id, one)

    @property
    def blobs(self) -> frozenset[bytes]:
        """The versions in which something was found."""
        return frozenset(blob for held in self.versions.values() for blob in held)

    @property
    def held(self) -> dict[str, dict[str, frozenset[bytes]]]:
        """By path and by fingerprint the versions that hold it."""
        by_path: dict[str, dict[str, frozenset[bytes]]] = {}
        for (path, name), held in self.versions.items():
            by_path.setdefault(path, {})[name] = frozenset(held)
        return by_path

    def told(self, pasts: Mapping[Key, Past]) -> tuple[tuple[Finding, ...], tuple[Silenced, ...]]:
        """Each thing as its newest version has it: the findings, and what is silenced there."""
        findings, silenced = [], []
        for key, held in self.versions.items():
            past = pasts.get(key) or Past(min(held).decode())
            one = held[past.blob.encode()]
            if isinstance(one, Silenced):
                silenced.append(replace(one, finding=replace(one.finding, past=past)))
            else:
                findings.append(replace(one, past=past))
        return (
            tuple(sorted(findings, key=lambda one: one.order)),
            tuple(sorted(silenced, key=lambda one: one.finding.order)),
        )
