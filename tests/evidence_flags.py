"""Texts with flags, prefixes and places, and where they speak of a key."""

from __future__ import annotations

from evidence_words import Case

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
