"""Which tables describe a key, and what they say of it; every sign from both sides."""

from __future__ import annotations

import json
import time

import pytest

from keylint import engine, evidence, readers, registry
from keylint.document import Document
from keylint.examples import unpack
from keylint.record import KeyRecord
from keylint.rule import Example

WITHDRAW = "key-can-withdraw"
OPEN = "key-without-ip-allowlist"
RULES = {rule.id: rule for rule in registry.load()}

# A text, and the places where the rule must put its finger: none where nothing is marked.
Case = tuple[str, str]

SEPARATORS: tuple[Case, ...] = (
    ("b.json", '{"gemini": {"scope": "read trade «withdraw»"}}'),
    ("b.json", '{"gemini": {"scope": "account:read «crypto:send»"}}'),
    ("b.json", '{"deribit": {"scope": "account:read «wallet:read_write»"}}'),
    ("b.json", '{"deribit": {"scope": "account:read wallet:read"}}'),
    ("b.json", '{"deribit": {"scope": "«wallet:readWrite»"}}'),
    ("b.json", '{"gemini": {"scope": "balances:read «crypto:send»"}}'),
    ("b.json", '{"gemini": {"roles": "Trader + «Fund Manager»"}}'),
    ("b.json", '{"gemini": {"roles": "Trader «Fund Manager»"}}'),
    ("b.json", '{"gemini": {"roles": "Trader / «Fund Manager»"}}'),
    ("b.json", '{"gemini": {"roles": "Trader and «Fund Manager»"}}'),
    ("b.json", '{"gemini": {"roles": "Trader; «fundmanager»"}}'),
    ("b.json", '{"gemini": {"permissions": "read|«withdraw»"}}'),
    ("b.json", '{"kraken": {"permissions": "Query Funds, Cancel/Close Orders, «Withdraw Funds»"}}'),
    ("b.json", '{"kraken": {"permissions": "Query Funds, Cancel/Close Orders"}}'),
    ("b.json", '{"gemini": {"permissions": "read, trade"}}'),
    ("b.json", '{"gemini": {"permissions": "trade, no withdraw"}}'),
    ("b.json", '{"gemini": {"permissions": "trade only, never withdraw"}}'),
    ("b.json", '{"gemini": {"permissions": "everything except withdraw and send"}}'),
    ("b.json", '{"gemini": {"permissions": ["trade", "!withdraw"]}}'),
    ("b.json", '{"gemini": {"permissions": "read, -withdraw"}}'),
    ("b.json", '{"gemini": {"permissions": "how we withdraw"}}'),
    ("b.json", '{"gemini": {"permissions": ["/v1/withdraw"]}}'),
    ("b.json", '{"gemini": {"permissions": "${PERMISSIONS:-withdraw}"}}'),
    ("b.json", '{"gemini": {"permissions": ["{{ withdraw }}"]}}'),
    (".env", "GEMINI_API_KEY=k\nGEMINI_ROLES='Trader, «Fund Manager»'\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_API_KEY_ROLES=«FundManager»\n"),
)
PERMISSION_TABLES: tuple[Case, ...] = (
    ("b.json", '{"gemini": {"permissions": {"«canWithdraw»": true}}}'),
    ("b.json", '{"gemini": {"permissions": {"canWithdraw": false}}}'),
    ("b.json", '{"gemini": {"permissions": {"«can_withdraw»": true, "can_deposit": true}}}'),
    ("b.json", '{"gemini": {"permissions": {"«enableWithdrawals»": "yes"}}}'),
    ("b.json", '{"gemini": {"permissions": {"«withdraw_enabled»": 1}}}'),
    ("b.json", '{"gemini": {"permissions": {"withdraw_enabled": 0}}}'),
    ("b.json", '{"gemini": {"permissions": {"«withdraw»": "read_write", "trade": "read"}}}'),
    ("b.json", '{"gemini": {"permissions": {"withdraw": "read"}}}'),
    ("b.json", '{"gemini": {"roles": {"«isFundManager»": true}}}'),
    ("b.json", '{"gemini": {"roles": {"isFundManager": false}}}'),
    ("b.json", '{"gemini": {"permissions": ["«can_withdraw»"]}}'),
    ("b.json", '{"gemini": {"perms": [{"name": "«withdraw»", "read_only": false}]}}'),
    ("b.json", '{"gemini": {"perms": [{"name": "withdraw", "read_only": true}]}}'),
    ("b.json", '{"gemini": {"roles": [{"role": "«Fund Manager»"}]}}'),
    ("b.json", '{"gemini": {"roles": [{"role": "Trader"}]}}'),
    ("b.json", '{"gemini": {"permissions": [{"name": "«withdraw»", "enabled": true}]}}'),
    ("b.json", '{"gemini": {"permissions": [{"name": "withdraw", "enabled": false}]}}'),
    ("b.json", '{"gemini": {"permissions": {"granted": ["read"], "denied": ["withdraw"]}}}'),
    ("b.json", '{"gemini": {"permissions": {"granted": ["«withdraw»"], "denied": []}}}'),
    ("b.json", '{"gemini": {"permissions": {"type": "array", "items": {"enum": ["withdraw"]}}}}'),
    ("b.json", '{"gemini": {"permissions": {"enum": ["withdraw"]}}}'),
    ("b.json", '{"gemini": {"api_key": "k", "permissions": ["«all»"]}}'),
    ("b.json", '{"gemini": {"api_key": "k", "permissions": "«*»"}}'),
    ("b.json", '{"gemini": {"api_key": "k", "permissions": "«full»"}}'),
    ("b.json", '{"gemini": {"permissions": ["all"]}}'),
    ("b.json", '{"gemini": {"api_key": "k", "access": "all"}}'),
    ("b.json", '{"gemini": {"api_key": "k", "access": "«withdraw»"}}'),
    ("b.json", '{"gemini": {"roles": [{"name": "Fund Manager", "description": "withdraws"}]}}'),
    ("b.json", '{"client_id": "c", "client_secret": "s", "scope": ["payments:send"]}'),
    ("b.json", '{"gemini": {"client_id": "c", "scope": ["«payments:send»"]}}'),
    ("b.json", '{"acme": {"api_key": "k", "permissions": ["all"]}}'),
    ("b.json", '{"gemini": {"api_key": "k", "permissions": ["read"], "read_only": true}}'),
    ("b.json", '{"gemini": {"api_key": "k", "permissions": ["withdraw"], "read_only": true}}'),
    ("b.json", '{"gemini": {"api_key": "k", "permissions": ["«withdraw»"], "read_only": false}}'),
)
ANSWERS_OF_EXCHANGES: tuple[Case, ...] = (
    ("roles.json", '{"isAuditor": false, "«isFundManager»": true, "isTrader": true}'),
    ("roles.json", '{"isFundManager": true}'),
    (
        "e.json",
        '{"result": "error", "reason": "MissingRole", "message": "you need one of these roles '
        '[Trader] to API key x which currently has roles [«FundManager»]"}',
    ),
    (
        "e.json",
        '{"result": "error", "reason": "MissingRole", "message": "you need one of these roles '
        '[FundManager] to API key x which currently has roles [Trader]"}',
    ),
    ("b.json", '{"permitsUniversalTransfer": true, "«enableWithdrawals»": true}'),
    ("b.json", '{"ipRestrict": true, "enableReading": true, "«enableWithdrawals»": true}'),
    ("b.json", '{"ipRestrict": true, "enableReading": true, "enableWithdrawals": false}'),
    ("y.json", '{"readOnly": 0, "permissions": {"Wallet": ["«Withdraw»"]}, "ips": ["1.2.3.4"]}'),
    ("y.json", '{"readOnly": 1, "permissions": {"Wallet": ["Withdraw"]}, "ips": ["1.2.3.4"]}'),
    ("c.json", '{"can_view": true, "can_trade": true, "«can_transfer»": true}'),
    ("c.json", '{"can_view": true, "can_trade": true, "can_transfer": false}'),
    ("c.json", '{"can_view": true, "can_transfer": true}'),
    ("c.json", '{"key_permissions": {"«can_transfer»": true}}'),
    ("c.json", '{"gemini": {"key_permissions": {"can_trade": true}}}'),
    ("coinbase/key.json", '{"api_key": "k", "«can_transfer»": true}'),
    ("other/key.json", '{"api_key": "k", "can_transfer": true}'),
    (
        "o.json",
        '{"data": [{"perm": "read_only,«withdraw»,trade", "apiKey": "k", "ip": "1.2.3.4"}]}',
    ),
    ("d.json", '{"client_id": "c", "max_scope": "account:read «wallet:read_write»"}'),
    ("d.json", '{"client_id": "c", "max_scope": "account:read wallet:read"}'),
    ("f.json", '[["account", 1, 0], ["«withdraw»", 1, 1]]'),
    ("f.json", '[["account", 1, 0], ["withdraw", 1, 0]]'),
    ("f.json", '[["withdraw", 1, 1, 1]]'),
    ("f.json", '{"bitfinex": {"permissions": [["«withdraw»", 1, 1]]}}'),
    ("f.json", '{"bitfinex": {"permissions": [["withdraw", 1, 0]]}}'),
    ("f.json", '{"bitfinex": {"permissions": {"«withdraw»": {"read": 1, "write": 1}}}}'),
    ("f.json", '{"bitfinex": {"permissions": {"withdraw": {"read": 1, "write": 0}}}}'),
    ("m.json", '{"mexc": {"permissions": ["SPOT_DEAL_WRITE", "«SPOT_WITHDRAW_WRITE»"]}}'),
    (
        "g.json",
        '{"ip_whitelist": ["1.2.3.4"], "perms": [{"name": "«withdraw»", "read_only": false}]}',
    ),
    (
        "k.json",
        '{"apiKey": "k", "permission": "General,Trade,«Withdrawal»", "ipWhitelist": "1.2.3.4"}',
    ),
)
FLAGS: tuple[Case, ...] = (
    (".env", "GEMINI_API_KEY=k\n«GEMINI_CAN_WITHDRAW»=1\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_CAN_WITHDRAW=0\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_CAN_WITHDRAW=${W}\n"),
    (".env", "GEMINI_API_KEY=k\n«GEMINI_BOT_ALLOW_WITHDRAWALS»=1\n"),
    (".env", "ARB_X_API_KEY=k\n«ARB_X_CAN_WITHDRAW»=1\n"),
    *(
        (".env", f"GEMINI_API_KEY=k\nGEMINI_{word}_WITHDRAWALS=1\n")
        for word in "MAX NO DISABLE BLOCK LOG NOTIFY_ON FEES CONFIRM REQUIRE_2FA_FOR".split()
    ),
    *(
        ("k.json", f'{{"gemini": {{"api_key": "k", "{name}": true}}}}')
        for name in "disable_withdraw confirm_withdrawals require_2fa_for_withdrawals".split()
    ),
    *(
        ("k.json", f'{{"gemini": {{"api_key": "k", "{word}_permissions": ["withdraw"]}}}}')
        for word in "denied forbidden missing required".split()
    ),
    ("k.json", '{"gemini": {"api_key": "k", "api_permissions": ["«withdraw»"]}}'),
    ("k.json", '{"gemini": {"api_key": "k", "«withdraw»": true}}'),
    ("k.json", '{"keys": [{"exchange": "gemini", "«withdraw_enabled»": true}]}'),
    ("k.json", '{"gemini": {"withdraw": 1}}'),
    ("k.json", '{"gemini": {"withdraw_enabled": true}}'),
    ("k.json", '{"id": "gemini", "has": {"withdraw": true}}'),
    ("k.json", '{"gemini": {"api_key": "k", "has": {"withdraw": true}}}'),
    ("k.json", '{"gemini": {"BTC": {"withdraw": true, "deposit": true}}}'),
    ("k.json", '{"gemini": {"currencies": {"BTC": {"can_withdraw": true}}}}'),
    ("k.json", '{"gemini": {"can_withdraw": true, "can_deposit": true}}'),
    ("k.json", '{"gemini": {"coin": "BTC", "isWithdrawEnabled": true}}'),
    ("k.json", '{"gemini": {"api_key": "k", "fee": {"withdraw": 1}}}'),
)
PEOPLE_AND_SERVICES: tuple[Case, ...] = (
    ("staff.yaml", "- name: Bo\n  role: Fund Manager\n"),
    ("gemini/authors.yml", "- name: Bo\n  role: Fund Manager\n"),
    ("staff.yaml", "users:\n  - name: Bo\n    role: Fund Manager\n    exchange: gemini\n"),
    ("users.yaml", "users:\n  - api_key: k\n    exchange: gemini\n    role: «Fund Manager»\n"),
    ("keys.yaml", "keys:\n  - name: bot\n    role: «Fund Manager»\n"),
    ("keys.yaml", "- name: bot\n  exchange: gemini\n  role: «Fund Manager»\n"),
    ("keys.yaml", "- api_key: k\n  role: «Fund Manager»\n"),
    ("f.json", '{"feature_gate": {"permissions": ["withdraw"]}}'),
    ("f.json", '{"gate": {"permissions": ["withdraw"]}}'),
    ("f.json", '{"exchange": "gate", "permissions": ["«withdraw»"]}'),
    *(
        ("f.json", f'{{"{service}": {{"api_key": "k", "permissions": ["send"]}}}}')
        for service in "resend slack sendgrid".split()
    ),
    ("f.json", '{"gemini": {"api_key": "k", "permissions": ["«send»"]}}'),
    ("f.json", '{"gemini": {"apiKey": "k", "model": "gemini-pro", "permissions": ["withdraw"]}}'),
    ("f.json", '{"openai": {}, "gemini": {"apiKey": "k", "permissions": ["withdraw"]}}'),
    (
        "f.json",
        '{"openai": {}, "gemini": {"key": "k", "secret": "s", "permissions": ["«withdraw»"]}}',
    ),
    ("f.json", '{"$defs": {"gemini": {"api_key": "k", "permissions": ["withdraw"]}}}'),
    ("f.json", '{"gemini": {"type": "object", "api_key": "k", "permissions": ["withdraw"]}}'),
    ("bet.json", '{"user": {"api_key": "k", "can_withdraw": true}}'),
    ("a.json", '{"shop": {"permissions": ["withdraw_funds", "view_balances"]}}'),
)
OPEN_LISTS: tuple[Case, ...] = (
    (".env", "GEMINI_API_KEY=k\nGEMINI_IP_WHITELIST=«[]»\n"),
    (".env", "GEMINI_API_KEY=k\n«GEMINI_IP_WHITELIST»=\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_IP_WHITELIST=«false»\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_IP_WHITELIST=true\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_IP_WHITELIST='1.2.3.4 «0.0.0.0/0»'\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_IP_WHITELIST='1.2.3.4 5.6.7.8'\n"),
    (".env", 'GEMINI_API_KEY=k\nGEMINI_IP_WHITELIST="1.2.3.4,"\n'),
    (".env", "GEMINI_API_KEY=k\nGEMINI_IP_WHITELIST=${IPS}\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_IP_WHITELIST=${IPS:-0.0.0.0/0}\n"),
    *(
        ("k.json", f'{{"gemini": {{"api_key": "k", "ip_whitelist": {value}}}}}')
        for value in (
            "«[]»",
            "«{}»",
            "«[[]]»",
            "«[null]»",
            "«null»",
            "«false»",
            '"«any»"',
            '"«[]»"',
            '"«*»"',
            '["«*»"]',
            '["1.2.3.4", "«0.0.0.0/0»"]',
            '["«::/0»"]',
            '["«*.*.*.*»"]',
            '["«0:0:0:0:0:0:0:0/0»"]',
            '["«0.0.0.0/0.0.0.0»"]',
            '[{"cidr": "«0.0.0.0/0»"}]',
            '{"enabled": «false», "addresses": ["1.2.3.4"]}',
            '{"addresses": «[]»}',
            '["${OFFICE}", "«0.0.0.0/0»"]',
            '["1.2.3.4"]',
            '["0.0.0.0/1"]',
            '["10.0.0.0/8"]',
            '"1.2.3.4"',
            '[{"cidr": "1.2.3.4/32"}]',
            '[{"note": "office"}]',
            '{"enabled": true, "addresses": []}',
            '{"note": "x"}',
            '["${OFFICE}"]',
            "\"{{ ips | default('0.0.0.0/0') }}\"",
            '["1.2.3.4", ""]',
            "true",
            '{"type": "array", "default": []}',
            '"your_address"',
        )
    ),
    ("k.json", '{"gemini": {"ip_whitelist": ["1.2.3.4"], "ip_restricted": «false»}}'),
    ("k.json", '{"gemini": {"ip_restricted": «false», "ip_whitelist": ["1.2.3.4"]}}'),
    ("k.json", '{"gemini": {"ip_whitelist": [], "ip_restricted": true}}'),
    ("k.json", '{"gemini": {"api_key": "k", "ip_restricted": null}}'),
    ("k.json", '{"gemini": {"api_key": "k"}}'),
    ("k.json", '{"gemini": {"trustedIPs": «[]»}}'),
    ("k.json", '{"gemini": {"api_key": "k", "«ip_whitelist»": ""}}'),
    ("o.json", '{"data": [{"perm": "read_only", "apiKey": "k", "«ip»": ""}]}'),
    ("o.json", '{"data": [{"perm": "read_only", "label": "bot", "«ip»": ""}]}'),
    ("o.json", '{"gemini": {"apiKey": "k", "ip": ""}}'),
    ("y.json", '{"readOnly": 0, "permissions": {"Wallet": ["AccountTransfer"]}, "ips": ["«*»"]}'),
    ("y.json", '{"permissions": {"Spot": ["SpotTrade"], "Wallet": []}, "ips": ["«*»"]}'),
    ("y.json", '{"apiKey": "k", "permissions": ["read"], "ips": ["*"]}'),
    ("y.json", '{"ips": ["*"], "permissions": ["read"]}'),
)
PREFIXES: tuple[Case, ...] = (
    (".env", "GEMINI_API_KEY=\n«IP_WHITELIST»=\n"),
    (".env", "GEMINI_API_KEY=k\nLOG_LEVEL=info\n«IP_WHITELIST»=\n"),
    ("k.json", '{"gemini_api_key": "k", "ip_whitelist": «[]»}'),
    (".env", "GEMINI_EXCHANGE_API_KEY=k\n«GEMINI_IP_WHITELIST»=\n"),
    (".env", "GEMINI_API_KEY=k\nPORT=80\nIP_WHITELIST=\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_MODEL=m\nMODEL=gemini-pro\nIP_WHITELIST=\n"),
    (".env", "GEMINI_API_KEY=k\nBINANCE_API_KEY=k\nIP_WHITELIST=\n"),
    (".env", "STRIPE_API_KEY=k\nIP_WHITELIST=\n"),
    (".env", "GEMINI_API_KEY=k\nADMIN_IP_WHITELIST=\n"),
    (".env", "GEMINI_API_KEY=k\nGEMINI_WEBHOOK_IP_WHITELIST=\n"),
    ("k.json", '{"gemini": {"api_key": "k", "webhook_ip_whitelist": []}}'),
)
PLACES: tuple[Case, ...] = (
    *(
        ("k.json", f'{{"{above}": {{"gemini": {{"api_key": "k", "ip_whitelist": «[]»}}}}}}')
        for above in "server servers components networks assets exchanges".split()
    ),
    *(
        ("k.json", f'{{"{above}": {{"gemini": {{"api_key": "k", "ip_whitelist": []}}}}}}')
        for above in "properties schema schemas definitions $defs firewall".split()
    ),
    ("k.json", '{"gemini": {"server": {"ip_whitelist": []}}}'),
    ("k.json", '{"servers": {"gemini-node": {"ip_whitelist": []}}}'),
    ("k.json", '{"servers": [{"name": "gemini-node", "ip_whitelist": []}]}'),
    ("k.json", '{"exchange": "gemini", "port": 80, "ip_whitelist": []}'),
    ("values.yaml", "gemini:\n  replicas: 1\n  allowed_ips: []\n"),
    *(
        ("k.json", f'{{"{service}": {{"api_key": "k", "ip_whitelist": []}}}}')
        for service in "stripe api_server admin rate_limiting gate".split()
    ),
    ("k.json", '{"api_key": "k", "api_secret": "s", "ip_whitelist": []}'),
    ("k.json", '{"api_key": "account-{base62:20}", "ip_whitelist": «[]»}'),
    ("gemini.json", '{"api_key": "k", "ip_whitelist": «[]»}'),
    ("gemini/k.json", '{"permissions": ["trade"], "ip_whitelist": «[]»}'),
    ("gemini.json", '{"ip_whitelist": []}'),
    ("k.json", '{"exchange": "acme", "api_key": "k", "ip_whitelist": []}'),
    ("k.json", '{"base_url": "https://api.gemini.com", "api_key": "k", "ip_whitelist": «[]»}'),
    ("wg.conf", "[Peer]\nPrivateKey = a\nPublicKey = b\nAllowedIPs = 0.0.0.0/0\n"),
    ("k.json", '{"gemini": {"web": {"ip_whitelist": []}}}'),
    ("k.json", '{"gemini": {"main": {"ip_whitelist": «[]»}}}'),
    ("k.json", '{"exchanges": [{"name": "Gemini", "api": {"ip_whitelist": «[]»}}]}'),
    ("k.json", '{"trusted_ips": []}'),
    (
        "docker-compose.yml",
        "services:\n  bot:\n    environment:\n      - GEMINI_API_KEY=k\n      - «GEMINI_IP_WHITELIST»=\n",
    ),
    (
        "docker-compose.yml",
        "services:\n  bot:\n    environment:\n      - GEMINI_API_KEY=k\n"
        "      - GEMINI_IP_WHITELIST=1.2.3.4\n",
    ),
    (
        "pod.yaml",
        "env:\n- name: GEMINI_API_KEY\n  value: k\n"
        '- name: GEMINI_IP_WHITELIST\n  value: "«0.0.0.0/0»"\n',
    ),
)


