"""What is known of the keys of a repository: declared, called, and the difference; as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from keylint.calls import Call, least
from keylint.document import Document
from keylint.finding import Span
from keylint.record import Grant, KeyRecord, Stated
from keylint.reports.shown import safe
from keylint.survey import Survey
from keylint.survey.keys import Key, keys_of
from keylint.survey.needs import Needs, needs_of

VERSION = "1"
Json = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """All that the three forms of the report are made of; every text in it may be shown."""

    root: str
    whole: bool
    keys: tuple[Json, ...]
    calls: tuple[Json, ...]
    does: str
    role: str


def facts(survey: Survey, root: str) -> Facts:
    """The facts of a survey."""
    needs = needs_of(survey)
    return Facts(
        root=safe(root),
        whole=survey.whole,
        keys=tuple(_key(key, needs) for key in keys_of(survey)),
        calls=tuple(_call(document, call, needs) for document, call in needs.strongest),
        does=needs.told,
        role=needs.role,
    )


def write(told: Facts) -> str:
    """The facts as JSON, version 1."""
    whole = {
        "version": VERSION,
        "root": told.root,
        "whole": told.whole,
        "keys": list(told.keys),
        "calls": list(told.calls),
        "least_role": told.role or None,
    }
    return json.dumps(whole, indent=2) + "\n"


def _key(key: Key, needs: Needs) -> Json:
    return {
        "name": safe(key.name),
        "in_inventory": key.declared is not None,
        "masked": [str(value) for value in key.values],
        "variables": [safe(name) for name in key.variables],
        "places": [{"path": safe(place.path), "line": place.line} for place in key.where],
        "declared": [_record(document, record) for document, record in key.records],
        "unused": [
            {**_grant(document, grant), "needed": needs.role}
            for document, record in key.records
            for grant in (needs.unused(record) if needs.calls else ())
        ],
        "forbidden": [
            _call(document, call, needs) for document, call in _forbidden(key.records, needs)
        ],
    }


def _forbidden(
    records: Sequence[tuple[Document, KeyRecord]], needs: Needs
) -> list[tuple[Document, Call]]:
    """The calls that fail with MissingRole, each once; none if nobody says what a key may do."""
    refused = (call for _, record in records for call in needs.forbidden(record))
    return list(dict.fromkeys(refused))


def _record(document: Document, record: KeyRecord) -> Json:
    listed = record.ip_list
    return {
        **_place(document, record.span),
        "permissions": [_grant(document, grant) for grant in record.grants],
        "denied": [_grant(document, grant) for grant in record.denied],
        "ip_list": [safe(address.text) for address in listed.addresses] if listed else None,
        "open_because": safe(listed.open_because) if listed and listed.open_because else None,
        "scope": record.scope.value.value if record.scope else None,
        "environment": _said(record.environment),
        "created": _said(record.created),
        "expires": _said(record.expires),
        "rotate_after": _said(record.rotate_after),
        "heartbeat": record.heartbeat.value if record.heartbeat else None,
    }


def _said(stated: Stated[Any] | None) -> str | None:
    return safe(str(stated.value)) if stated else None


def _grant(document: Document, grant: Grant) -> Json:
    place = _place(document, grant.field.span)
    return {"permission": grant.permission.value, "word": safe(grant.word), **place}


def _call(document: Document, call: Call, needs: Needs) -> Json:
    again = sum(other.endpoint == call.endpoint for _, other in needs.calls)
    return {
        "call": safe(call.said),
        "endpoint": call.endpoint.path,
        "permission": call.endpoint.permission.value,
        "role": " or ".join(role.value for role in least([call])),
        "count": again,
        **_place(document, call.span),
    }


def _place(document: Document, span: Span) -> Json:
    return {"path": safe(document.path), "line": document.line_number(span.start)}
