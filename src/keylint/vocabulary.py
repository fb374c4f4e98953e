"""The words that files use when they speak of keys: one table each, in the form `fold` gives.

Sources: Gemini's API documentation ("Roles", "OAuth 2.0" and "API key" pages) and key settings;
the key-description answers of Binance (apiRestrictions), Bybit (query-api), OKX, Coinbase
(key_permissions), KuCoin, Gate, Deribit, MEXC and LBank as their API documentation gives them.
"""

from __future__ import annotations

import re

from keylint.record import Permission

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def fold(name: str) -> str:
    """One spelling for a name: `isFundManager`, `is-fund-manager` → `is_fund_manager`."""
    return re.sub(r"[^a-z0-9:*]+", "_", CAMEL.sub("_", name).lower()).strip("_")


EXCHANGES = (
    "gemini", "binance", "bybit", "okx", "okex", "coinbase", "kraken", "kucoin", "gate", "gateio",
    "bitfinex", "deribit", "mexc", "bitget", "lbank", "bitstamp", "bitmex", "huobi", "htx",
)  # fmt: skip

CREDENTIAL_FIELDS = frozenset(
    "api_key apikey api_secret apisecret api_key_id api_secret_key key_id key_secret "
    "secret_key secret public_key private_key access_key key_name credential credentials "
    "secret_ref api_keys key pub_key priv_key auth_key auth_secret key_ref".split()
)
# Names that only a key has; `key`, `secret` and `credentials` alone prove little.
WEAK_CREDENTIAL_FIELDS = frozenset(
    ["key", "secret", "credential", "credentials", "public_key", "private_key"]
)

LABEL_FIELDS = frozenset(["label", "name", "key_name", "description", "alias", "title", "id"])
EXCHANGE_FIELDS = frozenset(
    ["exchange", "venue", "provider", "platform", "exchange_name", "broker"]
)
ENVIRONMENT_FIELDS = frozenset(["environment", "env", "sandbox", "testnet", "network"])

IP_LIST_FIELDS = frozenset(
    "ip_whitelist ip_white_list ip_whitelists ip_allowlist ip_allow_list ip_allowlists "
    "allowed_ips allowed_ip allow_ips whitelisted_ips whitelist_ips trusted_ips trusted_ip "
    "trusted_i_ps allowed_i_ps whitelisted_i_ps ips ip_restrictions ip_restriction "
    "bound_cidrs allowed_cidrs ip_addresses ip_address_whitelist trusted_ip_addresses "
    "allowed_ip_addresses trusted_ips_only ip_access bind_ips".split()
)
# These are said of many things besides keys, so they prove nothing of themselves.
WEAK_IP_LIST_FIELDS = frozenset(["ips", "ip_addresses", "allowed_cidrs", "ip_access", "bind_ips"])
IP_RESTRICTED_FIELDS = frozenset(
    "ip_restrict ip_restricted ip_restriction_enabled ip_whitelist_enabled "
    "ip_allowlist_enabled restrict_ip trusted_ips_only use_ip_whitelist require_ip_whitelist".split()
)
OPEN_ADDRESSES = frozenset(
    ("*", "0.0.0.0/0", "::/0", "0.0.0.0", "any", "all", "anywhere", "unrestricted", "none", "no",
     "off", "disabled", "open", "everyone", "0/0", "[]", "::")
)  # fmt: skip

PERMISSION_FIELDS = frozenset(
    "permissions permission roles role scopes scope perms perm api_permissions "
    "key_permissions key_roles api_roles grants rights access api_key_permissions "
    "capabilities".split()
)

