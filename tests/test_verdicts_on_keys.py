"""What the rules say of a key that a file describes: how bad, how sure, and in which words."""

from __future__ import annotations

import pytest
from judgements import MASTER, judged, verdicts

WITHDRAW, MASTERS = "key-can-withdraw", "key-is-master-scoped"
WIDE, NOWHERE = "key-ip-allowlist-too-wide", "key-ip-allowlist-unroutable"
OPEN, OLD = "key-without-ip-allowlist", "key-rotation-overdue"
# Nobody says whose key this is.
ANYBODYS = '"api_key": "k", "secret": "s", "permissions": ["trade"]'
BOT = "the gemini key 'bot'"


def gemini(said: str, key: str = "k") -> str:
    return f'{{"gemini": {{"api_key": "{key}", "label": "bot", {said}}}}}'


@pytest.mark.parametrize(
    ("said", "severity", "facts"),
    [
        ('"permissions": ["withdraw"]', "high", ""),
        ('"permissions": ["withdraw"], "ip_whitelist": ["8.8.8.8"]', "medium", ""),
        (
            '"permissions": ["withdraw", "trade"], "ip_whitelist": ["8.8.8.8"]',
            "high",
            ", together with trading",
        ),
        (
            '"permissions": ["withdraw"], "ip_whitelist": []',
            "critical",
            ", and any IP address may use it",
        ),
        ('"permissions": ["withdraw"], "scope": "master"', "critical", ", on a master key"),
        (
            '"permissions": ["withdraw", "trade"], "scope": "master", "ip_whitelist": []',
            "critical",
            ", on a master key, together with trading, and any IP address may use it",
        ),
        (
            '"environment": "sandbox", "permissions": ["withdraw"], "ip_whitelist": []',
            "low",
            ", and any IP address may use it",
        ),
    ],
)
def test_who_may_withdraw_is_as_bad_as_the_facts_beside_it(
    said: str, severity: str, facts: str
) -> None:
    message = f"Funds can be withdrawn with {BOT}: permissions has 'withdraw'{facts}"
    assert verdicts(WITHDRAW, gemini(said), "k.json") == [(severity, "high", message)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('"roles": ["Fund Manager"]', "roles has 'Fund Manager'"),
        ('"permissions": {"Withdraw": "Read-Write"}', "Withdraw has 'Read-Write'"),
        ('"can_withdraw": true', "can_withdraw has 'true'"),
        ('"can_withdraw": "TRUE"', "can_withdraw has 'TRUE'"),
    ],
)
def test_what_lets_funds_out_is_told_as_it_stands(said: str, told: str) -> None:
    message = f"Funds can be withdrawn with {BOT}: {told}"
    assert [one[2] for one in verdicts(WITHDRAW, gemini(said), "k.json")] == [message]


def test_every_place_that_lets_funds_out_belongs_to_the_first() -> None:
    text = '{"api_key": "k", "secret": "s", "enableWithdrawals": true, "can_withdraw": true}'
    _, (match,) = judged(WITHDRAW, text, "k.json")
    assert match.message == "Funds can be withdrawn with the key: enableWithdrawals has 'true'"
    assert [(text[r.span.start : r.span.end], r.message) for r in match.related] == [
        ("can_withdraw", "grants it too")
    ]
    assert verdicts(WITHDRAW, text, "k.json")[0][1] == "medium", "nobody says whose key it is"


@pytest.mark.parametrize(
    ("entry", "severity", "lets", "widest"),
    [
        ("8.0.0.0/12", "high", "1,048,576", 24),
        ("8.0.0.0/13", "medium", "524,288", 24),
        ("8.8.8.0/23", "medium", "512", 24),
        ("2600::/32", "high", "2^96", 64),
        ("2600::/33", "medium", "2^95", 64),
        ("2600::/63", "medium", "2^65", 64),
    ],
)
def test_a_list_as_wide_as_a_provider_is_worse(
    entry: str, severity: str, lets: str, widest: int
) -> None:
    rest = f"the widest that is allowed is /{widest}"
    said = f"{entry} lets {lets} addresses use {BOT}; {rest}"
    text = gemini(f'"trusted_ips": ["8.8.8.8", "{entry}", "no address", "10.0.0.0/8"]')
    assert verdicts(WIDE, text, "k.json") == [(severity, "high", said)]
    sandbox = text.replace('"label"', '"environment": "sandbox", "label"')
    assert verdicts(WIDE, sandbox, "k.json") == [("low", "high", said)]
    anybodys = f'{{{ANYBODYS}, "trusted_ips": ["{entry}"]}}'
    assert verdicts(WIDE, anybodys, "k.json") == [
        (severity, "medium", said.replace(BOT, "the key"))
    ]


