"""What each exchange calls its settings, where they are, and what it does by itself."""

from __future__ import annotations

from dataclasses import dataclass

GEMINI = "gemini"


@dataclass(frozen=True)
class Card:
    """An exchange's page for API keys, its words there, and its own protection, with the source."""

    title: str = "the exchange"
    page: str = "the exchange's page for API keys"
    ip_list: str = "the list of trusted IP addresses"
    withdrawal: str = "withdraw"
    itself: str = ""
    source: str = ""


CARDS: dict[str, Card] = {
    "binance": Card(
        "Binance",
        "https://www.binance.com/en/my/settings/api-management",
        "“Restrict access to trusted IPs only”",
        "“Enable Withdrawals”",
        "Binance lets a key withdraw only while its access is restricted to trusted addresses.",
        "https://developers.binance.com/docs/wallet/account/api-key-permission",
    ),
    "bybit": Card(
        "Bybit",
        "https://www.bybit.com/app/user/api-management",
        "the IP restriction of the key",
        "“Withdraw” under Wallet",
        "Bybit lets a key without addresses expire after about three months.",
        "https://bybit-exchange.github.io/docs/v5/user/apikey-info",
    ),
    "okx": Card(
        "OKX",
        "https://www.okx.com/account/my-api",
        "the addresses that the key is linked to",
        "“Withdraw”",
        "OKX lets a key that may trade or withdraw and has no addresses expire after 14 days "
        "without use.",
        "https://www.okx.com/docs-v5/en/#overview-rest-authentication",
    ),
    "coinbase": Card(
        "Coinbase",
        "https://portal.cdp.coinbase.com/access/api",
        "the IP allowlist of the key",
        "“Transfer”, with which funds leave the account",
        source="https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/rest-api",
    ),
    "kraken": Card(
        "Kraken",
        "https://pro.kraken.com/app/settings/api",
        "“IP address restriction”",
        "“Withdraw Funds”",
        "Kraken sends only to addresses that were added to the account by hand before.",
        "https://docs.kraken.com/api/docs/rest-api/withdraw-funds",
    ),
    "kucoin": Card("KuCoin", "https://www.kucoin.com/account/api"),
    "gate": Card("Gate", "https://www.gate.com/myaccount/api_key_manage"),
    "bitfinex": Card(
        "Bitfinex", "https://setting.bitfinex.com/api", withdrawal="“Withdraw”, write"
    ),
    "deribit": Card(
        "Deribit", "https://www.deribit.com/account/BTC/api", withdrawal="wallet:read_write"
    ),
    "mexc": Card("MEXC", "https://www.mexc.com/user/openapi", withdrawal="SPOT_WITHDRAW_WRITE"),
    "bitget": Card("Bitget", "https://www.bitget.com/account/newapi"),
}
UNKNOWN = Card()


def fill(step: str, exchange: str) -> str:
    """A step of advice with the words of an exchange in place of `{page}` and the like."""
    card = CARDS.get(exchange, UNKNOWN)
    for name in ("title", "page", "ip_list", "withdrawal"):
        step = step.replace(f"{{{name}}}", getattr(card, name))
    return step


def by_itself(exchange: str) -> tuple[str, ...]:
    """What an exchange does without being asked, as a step to know of."""
    card = CARDS.get(exchange, UNKNOWN)
    return (f"Good to know: {card.itself} ({card.source})",) if card.itself else ()
