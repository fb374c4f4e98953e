"""What the calls of a repository need, against what a key is declared with: least privilege."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from keylint.calls import Call, Role, forbidden, least
from keylint.document import Document
from keylint.record import Grant, KeyRecord, Permission
from keylint.survey import Survey

VERBS = {
    Permission.READ: "read",
    Permission.TRADE: "trade",
    Permission.DEPOSIT: "make deposit addresses",
    Permission.TRANSFER: "move funds between accounts",
    Permission.WITHDRAW: "withdraw",
    Permission.ADMIN: "manage accounts",
}
# The role that has a permission, by Gemini's page "Roles".
ROLES = {
    Permission.READ: Role.AUDITOR,
    Permission.TRADE: Role.TRADER,
    Permission.DEPOSIT: Role.FUND_MANAGER,
    Permission.TRANSFER: Role.FUND_MANAGER,
    Permission.WITHDRAW: Role.FUND_MANAGER,
    Permission.ADMIN: Role.ADMINISTRATOR,
}
# How much a thief could do with it, least first.
ORDER = tuple(VERBS)


@dataclass(frozen=True)
class Needs:
    """The calls of a tree, and what they need all together."""

    calls: tuple[tuple[Document, Call], ...]

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the calls make use of."""
        return frozenset(call.endpoint.permission for _, call in self.calls)

    @property
    def role(self) -> str:
        """The least roles for all the calls, in words."""
        return " with ".join(role.value for role in least([call for _, call in self.calls]))

    def role_for(self, call: Call) -> str:
        """The least role for one of the calls, in words."""
        return least([call])[0].value

    @property
    def told(self) -> str:
        """What the calls do, in words."""
        *others, last = [VERBS[one] for one in ORDER if one in self.permissions] or [""]
        return f"{', '.join(others)} and {last}" if others else last

    @property
    def strongest(self) -> list[tuple[Document, Call]]:
        """One call of each endpoint, those that need most first."""
        by_endpoint: dict[str, tuple[Document, Call]] = {}
        for document, call in self.calls:
            by_endpoint.setdefault(call.endpoint.path, (document, call))
        return sorted(
            by_endpoint.values(), key=lambda one: -ORDER.index(one[1].endpoint.permission)
        )

    def unused(self, record: KeyRecord) -> Iterator[Grant]:
        """What a key is given and no call uses; of a role, which gives several things, one."""
        by_field: dict[tuple[int, str], list[Grant]] = {}
        for grant in record.grants:
            by_field.setdefault((grant.field.span.start, grant.field.name), []).append(grant)
        for grants in by_field.values():
            beyond = [grant for grant in grants if grant.permission is not Permission.READ]
            if beyond and not any(grant.permission in self.permissions for grant in beyond):
                yield max(beyond, key=lambda grant: ORDER.index(grant.permission))

    def forbidden(self, record: KeyRecord) -> list[tuple[Document, Call]]:
        """The calls that the exchange refuses to a key with the declared roles (MissingRole)."""
        roles = declared_roles(record)
        refused = set(forbidden([call for _, call in self.calls], roles)) if roles else set()
        return [(document, call) for document, call in self.strongest if call in refused]


def declared_roles(record: KeyRecord) -> frozenset[Role]:
    """Gemini's roles that a record's permissions amount to; who trades needs no Auditor to read."""
    roles = {ROLES[grant.permission] for grant in record.grants}
    return frozenset(roles if len(roles) == 1 else roles - {Role.AUDITOR})


def in_words(roles: frozenset[Role]) -> str:
    """Roles as a sentence has them, in Gemini's order."""
    return " and ".join(role.value for role in Role if role in roles)


def needs_of(survey: Survey) -> Needs:
    """What the calls of a survey need."""
    return Needs(survey.calls)