def test_a_number_of_addresses_that_can_be_read_is_written_out() -> None:
    for entry, lets in (("8.8.0.0/16", "65,536"), ("2600::/89", ""), ("2600:1900::/64", "")):
        told = verdicts(WIDE, gemini(f'"trusted_ips": ["{entry}"]'), "k.json")
        assert [f"lets {lets} addresses" in one[2] for one in told] == [True] * bool(lets)


@pytest.mark.parametrize(
    ("entry", "severity", "told"),
    [
        ("10.0.0.1", "medium", "'10.0.0.1' is a private address"),
        ("203.0.113.7", "low", "'203.0.113.7' is an address for documentation"),
        ("bot.example.com", "medium", "'bot.example.com' is a name, where only addresses work"),
        ("not an address", "medium", "This entry is no address"),
        ("a" * 20, "medium", "This entry is a name, where only addresses work"),
        ("a" * 19, "medium", f"'{'a' * 19}' is a name, where only addresses work"),
    ],
)
def test_an_entry_that_lets_nobody_in_is_shown_if_it_can_be_no_secret(
    entry: str, severity: str, told: str
) -> None:
    text = gemini(f'"trusted_ips": ["8.8.8.8", "{entry}"]')
    sees = f"Gemini sees public addresses only, and lets nobody use {BOT} from there"
    assert verdicts(NOWHERE, text, "k.json") == [(severity, "high", f"{told}: {sees}")]


def test_where_nobody_says_whose_key_it_is_no_exchange_is_named() -> None:
    said = "the exchange sees public addresses only, and lets nobody use the key from there"
    text = f'{{{ANYBODYS}, "trusted_ips": ["10.0.0.1"]}}'
    message = f"'10.0.0.1' is a private address: {said}"
    assert verdicts(NOWHERE, text, "k.json") == [("medium", "medium", message)]
    sandbox = gemini('"environment": "sandbox", "trusted_ips": ["10.0.0.1"]')
    assert [one[0] for one in verdicts(NOWHERE, sandbox, "k.json")] == ["low"]


@pytest.mark.parametrize(
    ("said", "key", "severity", "told"),
    [
        ('"scope": "master"', "k", "medium", "scope has 'master'"),
        ('"roles": ["Trader"]', MASTER, "medium", "api_key begins with 'master-'"),
        ('"environment": "sandbox"', MASTER, "low", "api_key begins with 'master-'"),
        ('"roles": ["Auditor"]', MASTER, "low", "api_key begins with 'master-', for reading only"),
        ('"roles": ["Auditor", "Trader"]', MASTER, "medium", "api_key begins with 'master-'"),
    ],
)
def test_a_master_key_is_less_bad_if_it_only_reads(
    said: str, key: str, severity: str, told: str
) -> None:
    opens = "The gemini key 'bot' is a master key and opens every account of the group"
    message = f"{opens}: {told}"
    assert verdicts(MASTERS, gemini(said, key), "k.json") == [(severity, "high", message)]


@pytest.mark.parametrize(
    ("said", "key", "found"),
    [
        ('"scope": "group"', "k", True),
        ('"key_type": "group"', "k", True),
        ('"key_level": "master"', "k", True),
        ('"scope": "Master"', "k", True),
        ('"scope": "account"', "k", False),
        ('"is_master": true', "k", True),
        ('"is_master": false', "k", False),
        ('"is_master": "perhaps"', "k", False),
        ('"is_master": "perhaps"', MASTER, True),
        ('"is_master": false', MASTER, False),
        ('"is_master": true, "scope": "account"', "k", False),
    ],
)
def test_a_field_says_what_a_key_opens_before_a_flag_and_a_flag_before_its_id(
    said: str, key: str, found: bool
) -> None:
    text = f'{{"gemini": {{"api_key": "{key}", {said}}}}}'
    assert bool(verdicts(MASTERS, text, "k.json")) is found


