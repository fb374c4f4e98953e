"""The words that files use when they speak of keys: one table each, in the form `fold` gives.

Sources: Gemini's API documentation ("Roles", "OAuth 2.0", "API key" and "Error codes" pages) and
key settings; the key-description answers of Binance (apiRestrictions), Bybit (query-api), OKX,
Coinbase (key_permissions), KuCoin, Gate, Bitfinex, Deribit, MEXC and LBank as their API
documentation gives them; the permissions of Kraken's and Bitget's keys as their pages for API keys
word them; exchange names as ccxt spells them.
"""

from __future__ import annotations

import re
from functools import lru_cache

PLURAL = re.compile(r"(?<![A-Z])[A-Z]{2,}s(?![a-z])")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """One spelling for a name: `isFundManager`, `is-fund-manager` → `is_fund_manager`."""
    # An abbreviation in the plural is one word: trustedIPs is trusted_ips.
    one_word = PLURAL.sub(lambda found: found[0].title(), name)
    return re.sub(r"[^a-z0-9:*]+", "_", CAMEL.sub("_", one_word).lower()).strip("_")


EXCHANGES = frozenset(
    "gemini binance bybit okx okex coinbase kraken kucoin gate gateio bitfinex deribit mexc bitget "
    "lbank bitstamp bitmex huobi htx".split()
)
EXCHANGE_ALIASES = {
    "coinbasepro": "coinbase",
    "coinbaseadvanced": "coinbase",
    "binanceus": "binance",
    "binanceusdm": "binance",
    "binancecoinm": "binance",
    "krakenfutures": "kraken",
    "kucoinfutures": "kucoin",
}

CREDENTIAL_FIELDS = frozenset(
    "api_key apikey api_secret apisecret api_key_id api_secret_key api_key_name key_id key_secret "
    "secret_key secret public_key private_key access_key key_name credential credentials "
    "secret_ref api_keys key pub_key priv_key auth_key auth_secret key_ref client_id "
    "client_secret".split()
)
# Names that many things have besides keys: one of them alone proves nothing.
WEAK_CREDENTIAL_FIELDS = frozenset(
    "key secret credential credentials public_key private_key key_name client_id".split()
)

# `label` is what a key is called; what has a `name` or an `id` may be anything.
LABEL_FIELDS = ("label", "key_name", "name", "alias", "id", "title", "description")
KEY_LABEL_FIELDS = ("label", "key_name", "api_key_name")
NAME_FIELDS = ("name", "id", "alias")
EXCHANGE_FIELDS = ("exchange", "venue", "exchange_name", "provider", "platform", "broker")
URL_FIELDS = ("base_url", "api_url", "rest_url", "url", "endpoint", "api_host", "host", "hostname")
SANDBOX_FIELDS = ("sandbox", "testnet", "use_sandbox", "is_sandbox", "use_testnet")
SCOPE_FIELDS = ("key_scope", "scope", "account_scope", "key_type", "key_level")
MASTER_FLAGS = ("is_master", "master_key", "is_master_key", "master")
HEARTBEAT_FIELDS = ("requires_heartbeat", "require_heartbeat", "heartbeat", "heartbeat_enabled")
ENVIRONMENT_FIELDS = ("environment", "env", "network")

CREATED_FIELDS = (
    "last_rotated", "last_rotated_at", "rotated", "rotated_at", "rotated_on", "last_rotation",
    "created", "created_at", "created_on", "created_time", "create_time", "creation_date",
    "date_created", "issued", "issued_at", "issued_on", "generated_at", "generated_on",
)  # fmt: skip
# What the whole file may say of its date, where its keys do not.
FILE_DATE_FIELDS = (*CREATED_FIELDS, "date", "generated", "as_of", "last_updated", "updated_at")
EXPIRES_FIELDS = (
    "expires", "expires_at", "expires_on", "expired_at", "expiry", "expiry_date", "expire_time",
    "expiration", "expiration_date", "valid_until", "trading_authority_expiration_time",
)  # fmt: skip
ROTATE_FIELDS = (
    "rotate_after", "rotate_by", "rotate_before", "rotate_on", "next_rotation", "rotation_due",
    "rotation_due_date", "rotate_every", "rotation_period", "rotation_interval", "rotation_days",
)  # fmt: skip
# Fields that name the variable of a half, instead of holding it.
VARIABLE_FIELDS = frozenset(
    "env env_var env_name env_vars api_key_env api_secret_env key_env secret_env api_key_var "
    "api_secret_var api_key_env_var api_secret_env_var api_key_variable api_secret_variable".split()
)

