"""Plaintext key ids of the Gemini exchange, which carry their scope in their first word."""

from keylint.credentials import Credential, Kind
from keylint.finding import Match, Related
from keylint.model import Severity
from keylint.rule import CredentialRule, Example, with_encodings


def judge(credential: Credential) -> Match | None:
    """A match for each key id; it points at its secret if that stands in the file too."""
    if credential.kind is not Kind.KEY:
        return None
    related: tuple[Related, ...] = ()
    if credential.partner:
        related = (Related(credential.partner, "the secret of this key, in plain text too"),)
    scope = "master key" if credential.is_master else "API key"
    beside = ", with its secret" if credential.partner else ""
    return Match(
        credential.span,
        f"Gemini {scope} id in plain text{beside}{' (encoded)' if credential.hidden else ''}",
        credential.value,
        severity=Severity.LOW if credential.sandbox else None,
        confidence=credential.confidence,
        related=related,
        variable=credential.variable,
    )


RULE = CredentialRule(
    id="gemini-api-key",
    title="Plaintext Gemini API key id",
    severity=Severity.MEDIUM,
    why="A key id opens nothing without its secret, but it is the half that says which account to "
    "look for, and where it stands the secret often stands in an older commit, in a log or in a "
    "colleague's copy. `master-` tells a thief that every account of the group is behind it.",
    fix=(
        "If the secret ever stood in this repository, deactivate the key first: "
        "exchange.gemini.com/settings/api (Account › Settings › API).",
        "Write {lookup} instead of the value, as for the secret.",
        "See that the key has “Trusted IPs only” and no role that the bot does not need.",
    ),
    references=("https://developer.gemini.com/authentication/api-key",),
    cwe=312,
    keywords=with_encodings("gemini", "account-", "master-"),
    judge=judge,
    flags=(
        Example("GEMINI_API_KEY=«account-{base62:20}»\n", ".env"),
        Example('gemini_api_key = "«master-{base62:20}»"\n', "bot.py"),
        Example("curl -H 'X-GEMINI-APIKEY: «account-{base62:20}»' api.gemini.com\n", "run.sh"),
        Example('gemini.login("«{base62:20}»", "{base58-20-bytes}")\n', "bot.py"),
    ),
    passes=(
        Example("support: account-manager@example.com\n", "README.md"),
        Example('GEMINI_API_KEY = "account-xxxxxxxxxxxxxxxxxxxx"\n', "bot.py"),
        Example("<div class='account-verificationservices'>\n", "page.html"),
        Example('key = "account-{base62:19}"\n', "too_short.py"),
        Example('key = "account-{base62:21}"\n', "too_long.py"),
        Example("image: app:master-SNAPSHOT1374encodeABCD\n", "compose.yaml"),
        Example('gemini_order_id = "{base62:20}"\n', "order.py"),
        Example("GEMINI_API_KEY=account-test-key-123456\n", ".env"),
    ),
)