def cases(rule: str, *tables: tuple[Case, ...]) -> list[object]:
    return [pytest.param(rule, *case, id=case[1]) for table in tables for case in table]


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        *cases(WITHDRAW, SEPARATORS, PERMISSION_TABLES, ANSWERS_OF_EXCHANGES),
        *cases(WITHDRAW, FLAGS, PEOPLE_AND_SERVICES),
        *cases(OPEN, OPEN_LISTS, PREFIXES, PLACES),
    ],
)
def test_a_key_is_judged_by_evidence_and_at_the_place(rule: str, path: str, text: str) -> None:
    made = unpack(Example(text, path))
    found = {match.span for match in engine.matches(RULES[rule], Document(path, made.text))}
    assert found == set(made.spans)


def described(path: str, text: str) -> list[KeyRecord]:
    tree = readers.read(path, text)
    assert tree is not None
    return list(evidence.records(tree, path))


# The points of each: 2 for an exchange beside it, 1 further off, 2 for a credential, 1 for the list.
@pytest.mark.parametrize(
    ("path", "text", "enough"),
    [
        ("k.json", '{"gemini": {"ip_whitelist": []}}', True),
        ("k.json", '{"gemini": {"web": {"ip_whitelist": []}}}', False),
        ("k.json", '{"gemini": {"web": {"ip_whitelist": [], "permissions": ["trade"]}}}', True),
        ("k.json", '{"gemini": {"ips": []}}', False),
        ("k.json", '{"gemini": {"ips": [], "api_key": "k"}}', True),
        ("gemini.json", '{"keys": [{"ip_whitelist": []}]}', True),
        ("gemini.json", '{"bots": [{"ip_whitelist": []}]}', False),
        ("gemini.json", '{"key": "k", "ip_whitelist": []}', False),
        ("gemini.json", '{"key": "k", "secret": "s", "ip_whitelist": []}', True),
    ],
)
def test_signs_add_up_to_enough_or_not(path: str, text: str, enough: bool) -> None:
    assert bool(described(path, text)) is enough


