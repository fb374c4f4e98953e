"""The words for permissions, and what a key with them may do at which exchange."""

from __future__ import annotations

import re
from dataclasses import dataclass

from keylint.record import Permission
from keylint.vocabulary import fold

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
    # Gemini's OAuth scopes: crypto:send is /v1/withdraw, payments:send moves fiat out; a bank or
    # an address that is saved makes a withdrawal easier, and is no withdrawal.
    "crypto:send": (W,),
    "payments:send": (W,),
    "payments:create": (D,),
    "payments:read": (R,),
    "balances:read": (R,),
    "account:read": (R,),
    "history:read": (R,),
    "orders:read": (R,),
    "orders:create": (T,),
    "addresses:read": (R,),
    "addresses:create": (D,),
    "banks:read": (R,),
    "banks:create": (D,),
    "clearing:read": (R,),
    "clearing:create": (T,),
    "positions:read": (R,),
    "saved_addresses:read": (R,),
    "saved_addresses:create": (D,),
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
    "wallet:read": (R,),
    "trade:read": (R,),
    "trade:read_write": (T,),
    "spot_withdraw_write": (W,),
    # Kraken's permissions, as the page for API keys and the answer spell them.
    "query_funds": (R,),
    "deposit_funds": (D,),
    "add_funds": (D,),
    "query_open_orders_trades": (R,),
    "query_closed_orders_trades": (R,),
    "query_open_trades": (R,),
    "query_closed_trades": (R,),
    "query_ledger": (R,),
    "query_ledger_entries": (R,),
    "export_data": (R,),
    "create_modify_orders": (T,),
    "modify_trades": (T,),
    "cancel_close_orders": (T,),
    "close_trades": (T,),
    # MEXC's and Bitget's.
    "spot_withdraw_read": (R,),
    "spot_transfer_write": (X,),
    "spot_transfer_read": (R,),
    "spot_deposit_write": (D,),
    "spot_deposit_read": (R,),
    "spot_account_read": (R,),
    "spot_deal_read": (R,),
    "spot_deal_write": (T,),
    "contract_deal_write": (T,),
    "contract_deal_read": (R,),
    "spot_trade": (T,),
    "contract_trade": (T,),
    "margin_trade": (T,),
    # KuCoin's.
    "margin": (T,),
    "futures": (T,),
    "inner_transfer": (X,),
    "admin": (A,),
    "general": (R,),
    "account_transfer": (X,),
    "sub_member_transfer": (X,),
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
    "withdraw_permission": (W,),
    "withdrawal_permission": (W,),
    "allow_send": (W,),
    "send_enabled": (W,),
    "enable_trading": (T,),
    "trade_enabled": (T,),
    "trading_enabled": (T,),
    "allow_trading": (T,),
    "fund_manager": (R, D, X, W),
    "can_transfer": (X,),
    "can_trade": (T,),
    "can_view": (R,),
    "enable_reading": (R,),
    "enable_spot_and_margin_trading": (T,),
    "enable_internal_transfer": (X,),
    "permits_universal_transfer": (X,),
}
# Flags that are also said of a currency or of an exchange: they count only beside a key.
STATE_FLAGS = frozenset(
    "withdraw withdrawals withdraw_enabled withdrawal_enabled withdrawals_enabled enable_withdraw "
    "enable_withdrawals withdraw_funds send_crypto trade_enabled trading_enabled "
    "enable_trading send_enabled".split()
)
# Fields of a currency's or an account's state, beside which no flag speaks of a key.
STATE_FIELDS = frozenset(
    "currency coin asset symbol chain deposit deposits deposit_enabled deposits_enabled "
    "deposit_enable can_deposit enable_deposit allow_deposit allow_deposits withdraw_fee "
    "withdrawal_fee min_withdraw withdraw_min is_deposit_enabled".split()
)
# Coinbase's transfer sends money out (key_permissions page); elsewhere it stays inside.
EXCHANGE_WORDS: dict[tuple[str, str], tuple[Permission, ...]] = {
    ("coinbase", "can_transfer"): (X, W),
    ("coinbase", "transfer"): (X, W),
    # A transfer of KuCoin's is a deposit or a withdrawal; within the account it is InnerTransfer.
    ("kucoin", "transfer"): (X, W),
}
# A mail service's key may send too, and a payment service's.
NEEDS_EXCHANGE = frozenset(
    ["send", "can_send", "allow_send", "send_enabled", "payments:send", "margin", "futures"]
)
# `access: all` is said of markets, and `capabilities: all` of programs.
NOT_EVERYTHING_IN = frozenset(["access", "capabilities"])
EVERYTHING = frozenset(["all", "*", "full", "full_access", "everything", "all_permissions"])
WRITING = frozenset(["write", "read_write", "rw", "full", "readwrite"])
BITFINEX_SCOPES = frozenset(
    "account history orders positions settings wallets withdraw funding ui_withdraw".split()
)
# In the table of one permission: its name, and what says whether it is given.
PERMISSION_NAMES = frozenset("name role scope permission".split())
PERMISSION_SWITCHES = frozenset("enabled allowed granted write value active".split())
# A text with such a word says what a key may not do.
DENIES = re.compile(
    r"(?i)\b(?:no|not|non|none|never|without|except|excluding|cannot|can't|don't|but|minus|deny"
    r"|denied|disabled|off)\b|(?:^|[\s,;|/])[!~-]\w"
)


# No word for a permission is longer.
LONGEST = 80


@dataclass(frozen=True)
class Lexicon:
    """What words for permissions mean for a key; `everything` says whether `all` is one of them."""

    exchange: str | None
    everything: bool = False

    def of(self, word: str) -> tuple[Permission, ...]:
        """The permissions that a word gives; none if it is no word for a permission."""
        folded = fold(word)
        if folded in EVERYTHING:
            return (W,) if self.everything else ()
        if folded in NEEDS_EXCHANGE and not self.exchange:
            return ()
        usual = PERMISSION_WORDS.get(folded) or PERMISSION_FLAGS.get(folded, ())
        return EXCHANGE_WORDS.get((self.exchange or "", folded), usual)


def is_known(word: str) -> bool:
    """Whether a word speaks of permissions, whatever it gives."""
    folded = fold(word) if len(word) <= LONGEST else ""
    return any(folded in table for table in (PERMISSION_WORDS, PERMISSION_FLAGS, EVERYTHING))
