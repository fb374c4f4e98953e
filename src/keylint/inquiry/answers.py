"""An answer read strictly: the roles of a key, its account, or the reason of a refusal.

What is not exactly what Gemini documents is nothing at all: a proxy's page is no proof of anything.
Source: Gemini's pages "Roles", "Account detail" and "Error codes".
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from keylint.inquiry.wire import Answer

ROLES_WITHIN = re.compile(r"currently has roles \[([A-Za-z, ]{0,100})\]")
NOT_INCREASED = "has not increased"
REASON = re.compile(r"[A-Za-z]{1,60}")
PLAIN = re.compile(r"[\w -]{1,40}", re.ASCII)
FLAGS = {"isAuditor": "auditor", "isFundManager": "fund_manager", "isTrader": "trader"}
ADMIN_FLAG = "isAccountAdmin"
# As MissingRole spells them.
WORDS = {
    "Auditor": "auditor",
    "FundManager": "fund_manager",
    "Trader": "trader",
    "Administrator": "admin",
    "AccountAdmin": "admin",
}


class Roles(NamedTuple):
    """The roles of a key, by the exchange's own answer."""

    auditor: bool = False
    trader: bool = False
    fund_manager: bool = False
    admin: bool = False

    @property
    def told(self) -> str:
        """The roles in words."""
        names = ("Auditor", "Trader", "Fund Manager", "Administrator")
        return ", ".join(name for name, has in zip(names, self, strict=True) if has) or "none"


class Refusal(NamedTuple):
    """Why a request was refused; the message itself is never told, for it may hold the key id."""

    reason: str
    roles: Roles | None = None
    nonce_too_small: bool = False


def roles_in(answer: Answer) -> Roles | None:
    """The roles that an answer of /v1/roles tells."""
    told = _object(answer) if answer.status == 200 else None
    if told is None or "result" in told or not all(type(told.get(f)) is bool for f in FLAGS):
        return None
    admin = told.get(ADMIN_FLAG, False)
    flags: dict[str, bool] = {name: told[flag] for flag, name in FLAGS.items()}
    return Roles(admin=admin, **flags) if isinstance(admin, bool) else None


def account_in(answer: Answer) -> str:
    """The short name and the type of the account in an answer of /v1/account; nothing if it is none."""
    told = _object(answer) if answer.status == 200 else None
    account = told.get("account") if told else None
    if not isinstance(account, dict):
        return ""
    name, kind = account.get("shortName"), account.get("type")
    if not all(isinstance(one, str) and PLAIN.fullmatch(one) for one in (name, kind)):
        return ""
    return f"{name} ({kind})"


def refusal_in(answer: Answer) -> Refusal | None:
    """The refusal that an answer tells."""
    told = _object(answer) if 400 <= answer.status < 600 else None
    if not told or told.get("result") != "error":
        return None
    reason, message = told.get("reason"), told.get("message")
    if not isinstance(reason, str) or not REASON.fullmatch(reason) or not isinstance(message, str):
        return None
    return Refusal(reason, _roles_said(message), NOT_INCREASED in message)


def _roles_said(message: str) -> Roles | None:
    """The roles that the message of a MissingRole lists."""
    found = ROLES_WITHIN.search(message)
    words = [word.strip() for word in found[1].split(",") if word.strip()] if found else []
    if not words or not all(word in WORDS for word in words):
        return None
    return Roles(**{WORDS[word]: True for word in words})


def _object(answer: Answer) -> dict[str, Any] | None:
    """The JSON object of a body; None if it is not exactly one."""
    try:
        told = json.loads(
            answer.body.decode("utf-8"), object_pairs_hook=_distinct, parse_constant=_refuse
        )
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names stand once each: of two flags nobody knows which one counts."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name twice")
    return made


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