def test_absent_empty_and_open_are_three_things() -> None:
    def said(rest: str) -> object:
        (record,) = described(
            "k.json", f'{{"gemini": {{"api_key": "k", "roles": "Trader"{rest}}}}}'
        )
        return record.ip_list and record.ip_list.open_because

    assert said("") is None
    assert said(', "ip_whitelist": []') == "is empty"
    assert said(', "ip_whitelist": ["*"]') == "has *"
    assert said(', "ip_whitelist": false') == "says no"
    assert said(', "ip_whitelist": ["1.2.3.4"]') == ""


@pytest.mark.parametrize(
    ("path", "text", "exchange"),
    [
        ("k.json", '{"gemini": {"exchange": "kraken", "permissions": ["withdraw"]}}', "kraken"),
        ("gemini.json", '{"kraken": {"permissions": ["withdraw"]}}', "kraken"),
        ("gemini.json", '{"api_key": "k", "permissions": ["withdraw"]}', "gemini"),
        ("k.json", '{"api_key": "k", "permissions": ["withdraw"]}', None),
        ("k.json", '{"exchange": "coinbasepro", "permissions": ["withdraw"]}', "coinbase"),
        ("k.json", '{"gateio": {"permissions": ["withdraw"]}}', "gateio"),
        ("k.json", '{"gate.io": {"permissions": ["withdraw"]}}', "gate"),
        ("k.json", '{"gate": {"key": "k", "secret": "s", "permissions": ["withdraw"]}}', "gate"),
    ],
)
def test_the_nearest_name_is_the_exchange(path: str, text: str, exchange: str | None) -> None:
    (record,) = described(path, text)
    assert record.exchange == exchange


