"""What of a configuration makes a scan milder than one without it would be, in words."""

from __future__ import annotations

from collections.abc import Iterator

from keylint.model import size
from keylint.policy import Policy
from keylint.settings import Settings

NONE = Settings()


def told(settings: Settings) -> Iterator[str]:
    """Each setting that leaves something out or lets something pass, one by one."""
    if settings.select:
        yield f"select {', '.join(settings.select)}"
    yield from (f"ignore {rule}" for rule in settings.ignore)
    yield from (f"exclude {pattern!r}" for pattern in settings.exclude)
    for pattern, rules in settings.per_path_ignores:
        yield from (f"per-path-ignores {pattern!r} {rule}" for rule in rules)
    if settings.fail_on > NONE.fail_on:
        yield f"fail-on {settings.fail_on}"
    if settings.confidence > NONE.confidence:
        yield f"confidence {settings.confidence}"
    if settings.max_file_size < NONE.max_file_size:
        yield f"max-file-size {size(settings.max_file_size)}"
    yield from _limits(settings.policy)
    for key in settings.declared:
        for risk in key.accepted:
            yield f"accepted {risk.rule} of {key.name!r} until {risk.until}"


def _limits(policy: Policy) -> Iterator[str]:
    """The limits that are wider than the usual ones: shorter prefixes, greater ages."""
    usual = NONE.policy
    if policy.widest_ipv4 < usual.widest_ipv4:
        yield f"widest-ipv4 {policy.widest_ipv4}"
    if policy.widest_ipv6 < usual.widest_ipv6:
        yield f"widest-ipv6 {policy.widest_ipv6}"
    if policy.rotation_days > usual.rotation_days:
        yield f"rotation-days {policy.rotation_days}"
