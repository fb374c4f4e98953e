"""Keys that stand in two environments: a leak of the weaker one opens the stronger one."""

from collections.abc import Iterator

from keylint.credentials import Credential, Kind
from keylint.document import Document
from keylint.finding import Match, Related, Secret
from keylint.gate.trigger import Facet
from keylint.model import Severity
from keylint.rule import Example, SurveyRule
from keylint.survey import Claim, Survey

PRODUCTION = "production"
Held = dict[str, tuple[Document, Credential]]


def judge(survey: Survey) -> Iterator[Claim]:
    """A claim for each value that stands in two environments; a pair is told by its key."""
    from keylint.survey.environments import of_credential  # only where a credential is

    by_value: dict[Secret, Held] = {}
    for document, credential in survey.credentials:
        environment = of_credential(document, credential)
        if environment and (credential.kind is Kind.KEY or credential.partner is None):
            held = by_value.setdefault(credential.value, {})
            held.setdefault(environment, (document, credential))
    return (_claim(held) for held in by_value.values() if len(held) > 1)


def _claim(held: Held) -> Claim:
    # The finger is on the place where production's key does not belong.
    ordered = sorted(held.items(), key=lambda one: (one[0] == PRODUCTION, one[0]))
    (first, (document, credential)), *others = ordered
    names = " and ".join([first, *(name for name, _ in others)])
    what = "key" if credential.kind is Kind.KEY else "secret"
    match = Match(
        credential.span,
        f"The same {what} is used in {names}",
        credential.value,
        severity=Severity.HIGH if PRODUCTION in held else Severity.MEDIUM,
        confidence=credential.confidence,
        related=tuple(
            Related(other.span, f"the same {what}, in {name}", there.path)
            for name, (there, other) in others
        ),
        variable=credential.variable,
    )
    return Claim(document.path, match)


RULE = SurveyRule(
    id="key-shared-across-environments",
    title="Key that stands in two environments",
    severity=Severity.MEDIUM,
    why="A key for tests lies on more machines, in more logs and with more people than one for "
    "production. Where both are the same key, the least guarded place opens the account, and "
    "deactivating the one stops the other. At Gemini the sandbox has keys of its own, which never "
    "work in production: one value in both means that one of the two is not what it says.",
    fix=(
        "Find out which account the key belongs to: the sandbox's keys are listed at "
        "exchange.sandbox.gemini.com/settings/api, production's at exchange.gemini.com/settings/api.",
        "Make a key for each environment and deployment, each with the least role and with the "
        "addresses of its own machines only.",
        "Take each from {lookup}, set differently in each environment.",
        "Deactivate the shared key when nothing uses it any more.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://docs.gemini.com/rest-api/#sandbox",
    ),
    cwe=522,
    keywords=("gemini", "account-", "master-"),
    finds_secrets=True,
    reads=Facet.CREDENTIALS,
    judge=judge,
    flags=(
        Example(
            "GEMINI_PROD_API_KEY=account-{base62:20#a}\nGEMINI_PROD_API_SECRET={base58-20-bytes}\n"
            "GEMINI_DEV_API_KEY=«account-{base62:20#a}»\nGEMINI_DEV_API_SECRET={base58-20-bytes}\n",
            ".env",
        ),
        Example(
            "sandbox:\n  gemini:\n    api_secret: «{base58-20-bytes#s}»\n"
            "production:\n  gemini:\n    api_secret: {base58-20-bytes#s}\n",
            "keys.yaml",
        ),
        Example(
            '{"gemini": [{"environment": "production", "key": "master-{base62:20#a}", "roles": ["Trader"]},\n'
            '{"environment": "staging", "key": "«master-{base62:20#a}»", "roles": ["Trader"]}]}',
            "keys.json",
        ),
    ),
    passes=(
        Example("GEMINI_API_KEY=account-{base62:20#a}\nBACKUP_GEMINI_API_KEY=account-{base62:20#a}\n", ".env"),
        Example("GEMINI_PROD_API_KEY=${KEY}\nGEMINI_DEV_API_KEY=${KEY}\n", ".env"),
        Example("GEMINI_PROD_API_KEY=account-{base62:20}\nGEMINI_PROD_API_SECRET={base58-20-bytes}\nGEMINI_SANDBOX_API_KEY=account-{base62:20}\nGEMINI_SANDBOX_API_SECRET={base58-20-bytes}\n", ".env"),
    ),
)  # fmt: skip