R, T, D, X, W, A = (
    Permission.READ,
    Permission.TRADE,
    Permission.DEPOSIT,
    Permission.TRANSFER,
    Permission.WITHDRAW,
    Permission.ADMIN,
)
PERMISSION_WORDS: dict[str, tuple[Permission, ...]] = {
    # Gemini's roles ("Roles" page): Fund Manager withdraws, transfers and makes addresses.
    "auditor": (R,),
    "trader": (R, T),
    "fund_manager": (R, D, X, W),
    "fundmanager": (R, D, X, W),
    "administrator": (R, A),
    "account_admin": (R, A),
    # Gemini's wording for end users.
    "view_balances": (R,),
    "send_crypto": (W,),
    "create_deposits": (D,),
    "withdraw_funds": (W,),
    # Gemini's OAuth scopes: crypto:send is /v1/withdraw, payments:send moves fiat out.
    "crypto:send": (W,),
    "payments:send": (W,),
    "payments:create": (D,),
    "balances:read": (R,),
    "account:read": (R,),
    "history:read": (R,),
    "orders:read": (R,),
    "orders:create": (T,),
    "addresses:read": (R,),
    "addresses:create": (D,),
    "banks:read": (R,),
    "banks:create": (D,),
    # What other exchanges and the projects themselves say.
    "read": (R,),
    "read_only": (R,),
    "view": (R,),
    "trade": (T,),
    "trading": (T,),
    "spot": (T,),
    "deposit": (D,),
    "transfer": (X,),
    "internal_transfer": (X,),
    "withdraw": (W,),
    "withdrawal": (W,),
    "withdrawals": (W,),
    "send": (W,),
    "wallet:read_write": (W,),
    "spot_withdraw_write": (W,),
    "query_funds": (R,),
    "deposit_funds": (D,),
    "admin": (A,),
}  # fmt: skip

PERMISSION_FLAGS: dict[str, tuple[Permission, ...]] = {
    "is_auditor": (R,),
    "is_trader": (R, T),
    "is_fund_manager": (R, D, X, W),
    "is_account_admin": (R, A),
    "can_withdraw": (W,),
    "can_withdrawal": (W,),
    "can_send": (W,),
    "allow_withdraw": (W,),
    "allow_withdrawal": (W,),
    "allow_withdrawals": (W,),
    "withdraw_enabled": (W,),
    "withdrawal_enabled": (W,),
    "withdrawals_enabled": (W,),
    "enable_withdraw": (W,),
    "enable_withdrawals": (W,),
    "withdraw_funds": (W,),
    "send_crypto": (W,),
    "withdraw": (W,),
    "withdrawals": (W,),
    "fund_manager": (R, D, X, W),
    "can_transfer": (X,),
    "can_trade": (T,),
    "can_view": (R,),
    "enable_reading": (R,),
    "enable_spot_and_margin_trading": (T,),
    "enable_internal_transfer": (X,),
    "permits_universal_transfer": (X,),
}
# Coinbase's can_transfer sends money out (key_permissions page); elsewhere it stays inside.
EXCHANGE_FLAGS: dict[tuple[str, str], tuple[Permission, ...]] = {
    ("coinbase", "can_transfer"): (X, W)
}

# Words that only a description of an exchange's key uses.
TELLING = frozenset(
    "is_fund_manager is_auditor is_trader is_account_admin ip_restrict enable_withdrawals "
    "fund_manager fundmanager crypto:send payments:send send_crypto withdraw_funds "
    "permits_universal_transfer trusted_ips trusted_ips_only spot_withdraw_write "
    "wallet:read_write".split()
)
KEY_PARENTS = frozenset(
    "api_keys api_key keys apikeys api_credentials credentials exchange_keys key api exchange "
    "exchanges accounts".split()
)
# Parents under which the same words describe the shape of a file, or a service, and no key.
OTHER_PARENTS = frozenset(
    "properties schema schemas definitions components firewall ingress egress security_group "
    "security_groups rate_limit server servers listen paths fees networks currencies coins "
    "assets chains".split()
)

TRUE_WORDS = frozenset(("true", "yes", "on", "1", "enabled", "allow", "allowed", "y", "t"))
FALSE_WORDS = frozenset(
    ("false", "no", "off", "0", "disabled", "deny", "denied", "n", "f", "", "none", "null")
)


def truth(value: object) -> bool | None:
    """Whether a value says yes or no; None where it says neither."""
    if isinstance(value, bool) or value is None:
        return bool(value)
    word = str(value).strip().lower()
    return True if word in TRUE_WORDS else False if word in FALSE_WORDS else None
