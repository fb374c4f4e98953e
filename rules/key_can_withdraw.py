"""Keys that a file declares with permission to withdraw or send funds."""

from collections.abc import Iterator

from keylint.finding import Match, Related
from keylint.model import Confidence, Severity
from keylint.policy import Policy
from keylint.record import KeyRecord, Permission
from keylint.rule import Example, RecordRule


def judge(record: KeyRecord, policy: Policy) -> Iterator[Match]:
    """A match at the field or list item that lets funds out, as bad as the facts beside it."""
    grants = record.given(Permission.WITHDRAW)
    if not grants:
        return
    first, *others = grants
    text = "true" if first.field.text == "True" else first.field.text
    yield Match(
        first.field.span,
        f"Funds can be withdrawn with {record.name}: {first.field.name} has {text!r}"
        + "".join(f", {fact}" for fact in _facts(record)),
        identity=f"{record.identity}/{first.field.name}/{first.field.text}",
        severity=_severity(record),
        confidence=Confidence.HIGH if record.venue else Confidence.MEDIUM,
        related=tuple(Related(other.field.span, "grants it too") for other in others),
    )


def _facts(record: KeyRecord) -> Iterator[str]:
    if record.is_master:
        yield "on a master key"
    if record.given(Permission.TRADE):
        yield "together with trading"
    if record.ip_list and record.ip_list.open_because:
        yield "and any IP address may use it"


def _severity(record: KeyRecord) -> Severity:
    if record.is_sandbox:
        return Severity.LOW
    if record.is_master or (record.ip_list and record.ip_list.open_because):
        return Severity.CRITICAL
    # A key that does nothing but send, from known addresses, is how it should be done.
    guarded = record.ip_list is not None and not record.given(Permission.TRADE)
    return Severity.MEDIUM if guarded else Severity.HIGH


RULE = RecordRule(
    id="key-can-withdraw",
    title="Key that may withdraw funds",
    severity=Severity.HIGH,
    why="A bot that trades never needs to withdraw. With this permission a leaked key is not a "
    "bad trade but an empty account: funds that were sent to a stranger's address do not come "
    "back. At Gemini it is the role Fund Manager (Withdraw Funds, Send Crypto), and the OAuth "
    "scopes crypto:send and payments:send.",
    fix=(
        "Decide what the bot does: reading needs Auditor, orders need Trader. Only a program that "
        "itself sends funds or makes deposit addresses needs Fund Manager.",
        "At exchange.gemini.com/settings/api make a key with that role only and with “Trusted IPs "
        "only”, give it to the bot, and deactivate this one.",
        "Turn on approved addresses (the withdrawal allowlist, or whitelist) for the account: new "
        "addresses then wait seven days.",
        "Where a file describes the key, take the permission out there.",
        "If a program must send funds, give it a key of its own that nothing else uses.",
    ),
    elsewhere=(
        "Decide what the bot does: only a program that itself sends funds needs {withdrawal}.",
        "Go to {page}, make a key without that permission and with {ip_list}, give it to the bot, "
        "and delete this one.",
        "Turn on the allowlist for withdrawal addresses of the account, if there is one.",
        "Take the permission out of this field.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://exchange.gemini.com/settings/api",
    ),
    cwe=250,
    keywords=(
        # Every word that lets funds out has one of the first five; the others hold `all` or `*`.
        "withdraw", "fund", "send", "transfer", "wallet:",
        "perm", "role", "scope", "grant", "right",
    ),
    judge=judge,
    flags=(
        Example('GEMINI_API_KEY=x\nGEMINI_PERMISSIONS="trade, «withdraw»"\n', ".env"),
        Example('{"gemini": {"api_key": "k", "roles": ["Trader", "«Fund Manager»"]}}', "k.json"),
        Example('{"isAuditor": false, "«isFundManager»": true, "isTrader": true}', "roles.json"),
        Example("gemini:\n  api_key: k\n  permissions:\n    - View Balances\n    - «Withdraw Funds»\n", "k.yaml"),
        Example('[oauth.gemini]\nclient_id = "c"\nscope = "balances:read,«crypto:send»"\n', "o.toml"),
        Example("[gemini]\napi_key = k\n«can_withdraw» = yes\n", "bot.ini"),
        Example('{"label": "bybit", "permissions": {"Wallet": ["AccountTransfer", "«Withdraw»"]}, "ips": ["1.2.3.4"]}', "b.json"),
        Example('{"gemini": {"roles": "Trader + «Fund Manager»"}}', "k.json"),
        Example('{"gemini": {"permissions": {"«canWithdraw»": true, "canTrade": true}}}', "k.json"),
        Example('{"exchange": "gate", "perms": [{"name": "«withdraw»", "read_only": false}]}', "g.json"),
        Example('[["account", 1, 0], ["«withdraw»", 1, 1]]', "bitfinex.json"),
        Example('{"can_view": true, "can_trade": true, "«can_transfer»": true}', "coinbase.json"),
        Example('{"reason": "MissingRole", "message": "… which currently has roles [«FundManager»]"}', "e.json"),
        Example('{"gemini": {"api_key": "k", "permissions": ["«all»"]}}', "k.json"),
    ),
    passes=(
        Example('GEMINI_API_KEY=x\nGEMINI_PERMISSIONS="trade, read"\n', ".env"),
        Example('{"gemini": {"api_key": "k", "can_withdraw": false, "roles": ["Trader"]}}', "k.json"),
        Example('{"isAuditor": true, "isFundManager": false, "isTrader": false}', "roles.json"),
        Example('{"account": {"user": "ann", "can_withdraw": true, "balance": 12}}', "bet.json"),
        Example('{"gemini": {"fees": {"withdraw": 0.001, "withdrawal_fee": 1}}}', "fees.json"),
        Example("gemini:\n  api_key: k\n  # permissions: [withdraw]\n", "k.yaml"),
        Example('{"properties": {"gemini": {"api_key": "k", "roles": ["Fund Manager"]}}}', "s.json"),
        Example("- name: Bo\n  role: Fund Manager\n", "staff.yaml"),
        Example("GEMINI_API_KEY=x\nGEMINI_MAX_WITHDRAWALS=1\nGEMINI_CONFIRM_WITHDRAWALS=1\n", ".env"),
        Example('{"id": "gemini", "has": {"withdraw": true}, "BTC": {"withdraw": true}}', "ccxt.json"),
        Example('{"exchange": "gate", "perms": [{"name": "withdraw", "read_only": true}]}', "g.json"),
        Example('{"bitfinex": {"permissions": [["withdraw", 1, 0]]}}', "bitfinex.json"),
        Example('{"sendgrid": {"api_key": "k", "permissions": ["send"]}}', "mail.json"),
        Example('{"gemini": {"apiKey": "k", "model": "gemini-pro", "scopes": ["withdraw"]}}', "ai.json"),
        Example('{"gemini": {"permissions": "trade, never withdraw"}}', "k.json"),
    ),
)  # fmt: skip
