"""Which roles a set of calls needs, and which calls a set of roles forbids."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from keylint.calls.endpoints import Role
from keylint.calls.reading import Call

# What may be chosen for one key, the least first: Auditor stands alone, Trader and Fund Manager
# may go together, Administrator is only for master keys (page "Roles").
CHOICES: tuple[tuple[Role, ...], ...] = (
    (Role.AUDITOR,),
    (Role.TRADER,),
    (Role.FUND_MANAGER,),
    (Role.TRADER, Role.FUND_MANAGER),
    (Role.ADMINISTRATOR,),
    (Role.TRADER, Role.ADMINISTRATOR),
    (Role.FUND_MANAGER, Role.ADMINISTRATOR),
    (Role.TRADER, Role.FUND_MANAGER, Role.ADMINISTRATOR),
)


def least(calls: Iterable[Call]) -> tuple[Role, ...]:
    """The least roles with which every call works; of calls that go with none, all that they need.

    Nothing where nothing is called.
    """
    wanted = {call.endpoint.roles for call in calls}
    if not wanted:
        return ()
    for choice in CHOICES:
        if all(not roles.isdisjoint(choice) for roles in wanted):
            return choice
    # An endpoint for Auditors only beside orders: that takes two keys.
    return tuple(role for role in Role if any(role in roles for roles in wanted))


def forbidden(calls: Iterable[Call], roles: Collection[Role]) -> tuple[Call, ...]:
    """The calls that the exchange answers with MissingRole to a key with these roles."""
    return tuple(call for call in calls if call.endpoint.roles.isdisjoint(roles))