IP_LIST_FIELDS = frozenset(
    "ip_whitelist ip_white_list ip_whitelists ip_allowlist ip_allow_list ip_allowlists "
    "allowed_ips allowed_ip allow_ips whitelisted_ips whitelist_ips trusted_ips trusted_ip "
    "ips ip_restrictions ip_restriction bound_cidrs allowed_cidrs ip_addresses "
    "ip_address_whitelist trusted_ip_addresses allowed_ip_addresses ip_access bind_ips "
    "permitted_ips permitted_ip ip_list allowed_addresses trusted_addresses whitelisted_ip".split()
)
# No file speaks of a list of addresses without one of these; OKX's is `ip`, beside `perm`.
IP_LIST_KEYWORDS = (
    "white", "allow", "trusted", "restrict", "cidr", "ips", "addresses", "permitted", "perm",
    *(f"{first}{mark}{second}" for first, second in (("ip", "access"), ("ip", "list"), ("any", "ip"),
      ("all", "ips")) for mark in ("_", "-", ".", " ", "")),
)  # fmt: skip
# These are said of many things besides keys, so they prove nothing of themselves.
WEAK_IP_LIST_FIELDS = frozenset(
    "ips ip ip_addresses allowed_cidrs ip_access bind_ips ip_list allowed_addresses "
    "trusted_addresses".split()
)
IP_RESTRICTED_FIELDS = frozenset(
    "ip_restrict ip_restricted ip_restriction_enabled ip_whitelist_enabled "
    "ip_allowlist_enabled restrict_ip trusted_ips_only use_ip_whitelist require_ip_whitelist".split()
)
# Switches that open the door instead of closing it.
UNRESTRICTED_FIELDS = frozenset(
    "unrestricted allow_any_ip any_ip allow_all_ips ip_unrestricted unrestricted_ip".split()
)
# Within the table of an IP list: what holds the addresses, and what switches the list on.
IP_HOLDERS = frozenset(
    "addresses ips list cidrs ranges entries values allow allowed allowlist whitelist "
    "ip_addresses".split()
)
IP_SWITCHES = frozenset(["enabled", "active", "restricted", "enforce", "enforced"])
ADDRESS_FIELDS = frozenset("cidr ip address value ip_address cidr_ip cidr_block range".split())
OPEN_WORDS = frozenset(
    ("*", "any", "all", "anywhere", "unrestricted", "open", "everyone", "any ip", "all ips",
     "no restriction", "no restrictions", "0/0", "0.0.0.0", "::", "0.0.0.0-255.255.255.255")
)  # fmt: skip

PERMISSION_FIELDS = frozenset(
    "permissions permission roles role scopes scope perms perm api_permissions "
    "key_permissions key_roles api_roles grants rights access api_key_permissions "
    "capabilities max_scope perm_list".split()
)
# A field that begins so speaks of permissions that the key has not, or of something else.
DENYING = frozenset(
    "no not non max min fee fees disable disabled disallow disallowed block blocked deny denied "
    "forbid forbidden missing required require log notify alert confirm revoked available "
    "supported optional excluded never without".split()
)
# Values that are filled in later, and hence unknown.
TEMPLATE = re.compile(
    r"\$\{|\{\{|\{%|<%|\$\(|%\(|#\{|^\$[A-Za-z_]|^%[A-Za-z_]+%$|^<[^>]*>$|^\{\w+\}$|^!\w|^\?$"
)

# Fields of a program that has doors of its own.
SERVICE_FIELDS = frozenset(
    "port ports listen bind listen_port allowed_hosts database_url redis_url database_host "
    "db_host server_port server_name preshared_key persistent_keepalive jwt_secret "
    "session_secret image container_name replicas ingress service volumes node_env flask_app "
    "django_settings_module cors_origins allowed_origins admin_email".split()
)
# Google's Gemini: fields beside its key, vendors beside its name, and how its values look.
MODEL_FIELDS = frozenset(
    "model models model_name temperature max_tokens top_p top_k system_prompt prompt "
    "safety_settings max_output_tokens embedding_model".split()
)
# Where such fields are, what has no prefix belongs to another thing than the key.
ELSEWHERE = SERVICE_FIELDS | MODEL_FIELDS | {"host"}

KEY_PARENTS = frozenset(
    "api_keys api_key keys apikeys api_credentials credentials exchange_keys key exchange "
    "exchanges".split()
)
EXCHANGE_PARENTS = frozenset(["exchange", "exchanges", "venue", "venues"])
# Lists of `NAME=value`, or of tables with a name and a value, are settings under these names.
SETTINGS = frozenset(["environment", "env", "env_vars"])
# What may stand before a field of a key: words for the key, its environment and its purpose.
PREFIX_WORDS = EXCHANGES | frozenset(EXCHANGE_ALIASES) | frozenset(
    "io api apis key keys apikey exchange account accounts sub subaccount master main primary "
    "secondary backup bot bots trading trader live prod production sandbox test testnet demo paper "
    "dev staging my read readonly only spot futures margin arb arbitrage hedge maker mm strategy "
    "tax tracker portfolio oauth client cex freqtrade hummingbot ccxt connector".split()
)  # fmt: skip
# These say no more than the exchange's name before them does.
DULL_ENDINGS = frozenset(["api", "key", "keys", "apikey", "exchange"])
# Names around settings that call them nothing.
WRAPPERS = SETTINGS | {"data", "string_data"}
NEUTRAL_PARENTS = KEY_PARENTS | PREFIX_WORDS | WRAPPERS

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
