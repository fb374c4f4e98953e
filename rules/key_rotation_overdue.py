"""Keys that are older than their owner wants keys to be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from keylint.finding import Match
from keylint.model import Confidence, Severity
from keylint.policy import Policy
from keylint.record import Field, KeyRecord
from keylint.rule import Example, RecordRule
from keylint.vocabulary import EXCHANGES

# After so many times the period nobody can say any more that it was forgotten for a week.
LONG_OVERDUE = 4
# A key that is made today may be of tomorrow, east of here.
TIME_ZONES = timedelta(days=1)


def judge(record: KeyRecord, policy: Policy) -> Iterator[Match]:
    """A match at the field with the date; a key that has ceased to work needs no rotation."""
    if not record.venue or (record.expires and record.expires.value < policy.today):
        return
    for field, message, severity in _said(record, policy):
        yield Match(
            field.span,
            message,
            identity=f"{record.identity}/{field.name}",
            severity=Severity.LOW if record.is_sandbox else severity,
            confidence=Confidence.HIGH if record.references or record.grants else Confidence.MEDIUM,
        )


def _said(record: KeyRecord, policy: Policy) -> Iterator[tuple[Field, str, Severity | None]]:
    created, rotate = record.created, record.rotate_after
    if rotate and rotate.field and isinstance(rotate.value, date):
        if policy.today > rotate.value:
            late = (policy.today - rotate.value).days
            yield (
                rotate.field,
                f"{record.subject} was to be replaced on {rotate.value}, {_days(late)} ago",
                None,
            )
    elif created and created.field:
        period = rotate.value if rotate and isinstance(rotate.value, timedelta) else None
        allowed = period or timedelta(days=policy.rotation_days)
        age = policy.today - created.value
        if age < -TIME_ZONES:
            message = f"{record.subject} is said to be made on {created.value}, which is to come"
            yield created.field, message, Severity.LOW
        elif age > allowed:
            long = Severity.MEDIUM if age > LONG_OVERDUE * allowed else None
            message = (
                f"{record.subject} was made on {created.value}, {_days(age.days)} ago; "
                f"keys are to be replaced after {_days(allowed.days)}"
            )
            yield created.field, message, long


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


RULE = RecordRule(
    id="key-rotation-overdue",
    title="Key that should have been replaced",
    severity=Severity.LOW,
    why="A key is copied to more places the longer it lives: old laptops, backups, logs, people "
    "who left. Gemini's keys never expire by themselves. A new key now and then makes all those "
    "copies worthless, and shows that it can be done in an hour when it has to be.",
    fix=(
        "At exchange.gemini.com/settings/api make a new key with the least role and “Trusted IPs "
        "only”, give it to the program, see that it works, and deactivate the old one.",
        "Write the day into this field.",
        "If keys may live longer here: rotation-days in keylint.toml says how long, and "
        "rotate-after of a [[keys]] entry for one key.",
    ),
    elsewhere=(
        "Go to {page}, make a new key with the least permissions and {ip_list}, give it to the "
        "program, see that it works, and delete the old one.",
        "Write the day into this field.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    ),
    cwe=324,
    keywords=(
        "creat", "rotat", "issue", "generat", "date", "as_of", "as-of", "as.of", "as of", "asof",
    ),
    besides=(
        *sorted(EXCHANGES), "trad", "perm", "role", "scope", "fund", "withdraw", "transfer",
        "account-", "master-", "wallet", "trusted", "white", "allow",
    ),
    judge=judge,
    flags=(
        Example('{"gemini": {"api_key": "env:K", "roles": ["Trader"], "created": "«2019-05-04»"}}', "k.json"),
        Example("gemini:\n  api_key: ${K}\n  roles: [Trader]\n  rotate_after: «2020-01-31»\n", "k.yaml"),
        Example("GEMINI_API_KEY=${KEY}\nGEMINI_KEY_CREATED=«4 May 2019»\n", ".env"),
        Example('[gemini]\napi_key = "k"\nroles = ["Trader"]\ncreated = «2019-05-04»\nrotate_after = "365d"\n', "k.toml"),
        Example('{"date": "«2019-05-04»", "keys": [{"exchange": "gemini", "roles": ["Trader"]}]}', "k.json"),
        Example('{"ipRestrict": true, "createTime": «1556928000000», "enableReading": true, "permitsUniversalTransfer": false}', "binance.json"),
    ),
    passes=(
        Example('{"gemini": {"api_key": "env:K", "roles": ["Trader"], "created": "${DAY}"}}', "k.json"),
        Example('{"gemini": {"api_key": "env:K", "roles": ["Trader"], "created": "2099-05-04", "expires": "2020-01-01"}}', "k.json"),
        Example('{"gemini": {"api_key": "env:K", "created": "04/05/2019"}}', "k.json"),
        Example('{"gemini": {"api_key": "env:K", "created": "2019-05-04", "rotate_after": "2099-01-01"}}', "k.json"),
        Example('{"order": {"exchange": "gemini", "created": "2019-05-04", "id": 7}}', "orders.json"),
        Example('{"gemini": {"api_key": "k", "roles": ["Trader"]}}', "k.json"),
    ),
)  # fmt: skip
