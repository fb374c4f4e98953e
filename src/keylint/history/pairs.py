"""Secrets and key ids that belong together though no single version of their file has both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from keylint.finding import Finding, RelatedLocation
from keylint.model import Severity

SECRET, KEY_ID = "gemini-api-secret", "gemini-api-key"


def across_commits(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, in order; of each path the lone halves are paired, the nearest lines first."""
    partners: dict[int, Finding] = {}
    for secrets, keys in _lone_halves(findings):
        partners |= _nearest(secrets, keys)
    told = (_paired(one, partners[id(one)]) if id(one) in partners else one for one in findings)
    return tuple(sorted(told, key=lambda one: one.order))


def _lone_halves(findings: Iterable[Finding]) -> Iterable[tuple[list[Finding], list[Finding]]]:
    by_path: dict[str, tuple[list[Finding], list[Finding]]] = {}
    for one in findings:
        if one.rule in (SECRET, KEY_ID) and not one.related:
            by_path.setdefault(one.location.path, ([], []))[one.rule == KEY_ID].append(one)
    return by_path.values()


def _nearest(secrets: list[Finding], keys: list[Finding]) -> dict[int, Finding]:
    """Each half's partner by the identity of the half; each is used once."""
    ranked = sorted(
        (abs(secret.location.line - key.location.line), s, k)
        for s, secret in enumerate(secrets)
        for k, key in enumerate(keys)
    )
    partners: dict[int, Finding] = {}
    for _, s, k in ranked:
        secret, key = secrets[s], keys[k]
        if id(secret) not in partners and id(key) not in partners:
            partners |= {id(secret): key, id(key): secret}
    return partners


def _paired(half: Finding, partner: Finding) -> Finding:
    what = "secret" if partner.rule == SECRET else "key id"
    related = RelatedLocation(partner.location, f"its {what}, in another commit")
    # A pair of the sandbox opens nothing, whatever else it has.
    worst = half.rule == SECRET and half.severity is Severity.HIGH
    return replace(
        half,
        severity=Severity.CRITICAL if worst else half.severity,
        message=f"{half.message}, with its {what} in another commit",
        related=(related,),
    )