@pytest.mark.parametrize(
    ("text", "sandbox"),
    [
        ('{"gemini": {"sandbox": true, "permissions": ["withdraw"]}}', True),
        ('{"gemini": {"sandbox": false, "permissions": ["withdraw"]}}', False),
        ('{"gemini": {"env": "sandbox", "permissions": ["withdraw"]}}', True),
        ('{"gemini": {"env": "live", "permissions": ["withdraw"]}}', False),
        (
            '{"gemini": {"url": "https://api.sandbox.gemini.com", "permissions": ["withdraw"]}}',
            True,
        ),
        ('{"gemini_sandbox_api_key": "k", "gemini_sandbox_roles": ["Fund Manager"]}', True),
    ],
)
def test_play_money_is_known_where_the_file_says_so(text: str, sandbox: bool) -> None:
    (record,) = described("k.json", text)
    assert record.is_sandbox is sandbox


def test_a_label_that_could_be_a_secret_is_not_said() -> None:
    made = unpack('{"gemini": {"name": "account-{base62:20}", "permissions": ["withdraw"]}}')
    (record,) = described("k.json", made.text)
    assert record.label is None


def many_packages(count: int) -> str:
    package = {"version": "1.0.0", "resolved": "https://x", "license": "MIT", "access": "public"}
    packages = {f"node_modules/package-{n}": package for n in range(count)}
    return json.dumps({"name": "gemini", "packages": packages})


def many_keys(count: int) -> str:
    keys = {f"bot-{n}": {"ip_whitelist": [], "roles": ["Trader"]} for n in range(count)}
    return json.dumps({"gemini": keys})


@pytest.mark.parametrize("make", [many_packages, many_keys])
def test_a_table_with_many_tables_takes_time_in_proportion(make: object) -> None:
    def seconds(count: int) -> float:
        tree = readers.read("a.json", make(count))  # type: ignore[operator]
        assert tree is not None
        start = time.perf_counter()
        list(evidence.records(tree))
        return time.perf_counter() - start

    assert seconds(8000) < 5


def test_lists_that_share_lists_are_walked_once() -> None:
    lines = ["a0: &a0 [read, trade]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    text = "\n".join([*lines, "gemini: {api_key: k, permissions: *a29, ip_whitelist: *a29}"])
    assert len(described("k.yaml", text)) == 1
