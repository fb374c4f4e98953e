"""The answers of exchanges about a key, known by their fields, and words that only keys have."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Gemini's MissingRole message names the roles that the key has.
HAS_ROLES = re.compile(r"currently has roles \[([^\]\n]{0,200})\]")


@dataclass(frozen=True)
class Answer:
    """An exchange's answer about a key: so many of these fields make it that, whoever saved it.

    `inside` are fields that count only within the permission field.
    """

    exchange: str | None
    fields: frozenset[str]
    least: int
    inside: frozenset[str] = frozenset()


def _answer(exchange: str | None, least: int, fields: str, inside: str = "") -> Answer:
    return Answer(exchange, frozenset(fields.split()), least, frozenset(inside.split()))


ANSWERS = (
    _answer("gemini", 2, "is_auditor is_fund_manager is_trader is_account_admin"),
    _answer("binance", 1, "permits_universal_transfer enable_spot_and_margin_trading "
            "trading_authority_expiration_time"),
    # LBank's answer has these too.
    _answer(None, 2, "ip_restrict enable_reading enable_withdrawals enable_internal_transfer"),
    _answer("coinbase", 3, "can_view can_trade can_transfer"),
    _answer("coinbase", 2, "key_permissions", "can_transfer"),
    _answer("bybit", 3, "ips read_only is_master", "wallet spot contract_trade options "
            "derivatives copy_trading block_trade exchange nft earn affiliate"),
    _answer("okx", 3, "perm ip label"),
    _answer("okx", 3, "perm ip api_key"),
    _answer("kucoin", 3, "permission ip_whitelist api_version"),
    _answer("gate", 3, "perms ip_whitelist", "read_only"),
    _answer("deribit", 2, "client_id max_scope"),
)  # fmt: skip
# Scopes that only an exchange's key has.
TELLING_WORDS = frozenset(["crypto:send", "wallet:read_write", "spot_withdraw_write"])
# Gemini's roles ("Roles" page).
ROLES = frozenset("auditor trader fund_manager fundmanager administrator account_admin".split())
FUND_MANAGER = frozenset(["fund_manager", "fundmanager"])
