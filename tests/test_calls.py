"""What code calls of Gemini, and the least role that it needs; each sign from both sides."""

from __future__ import annotations

import pytest

from keylint import calls
from keylint.calls import Role, forbidden, least

GEMINI = "# https://api.gemini.com\n"


def called(path: str, text: str) -> list[str]:
    found = calls.read(text, path)
    for call in found:
        said = text[call.span.start : call.span.end]
        assert call.said.split("{")[0].strip("/").split("/")[-1].lower() in said.lower()
    return [call.endpoint.path for call in found]


@pytest.mark.parametrize(
    ("path", "text", "endpoints"),
    [
        ("bot.py", f'{GEMINI}post("/v1/order/new")\n', ["/v1/order/new"]),
        ("bot.py", f'{GEMINI}post(f"/v1/withdraw/{{coin}}")\n', ["/v1/withdraw/{currency}"]),
        ("bot.py", f'{GEMINI}post("/v1/withdraw/" + coin)\n', ["/v1/withdraw/{currency}"]),
        ("bot.py", f'{GEMINI}post("/v1/deposit/btc/newAddress")\n', ["/v1/deposit/{network}/newAddress"]),
        ("bot.py", f'{GEMINI}post("/v1/account")\n', ["/v1/account"]),
        ("bot.py", f'{GEMINI}post("/v1/account/list")\n', ["/v1/account/list"]),
        ("bot.py", f'{GEMINI}post("https://api.gemini.com/v1/balances")\n', ["/v1/balances"]),
        ("bot.js", "// gemini\npost('/v1/order/cancel/all')\n", ["/v1/order/cancel/all"]),
        ("bot.js", "// gemini\npost(`${base}/v1/mytrades`)\n", ["/v1/mytrades"]),
        ("gemini/client.go", 'const newOrder = "order/new"\n', ["/v1/order/new"]),
        ("gemini.go", 'const w = "withdraw/"\n', ["/v1/withdraw/{currency}"]),
        ("bot.go", '// gemini\nconst p = "/v1/heartbeat"\n', ["/v1/heartbeat"]),
        ("bot.py", "import ccxt\ng = ccxt.gemini({})\ng.create_order(1)\n", ["/v1/order/new"]),
        ("bot.py", "import ccxt\ng = ccxt.gemini()\ng.withdraw('BTC')\n", ["/v1/withdraw/{currency}"]),
        ("bot.py", "import ccxt\nself.g = ccxt.gemini()\nself.g.fetch_balance()\n", ["/v1/balances"]),
        ("bot.ts", "const g = new ccxt.gemini({});\nawait g.createOrder(a);\n", ["/v1/order/new"]),
        ("bot.py", "g = getattr(ccxt, 'gemini')()\ng.fetch_balance()\n", ["/v1/balances"]),
        ("bot.py", "import ccxt\ng = ccxt.gemini()\ng.privatePostV1OrderNew({})\n", ["/v1/order/new"]),
        ("bot.py", "import gemini\nc = gemini.PrivateClient(K, S)\nc.new_order(1)\n", ["/v1/order/new"]),
        ("bot.py", "import robin_stocks.gemini as g\ng.withdraw_crypto_funds(1)\n", ["/v1/withdraw/{currency}"]),
        ("mcp.json", '{"tools": ["mcp__gemini__gemini_withdraw"]}', ["/v1/withdraw/{currency}"]),
        ("agent.md", "Use gemini_get_balances of the server.\n", ["/v1/balances"]),
    ],
)  # fmt: skip
def test_a_call_is_found_at_its_place(path: str, text: str, endpoints: list[str]) -> None:
    assert called(path, text) == endpoints


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("bot.py", 'post("/v1/order/new")\n'),
        ("bot.py", f'{GEMINI}# post("/v1/order/new")\n'),
        ("bot.py", f'{GEMINI}def f():\n    """Calls "/v1/withdraw/btc"."""\n'),
        ("bot.js", '// gemini\n/* post("/v1/order/new") */\n'),
        ("README.md", 'Gemini: POST "/v1/order/new"\n'),
        ("bot.py", f'{GEMINI}post("/v1/orderbook")\n'),
        ("bot.py", f'{GEMINI}post("/v1/pubticker/btcusd")\n'),
        ("bot.go", '// gemini\nconst n = "order/new"\n'),
        ("gemini/bot.go", 'const n = "orders"\n'),
        ("bitfinex.py", f'{GEMINI}post("/v1/order/new")\n'),
        ("bot.py", "import ccxt\ng = ccxt.kraken()  # not gemini\ng.create_order(1)\n"),
        ("bot.py", "import ccxt\ng = ccxt.gemini()\ng.fetch_ticker('BTC/USD')\n"),
        ("bot.py", "import ccxt\ng = ccxt.gemini()\ng = ccxt.kraken()\ng.withdraw(1)\n"),
        ("bot.py", "gemini = Telescope()\ngemini.withdraw(1)\n"),
        ("bot.py", 'gemini = 1\nprint("my_gemini_withdraw_tool")\n'),
    ],
)
def test_what_is_no_call_is_left_alone(path: str, text: str) -> None:
    assert called(path, text) == []


@pytest.mark.parametrize(
    ("paths", "roles"),
    [
        (["/v1/balances"], [Role.AUDITOR]),
        (["/v1/balances", "/v1/mytrades"], [Role.AUDITOR]),
        (["/v1/balances", "/v1/order/new"], [Role.TRADER]),
        (["/v1/withdraw/btc"], [Role.FUND_MANAGER]),
        (["/v1/withdraw/btc", "/v1/order/new"], [Role.TRADER, Role.FUND_MANAGER]),
        (["/v1/account/create"], [Role.ADMINISTRATOR]),
        (["/v1/roles"], [Role.AUDITOR]),
        ([], []),
    ],
)
def test_the_calls_tell_the_least_role(paths: list[str], roles: list[Role]) -> None:
    text = GEMINI + "".join(f'post("{path}")\n' for path in paths)
    assert list(least(calls.read(text, "bot.py"))) == roles


def test_a_call_that_the_role_forbids_is_told() -> None:
    found = calls.read(f'{GEMINI}post("/v1/order/new")\npost("/v1/balances")\n', "bot.py")
    assert [call.said for call in forbidden(found, [Role.AUDITOR])] == ["/v1/order/new"]
    assert forbidden(found, [Role.TRADER]) == ()


def test_a_long_file_is_read_in_linear_time_and_completely() -> None:
    text = GEMINI + 'x = "a" * 3\n' * 50_000 + 'post("/v1/order/new")\n'
    assert called("bot.py", text) == ["/v1/order/new"]
