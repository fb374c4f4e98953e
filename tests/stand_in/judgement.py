"""What the real exchange answers to a request: its checks, in its order, and its two endpoints."""

from __future__ import annotations

import hmac
from collections.abc import Mapping

from stand_in.keys import Key
from stand_in.wire import Answer, Seen, error, json_answer

TRADING_ROLES = ("Trader", "FundManager", "Auditor")
NONCE_SECONDS = 30
HEADERS = {
    "x-gemini-apikey": "MissingApikeyHeader",
    "x-gemini-payload": "MissingPayloadHeader",
    "x-gemini-signature": "MissingSignatureHeader",
}
FORBIDDEN = "Request received from an IP address that is not whitelisted"
ADDRESS_MESSAGES = {
    "RemoteAddressForbidden": f"{FORBIDDEN} under the group",
    "ApiKeyIpFilteringFailure": f"{FORBIDDEN} for this API key",
}
ACCOUNT = {
    "account": {
        "accountName": "Primary",
        "shortName": "primary",
        "type": "exchange",
        "created": "1498245007981",
    },
    "users": [
        {
            "name": "Satoshi N.",
            "lastSignIn": "2020-07-21T13:37:39.453Z",
            "status": "Active",
            "countryCode": "US",
            "isVerified": True,
        }
    ],
    "memo_reference_code": "GEMPJBRDZ",
}


class Refused(Exception):
    """The request does not pass a check."""

    def __init__(self, status: int, reason: str, message: str) -> None:
        super().__init__(reason)
        self.answer = error(status, reason, message)


def answer(seen: Seen, keys: Mapping[str, Key], now: float) -> Answer:
    """What the exchange answers at a time of its clock."""
    try:
        check_method(seen)
        check_headers(seen)
        key = known_key(seen, keys)
        check_signature(seen, key)
        check_address(seen, key)
        check_request(seen)
        check_nonce(seen, key, now)
        key.hear(now)
        check_endpoint(seen)
        return ENDPOINTS[seen.path](seen, key)
    except Refused as refused:
        return refused.answer


def check_method(seen: Seen) -> None:
    """Private requests are POSTs; others are turned away before anything else is read."""
    if seen.method != "POST":
        raise _not_found(seen)


def check_headers(seen: Seen) -> None:
    """The three headers of a private request must be there."""
    for name, reason in HEADERS.items():
        if name not in seen.headers:
            raise Refused(400, reason, f"Must provide '{name.upper()}' header")


def known_key(seen: Seen, keys: Mapping[str, Key]) -> Key:
    """The key that the request names; one that is not active is as good as none."""
    key = keys.get(seen.headers["x-gemini-apikey"])
    if key is None or not key.active:
        raise Refused(400, "InvalidApiKey", "Invalid API key")
    return key


def check_signature(seen: Seen, key: Key) -> None:
    """The payload's text must be signed with the key's secret."""
    text = seen.headers["x-gemini-payload"].encode("latin-1")
    signature = hmac.new(key.secret.encode(), text, "sha384").hexdigest()
    given = seen.headers["x-gemini-signature"].encode("latin-1")
    if not hmac.compare_digest(signature.encode(), given):
        raise Refused(400, "InvalidSignature", "InvalidSignature")


def check_address(seen: Seen, key: Key) -> None:
    """The request must come from an address on the key's list, if it has one."""
    if key.allowed is not None and seen.peer not in key.allowed:
        raise Refused(403, key.refused_by, ADDRESS_MESSAGES[key.refused_by])


def check_request(seen: Seen) -> None:
    """The payload must be about the path that it is sent to."""
    if seen.payload is None:
        raise Refused(400, "InvalidJson", "The JSON in the payload is invalid")
    if seen.payload.get("request") != seen.path:
        raise Refused(400, "EndpointMismatch", "EndpointMismatch")


def check_nonce(seen: Seen, key: Key, now: float) -> None:
    """The nonce must be an integer that fits the key's kind; it is the last one from then on."""
    given = (seen.payload or {}).get("nonce")
    if given is None:
        raise Refused(400, "MissingNonce", "Must provide 'nonce' value in payload")
    if seen.nonce is None:
        raise Refused(400, "InvalidNonce", f"Nonce '{given}' is not an integer")
    key.highest_nonce = max(key.highest_nonce, seen.nonce)
    if key.time_based and abs(seen.nonce - now) > NONCE_SECONDS:
        _refuse_nonce(seen.nonce, "is not within 30 seconds of the Unix Epoch timestamp")
    if seen.nonce <= key.last_nonce:
        _refuse_nonce(seen.nonce, "has not increased since your last call to the Gemini API.")
    key.last_nonce = seen.nonce


def check_endpoint(seen: Seen) -> None:
    """Two paths are known; the nonce of a request for another one is used up nevertheless."""
    if seen.path not in ENDPOINTS:
        raise _not_found(seen)


def _not_found(seen: Seen) -> Refused:
    return Refused(404, "EndpointNotFound", f"API entry point `{seen.path}` not found")


def _refuse_nonce(nonce: int, why: str) -> None:
    raise Refused(400, "InvalidNonce", f"Nonce '{nonce}' {why}")


def roles(seen: Seen, key: Key) -> Answer:
    """What the key may do."""
    if key.hides_roles:
        raise _missing_role(key)
    flags: dict[str, object] = {f"is{role}": role in key.roles for role in sorted(TRADING_ROLES)}
    if key.is_master:
        flags["isAccountAdmin"] = "Administrator" in key.roles
    if key.counterparty is not None:
        flags["counterparty_id"] = key.counterparty
    return json_answer(flags)


def account(seen: Seen, key: Key) -> Answer:
    """Whose account it is."""
    if not key.roles.intersection(TRADING_ROLES):
        raise _missing_role(key)
    if key.is_master and "account" not in (seen.payload or {}):
        raise Refused(400, "MissingAccounts", "Must provide 'account' value in payload")
    return json_answer(ACCOUNT)


def _missing_role(key: Key) -> Refused:
    message = (
        "To access this endpoint, you need to log in to the website and go to the settings page "
        f"to assign one of these roles [{', '.join(TRADING_ROLES)}] to API key {key.id} "
        f"which currently has roles [{', '.join(sorted(key.roles))}]"
    )
    return Refused(403, "MissingRole", message)


ENDPOINTS = {"/v1/roles": roles, "/v1/account": account}
