"""An answer of the exchange as a record of the key, which the rules judge like any other."""

from __future__ import annotations

from functools import cached_property

from keylint.audit.subjects import Subject
from keylint.calls import Role
from keylint.document import Document
from keylint.exchanges import GEMINI
from keylint.finding import Span
from keylint.inquiry.answers import Roles
from keylint.inquiry.outcome import Result
from keylint.record import (
    Field,
    Grant,
    IpList,
    KeyRecord,
    Permission,
    Reference,
    Scope,
    Stated,
)
from keylint.survey.needs import ROLES as ROLE_OF

NOWHERE = Span(0, 0)
SAYS = "the exchange's answer"
OF_ROLE = {
    Role.AUDITOR: "auditor",
    Role.TRADER: "trader",
    Role.FUND_MANAGER: "fund_manager",
    Role.ADMINISTRATOR: "admin",
}


class Proof(Document):
    """What the exchange said of a key, in place of a file."""

    def __init__(self, path: str, record: KeyRecord) -> None:
        super().__init__(path, "")
        self._record = record

    @cached_property
    def records(self) -> tuple[KeyRecord, ...]:
        """The key as the exchange describes it."""
        return (self._record,)


def proof(subject: Subject, result: Result) -> Proof:
    """The proof that a result is; of a key that is not live it says nothing."""
    site = result.best.site
    return Proof(f"{site.host}: {subject.name}", _record(subject, result))


def _record(subject: Subject, result: Result) -> KeyRecord:
    verdict = result.best
    master = Stated(Scope.MASTER, Field("the key id", "master-…", NOWHERE))
    open_list = IpList(
        Field("the exchange", "", NOWHERE),
        open_because="answered a request from an untrusted network",
    )
    return KeyRecord(
        span=NOWHERE,
        exchange=Stated(GEMINI),
        label=Stated(subject.names[0] if subject.names else subject.name),
        scope=master if subject.pair.is_master and verdict.state.is_live else None,
        grants=tuple(_grants(verdict.roles)) if verdict.roles else (),
        ip_list=open_list if result.has_no_list else None,
        environment=Stated(verdict.site.environment) if verdict.site.environment else None,
        references=tuple(_references(subject)),
    )


def _grants(roles: Roles) -> list[Grant]:
    """What each role allows (Gemini's page "Roles"), as many permissions of one field."""
    held = [role for role, name in OF_ROLE.items() if getattr(roles, name)]
    return [
        Grant(permission, Field(SAYS, role.value, Span(place, place)))
        for place, role in enumerate(held)
        for permission in permissions_of(role)
    ]


def permissions_of(role: Role) -> list[Permission]:
    """What a key with a role may do; everybody may read."""
    return [one for one in Permission if one is Permission.READ or ROLE_OF[one] is role]


def _references(subject: Subject) -> list[Reference]:
    return [Reference(Field(name, "", NOWHERE), variable=name) for name in subject.names[1:]]
