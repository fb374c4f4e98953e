"""Plaintext API secrets of the Gemini exchange, paired with their key id or standing alone."""

from keylint.credentials import Credential, Kind
from keylint.finding import Match, Related
from keylint.model import Severity
from keylint.rule import CredentialRule, Example, with_encodings


def judge(credential: Credential) -> Match | None:
    """A match for each secret; the pair is critical, for it is all that a thief needs."""
    if credential.kind is not Kind.SECRET:
        return None
    severity = Severity.CRITICAL if credential.partner else Severity.HIGH
    related: tuple[Related, ...] = ()
    if credential.partner:
        related = (Related(credential.partner, "the key id that this secret signs for"),)
    return Match(
        credential.span,
        _message(credential),
        credential.value,
        severity=Severity.MEDIUM if credential.sandbox else severity,
        confidence=credential.confidence,
        related=related,
        variable=credential.variable,
    )


def _message(credential: Credential) -> str:
    kind = "sandbox API secret" if credential.sandbox else "API secret"
    if credential.is_master:
        return f"Gemini {kind} of a master key in plain text: it opens every account of the group"
    beside = ", with its key id" if credential.partner else ""
    return f"Gemini {kind} in plain text{beside}{' (encoded)' if credential.hidden else ''}"


RULE = CredentialRule(
    id="gemini-api-secret",
    title="Plaintext Gemini API secret",
    severity=Severity.CRITICAL,
    why="Whoever reads this file can sign requests as you: trade, and withdraw if the key may. "
    "Programs watch public commits for keys and use them within minutes. Deleting the line "
    "later does not help: the value stays in the history, in forks and in caches.",
    fix=(
        "Deactivate the key first: exchange.gemini.com/settings/api (Account › Settings › API). "
        "It stops working at once; a bot that uses it stops too.",
        "Look through the account: open orders, recent trades, transfers, approved withdrawal "
        "addresses and other API keys. Report what you do not know to Gemini at once.",
        "Make a new key there with the fewest roles that the bot needs (Auditor to read, Trader "
        "to trade, no Fund Manager) and with “Trusted IPs only”.",
        "Put the new secret into the environment or a secret store, and write {lookup} instead "
        "of the value.",
        "Then take the old value out of the history (git filter-repo --replace-text) and push "
        "again; forks and caches keep it, which is why step 1 comes first.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://exchange.gemini.com/settings/api",
    ),
    cwe=798,
    keywords=with_encodings("gemini", "account-", "master-"),
    judge=judge,
    flags=(
        Example("GEMINI_API_SECRET=«{base58-20-bytes}»\n", ".env"),
        Example(
            'gemini_api_key = "account-{base62:20}"\n'
            'gemini_api_secret = "«{base58-20-bytes}»".encode()\n',
            "bot.py",
        ),
        Example(
            'con = gemini.PrivateClient("master-{base62:20}", "«{base58-20-bytes}»")\n', "bot.py"
        ),
        Example(
            'const ex = new ccxt.gemini({ apiKey: "account-{base62:20}",\n'
            '  secret: process.env.SECRET || "«{base58-20-bytes}»" });\n',
            "bot.js",
        ),
        Example(
            '{"exchange": {"name": "gemini", "key": "{base62:20}", "secret": "«{base58-20-bytes}»"}}',
            "config.json",
        ),
        Example(
            "gemini:\n  key_id: account-{base62:20}\n  key_secret: «{base58-20-bytes}»\n",
            "feeds.yaml",
        ),
        Example('hmac.New(sha512.New384, []byte("«{base58-20-bytes}»")) // Gemini', "sign.go"),
        Example("«{base58-20-bytes}»\n", "secrets/gemini_api_secret.txt"),
    ),
    passes=(
        Example('GEMINI_API_SECRET = os.environ["GEMINI_API_SECRET"]\n', "bot.py"),
        Example("GEMINI_API_SECRET=your_gemini_api_secret_here_\n", ".env"),
        Example('gemini_secret = "xxxxxxxxxxxxxxxxxxxxxxxxxxxx"\n', "bot.py"),
        Example("# gemini\nmistral_token = '{base58-20-bytes}'\n", "models.py"),
        Example("gemini = 1\nreturn fetchUserByIdFromRemoteStore\n", "store.js"),
        Example('gemini_secret = "{base58:29}"\n', "too_long.py"),
        Example('gemini_secret = "{base58:25}"\n', "too_short.py"),
        Example('gemini_secret = "2abcdef{base58:21}"\n', "typed_by_hand.py"),
        Example('gemini_secret = "zzz{base58-20-bytes}"\n', "within_a_longer_token.py"),
        Example('gemini_secret = "Z{base58:27}"\n', "more_than_20_bytes.py"),
        Example("SECRET={base58-20-bytes}\n", "nobody_says_it.env"),
        Example('gemini_payload_hash = "{base58-20-bytes}"\n', "fixture.py"),
    ),
)
