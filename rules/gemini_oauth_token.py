"""OAuth client secrets, access and refresh tokens of the Gemini exchange."""

from keylint.credentials import Credential, Kind
from keylint.finding import Match
from keylint.model import Severity
from keylint.rule import CredentialRule, Example, with_encodings


def judge(credential: Credential) -> Match | None:
    """A match for each token; what the token is called says which of the three it is."""
    if credential.kind is not Kind.TOKEN:
        return None
    return Match(
        credential.span,
        "Gemini OAuth token or client secret in plain text",
        credential.value,
        severity=Severity.LOW if credential.sandbox else None,
        confidence=credential.confidence,
        variable=credential.variable,
    )


RULE = CredentialRule(
    id="gemini-oauth-token",
    title="Plaintext Gemini OAuth token or client secret",
    severity=Severity.HIGH,
    why="An access token acts for a customer for 24 hours; a refresh token makes new ones until it "
    "is used, and never expires; a client secret lets a stranger pose as your application. With "
    "the scopes crypto:send or payments:send, funds can leave the customer's account.",
    fix=(
        "Revoke the token (POST /v1/oauth/revokeByToken), or make a new client secret in the "
        "settings of your OAuth application at exchange.gemini.com, before anything else.",
        "Ask which customers' tokens were issued with it, and look for transfers that are not "
        "theirs.",
        "Keep tokens in a secret store, encrypted, and write {lookup} instead of the value.",
        "Ask for the fewest scopes: no crypto:send and no payments:send unless the application "
        "sends funds.",
        "Then take the old value out of the history.",
    ),
    references=("https://developer.gemini.com/authentication/oauth",),
    cwe=798,
    keywords=with_encodings("gemini"),
    judge=judge,
    flags=(
        Example("GEMINI_CLIENT_SECRET=«{uuid}»\n", ".env"),
        Example('{"gemini": {"access_token": "«{uuid}»", "expires_in": 86399}}', "token.json"),
        Example("# exchange.gemini.com/auth/token\n'refresh_token': '«{uuid}»',\n", "session.py"),
    ),
    passes=(
        Example("GEMINI_CLIENT_ID={uuid}\n", ".env"),
        Example('gemini_request_id = "{uuid}"\n', "log.py"),
        Example('{"access_token": "{uuid}"}', "other.json"),
        Example('GEMINI_CLIENT_SECRET = "00000000-0000-4000-8000-000000000000"\n', "bot.py"),
        Example('# gemini-pro\ngoogle_client_secret = "{uuid}"\n', "chat.py"),
    ),
)