@pytest.mark.parametrize(
    ("said", "severity", "told"),
    [
        ('"created": "2026-04-01"', "", ""),
        ('"created": "2026-03-31"', "low", "was made on 2026-03-31, 91 days ago; {replaced}"),
        ('"created": "2025-07-05"', "low", "was made on 2025-07-05, 360 days ago; {replaced}"),
        ('"created": "2025-07-04"', "medium", "was made on 2025-07-04, 361 days ago; {replaced}"),
        ('"created": "2026-07-01"', "", ""),
        ('"created": "2026-07-02"', "low", "is said to be made on 2026-07-02, which is to come"),
        ('"created": "2026-06-20", "rotate_after": "10d"', "", ""),
        (
            '"created": "2026-06-28", "rotate_after": "1d"',
            "low",
            "was made on 2026-06-28, 2 days ago; keys are to be replaced after 1 day",
        ),
        ('"rotate_after": "2026-06-30"', "", ""),
        ('"rotate_after": "2026-06-29"', "low", "was to be replaced on 2026-06-29, 1 day ago"),
        (
            '"created": "2019-01-01", "rotate_after": "2020-01-01"',
            "low",
            "was to be replaced on 2020-01-01, 2,372 days ago",
        ),
        ('"created": "2019-01-01", "expires": "2026-06-29"', "", ""),
        (
            '"created": "2019-01-01", "expires": "2026-06-30"',
            "medium",
            "was made on 2019-01-01, 2,737 days ago; {replaced}",
        ),
    ],
)
def test_a_key_is_overdue_from_the_day_after(said: str, severity: str, told: str) -> None:
    message = told.format(replaced="keys are to be replaced after 90 days")
    expected = [(severity, "high", f"The gemini key 'bot' {message}")] if told else []
    assert verdicts(OLD, gemini(f'"roles": ["Trader"], {said}'), "k.json") == expected
    unsure = [(severity, "medium", f"The gemini key 'bot' {message}")] if told else []
    assert verdicts(OLD, gemini(said), "k.json") == unsure, "it may be no key"


def test_an_old_key_of_the_sandbox_is_a_small_thing() -> None:
    text = gemini('"environment": "sandbox", "created": "2019-01-01"')
    assert [one[0] for one in verdicts(OLD, text, "k.json")] == ["low"]
    assert verdicts(OLD, f'{{{ANYBODYS}, "created": "2019-01-01"}}', "k.json") == []


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ('"environment": "sandbox"', "low"),
        ('"environment": "gemini-Sandbox-2"', "low"),
        ('"environment": "testnet"', "low"),
        ('"environment": "test"', "low"),
        ('"environment": "latest"', "high"),
        ('"environment": "production"', "high"),
        ('"label": "Sandbox bot"', "low"),
        ('"label": "testnet"', "low"),
        ('"label": "test"', "high"),
    ],
)
def test_a_key_of_play_money_is_a_small_thing(said: str, severity: str) -> None:
    text = f'{{"gemini": {{"api_key": "k", {said}, "ip_whitelist": []}}}}'
    assert [one[0] for one in verdicts(OPEN, text, "k.json")] == [severity]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('"ip_whitelist": {}', "ip_whitelist is empty"),
        ('"ip_whitelist": ""', "ip_whitelist is empty"),
        ('"ip_whitelist": [""]', "ip_whitelist is empty"),
        ('"ip_whitelist": ["8.8.8.8", "0.0.0.0/0"]', "ip_whitelist has 0.0.0.0/0"),
        ('"ip_whitelist": "any"', "ip_whitelist has any"),
        (
            '"ip_whitelist": ["0.0.0.0/1", "128.0.0.0/1"]',
            "ip_whitelist has 0.0.0.0/1 and 128.0.0.0/1, which together are every address",
        ),
    ],
)
def test_what_is_open_is_told_by_its_field_and_by_what_opens_it(said: str, told: str) -> None:
    message = f"Any IP address may use {BOT}: {told}"
    assert verdicts(OPEN, gemini(said), "k.json") == [("high", "high", message)]


def test_an_open_list_says_why_it_is_open() -> None:
    said = f"Any IP address may use {BOT}: ip_whitelist is empty"
    assert verdicts(OPEN, gemini('"ip_whitelist": []'), "k.json") == [("high", "high", said)]
    sandbox = gemini('"environment": "sandbox", "ip_whitelist": []')
    assert verdicts(OPEN, sandbox, "k.json") == [("low", "high", said)]
    anybodys = f'{{{ANYBODYS}, "ip_whitelist": []}}'
    assert verdicts(OPEN, anybodys, "k.json") == [("high", "medium", said.replace(BOT, "the key"))]


@pytest.mark.parametrize(
    ("rule", "said", "identity"),
    [
        (WITHDRAW, '"permissions": ["withdraw"]', "gemini/bot/permissions/withdraw"),
        (WITHDRAW, '"can_withdraw": true', "gemini/bot/can_withdraw/True"),
        (WIDE, '"trusted_ips": ["8.0.0.0/12"]', "gemini/bot/8.0.0.0/12"),
        (NOWHERE, '"trusted_ips": ["10.0.0.1"]', "gemini/bot/10.0.0.1"),
        (MASTERS, '"scope": "master"', "gemini/bot/master"),
        (OLD, '"created": "2019-01-01"', "gemini/bot/created"),
        (OPEN, '"ip_whitelist": []', "gemini/bot/ip_whitelist"),
    ],
)
def test_what_baselines_know_a_finding_by_stays(rule: str, said: str, identity: str) -> None:
    _, (match,) = judged(rule, gemini(said), "k.json")
    assert (match.identity, match.exchange, match.names) == (identity, "gemini", ("bot",))
    assert match.secret is None
