"""What is sent: one of two read-only requests, signed as Gemini's page "Private API invocation" says."""

from __future__ import annotations

import base64
import enum
import hashlib
import hmac
import json

import keylint
from keylint.inquiry.pairs import Pair

# The name of the first account of every group, which a master key has to choose one of.
FIRST_ACCOUNT = "primary"


class Endpoint(enum.Enum):
    """All that keylint can ask; neither changes anything (page "Roles", endpoint summary)."""

    ROLES = "/v1/roles"
    ACCOUNT = "/v1/account"


def headers(endpoint: Endpoint, pair: Pair, nonce: int) -> dict[str, str]:
    """The headers of a request; its body is empty."""
    asked: dict[str, object] = {"request": endpoint.value, "nonce": nonce}
    if endpoint is Endpoint.ACCOUNT and pair.is_master:
        asked["account"] = FIRST_ACCOUNT
    payload = base64.b64encode(json.dumps(asked).encode())
    signed = hmac.new(pair.secret.reveal().encode(), payload, hashlib.sha384)
    return {
        "Content-Type": "text/plain",
        "Content-Length": "0",
        "Cache-Control": "no-cache",
        "User-Agent": f"keylint/{keylint.__version__}",
        "X-GEMINI-APIKEY": pair.key.reveal(),
        "X-GEMINI-PAYLOAD": payload.decode(),
        "X-GEMINI-SIGNATURE": signed.hexdigest(),
    }
