"""Keys that open every account of a group, where one account would do."""

from collections.abc import Iterator

from keylint.exchanges import GEMINI
from keylint.finding import Match
from keylint.model import Severity
from keylint.policy import Policy
from keylint.record import KeyRecord, Permission
from keylint.rule import Example, RecordRule

MANAGES = frozenset([Permission.TRADE, Permission.WITHDRAW, Permission.TRANSFER, Permission.ADMIN])


def judge(record: KeyRecord, policy: Policy) -> Iterator[Match]:
    """A match where a field says so, or the key id does."""
    scope = record.scope
    if scope is None or scope.field is None or not record.is_master or record.venue != GEMINI:
        return
    only_reads = bool(record.grants) and not any(g.permission in MANAGES for g in record.grants)
    harmless = record.is_sandbox or only_reads
    begins = scope.field.text == "master-…"
    yield Match(
        scope.field.span,
        f"{record.subject} is a master key and opens every account of the group: {scope.field.name} "
        + ("begins with 'master-'" if begins else f"has {scope.field.text!r}")
        + (", for reading only" if only_reads else ""),
        identity=f"{record.identity}/master",
        severity=Severity.LOW if harmless else None,
    )


RULE = RecordRule(
    id="key-is-master-scoped",
    title="Master key, which opens every account of the group",
    severity=Severity.MEDIUM,
    why="Gemini has keys for one account (account-…) and master keys (master-…), which act for "
    "every account of the group and may make new ones. A bot works in one account: with a master "
    "key a mistake or a leak there reaches all the others.",
    fix=(
        "Ask which accounts the program works in; only one that manages accounts or moves funds "
        "between them needs a master key.",
        "At exchange.gemini.com/settings/api make a key with the scope of that account, the least "
        "role and “Trusted IPs only”, give it to the program, and deactivate this one.",
        "Where a file describes the key, write the new scope there.",
        "If it has to be a master key: give it Auditor only, or a program and a list of addresses "
        "of its own.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://docs.gemini.com/rest-api/#master-api",
    ),
    cwe=250,
    keywords=("master", "group"),
    judge=judge,
    flags=(
        Example('{"gemini": {"api_key": "«master-»{base62:20}", "roles": ["Trader"]}}', "k.json"),
        Example("GEMINI_API_KEY=${KEY}\nGEMINI_KEY_SCOPE=«master»\n", ".env"),
        Example("keys:\n- name: bot\n  exchange: gemini\n  roles: [Trader]\n  scope: «master»\n", "k.yaml"),
        Example('gemini = {"api_key": "«master-»{base62:20}", "api_secret": os.environ["S"]}\n', "bot.py"),
    ),
    passes=(
        Example('{"gemini": {"api_key": "account-{base62:20}", "roles": ["Trader"]}}', "k.json"),
        Example("GEMINI_API_KEY=${KEY}\nGEMINI_KEY_SCOPE=account\n", ".env"),
        Example("GEMINI_API_KEY=${KEY}\nGIT_BRANCH=master\nSCOPE=${GEMINI_SCOPE:-master}\n", ".env"),
        Example('{"redis": {"api_key": "k", "is_master": true}}', "r.json"),
        Example('{"bybit": {"apiKey": "k", "readOnly": 0, "isMaster": true}}', "b.json"),
    ),
)  # fmt: skip
