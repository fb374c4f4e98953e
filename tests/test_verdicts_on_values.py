"""What the rules say of a value in plain text, and of the file that holds it."""

from __future__ import annotations

import base64

import pytest
from judgements import KEY, MASTER, SECRET, judged, verdicts

from keylint.examples import unpack
from keylint.model import Standing

ID, SECRETS, TOKEN = "gemini-api-key", "gemini-api-secret", "gemini-oauth-token"
FILE = "secret-file-tracked"
PAIR = f"GEMINI_API_KEY={KEY}\nGEMINI_API_SECRET={SECRET}\n"


@pytest.mark.parametrize(
    ("rule", "text", "severity", "message"),
    [
        (ID, f"gemini_key = '{KEY}'\n", "medium", "Gemini API key id in plain text"),
        (ID, f"gemini_key = '{MASTER}'\n", "medium", "Gemini master key id in plain text"),
        (
            ID,
            f"gemini = f('{KEY}', '{SECRET}')\n",
            "medium",
            "Gemini API key id in plain text, with its secret",
        ),
        (ID, f"gemini_sandbox_key = '{KEY}'\n", "low", "Gemini API key id in plain text"),
        (SECRETS, f"gemini_secret = '{SECRET}'\n", "high", "Gemini API secret in plain text"),
        (
            SECRETS,
            f"gemini = f('{KEY}', '{SECRET}')\n",
            "critical",
            "Gemini API secret in plain text, with its key id",
        ),
        (
            SECRETS,
            f"gemini = f('{MASTER}', '{SECRET}')\n",
            "critical",
            "Gemini API secret of a master key in plain text: it opens every account of the group",
        ),
        (
            SECRETS,
            f"gemini_sandbox_secret = '{SECRET}'\n",
            "medium",
            "Gemini sandbox API secret in plain text",
        ),
        (
            SECRETS,
            f"gemini_sandbox = f('{KEY}', '{SECRET}')\n",
            "medium",
            "Gemini sandbox API secret in plain text, with its key id",
        ),
        (
            TOKEN,
            "gemini_client_secret = '{uuid}'\n",
            "high",
            "Gemini OAuth token or client secret in plain text",
        ),
        (
            TOKEN,
            "gemini_sandbox_client_secret = '{uuid}'\n",
            "low",
            "Gemini OAuth token or client secret in plain text",
        ),
    ],
)
def test_a_value_is_as_bad_as_what_it_opens(
    rule: str, text: str, severity: str, message: str
) -> None:
    assert verdicts(rule, text, "bot.py") == [(severity, "high", message)]
    made, (match,) = judged(rule, text, "bot.py")
    assert match.secret is not None
    assert match.secret.reveal() == made.text[match.span.start : match.span.end]
    assert match.variable.startswith("GEMINI_")


@pytest.mark.parametrize(
    ("rule", "text", "path"),
    [
        (ID, f"name = '{KEY}'\n", "bot.py"),
        (TOKEN, "# exchange.gemini.com/auth/token\n'refresh_token': '{uuid}',\n", "session.py"),
    ],
)
def test_where_the_name_does_not_say_it_a_rule_is_less_sure(
    rule: str, text: str, path: str
) -> None:
    assert [one[1] for one in verdicts(rule, text, path)] == ["medium"]


def test_the_halves_of_a_pair_point_at_each_other() -> None:
    _, (key,) = judged(ID, f"gemini = f('{KEY}', '{SECRET}')\n", "bot.py")
    _, (secret,) = judged(SECRETS, f"gemini = f('{KEY}', '{SECRET}')\n", "bot.py")
    to_secret, to_key = key.related[0], secret.related[0]
    assert (to_secret.span, to_secret.message) == (
        secret.span,
        "the secret of this key, in plain text too",
    )
    assert (to_key.span, to_key.message) == (key.span, "the key id that this secret signs for")
    assert (key.variable, secret.variable) == ("GEMINI_API_KEY", "GEMINI_API_SECRET")


def test_what_was_encoded_says_so() -> None:
    text = f"gemini: {base64.b64encode(unpack(PAIR).text.encode()).decode()}\n"
    (key,), (secret,) = (verdicts(rule, text, "k.yaml") for rule in (ID, SECRETS))
    assert key[2] == "Gemini API key id in plain text, with its secret (encoded)"
    assert secret[2] == "Gemini API secret in plain text, with its key id (encoded)"


@pytest.mark.parametrize(
    ("standing", "severity", "said"),
    [
        (
            Standing(tracked=True, ignored=True, read_by_others=True),
            "high",
            "git tracks this file, and every clone and fork gets what is in it",
        ),
        (
            Standing(tracked=False, ignored=False, read_by_others=True),
            "medium",
            "git does not ignore this file: the next `git add .` takes the credentials in it",
        ),
        (
            Standing(tracked=False, ignored=True, read_by_others=True),
            "low",
            "every user of this machine may read this file with credentials",
        ),
        (Standing(tracked=False, ignored=True), "", ""),
        (Standing(read_by_others=True), "", ""),
        (Standing(), "", ""),
    ],
)
def test_a_file_is_as_bad_as_the_circle_that_sees_it(
    standing: Standing, severity: str, said: str
) -> None:
    assert verdicts(FILE, PAIR, ".env", standing) == ([(severity, "high", said)] if said else [])
    sandbox = PAIR.replace("GEMINI", "GEMINI_SANDBOX")
    assert [one[0] for one in verdicts(FILE, sandbox, ".env", standing)] == ["low"] * bool(said)
    for path in ("bot.py", "bot.js", "README.md", "main.tf", "notes"):
        assert verdicts(FILE, PAIR, path, standing) == []


def test_a_file_is_not_told_for_what_may_be_no_credential() -> None:
    unsure = f"# gemini\nAPI_SECRET={SECRET}\n"
    assert [one[1] for one in verdicts(SECRETS, unsure, ".env")] == ["low"]
    assert verdicts(FILE, unsure, ".env", Standing(tracked=True)) == []
    medium = f"# exchange.gemini.com\nAPI_SECRET={SECRET}\n"
    assert [one[1] for one in verdicts(FILE, medium, ".env", Standing(tracked=True))] == ["medium"]


def test_a_file_with_one_real_credential_is_no_small_thing() -> None:
    both = PAIR + PAIR.replace("GEMINI", "GEMINI_SANDBOX")
    assert [one[0] for one in verdicts(FILE, both, ".env", Standing(tracked=True))] == ["high"]
    made, (match,) = judged(FILE, both, ".env", Standing(tracked=True))
    assert made.text[match.span.start :].startswith("account-")
    assert (match.identity, match.secret) == ("file", None)


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("a.py", "x = f('GEMINI_BOT_SECRET', '{}')\n", ("high", "high", "GEMINI_BOT_SECRET")),
        ("a.py", "x = f('kraken_secret', '{}')  # gemini\n", None),
        ("a.py", "h = {{'X-GEMINI-API-SECRET': '{}'}}\n", ("high", "high", "GEMINI_API_SECRET")),
        ("a.py", "gemini_user_id = '{}'\n", None),
        ("a.py", "x = f('gemini_user_id', '{}')\n", None),
        ("a.py", "gemini_client_id = '{}'\n", ("high", "medium", "GEMINI_API_SECRET")),
        ("a.yaml", "gemini:\n  secret: {}\n", ("high", "high", "GEMINI_API_SECRET")),
        ("a.yaml", "gemini:\n  - {}\n", ("high", "medium", "GEMINI_API_SECRET")),
        ("a.yaml", "gemini:\n  user_id: {}\n", None),
        ("a.json", '{{"of": {{"exchange": "kraken", "secret": "{}"}}, "to": "gemini"}}', None),
        ("a.py", "gemini_private_key = '{}'\n", ("high", "high", "GEMINI_PRIVATE_KEY")),
        ("a.env", "EXCHANGE=gemini\nAPI_SECRET={}\n", ("high", "high", "GEMINI_API_SECRET")),
        ("a.py", "# api.gemini.com\nf('{}')\n", ("high", "low", "GEMINI_API_SECRET")),
        ("a.py", "# api.gemini.com\n" + "#\n" * 9 + "f('{}')\n", None),
        ("a.csv", "# api.gemini.com\n{}\n", ("high", "low", "GEMINI_API_SECRET")),
        ("a.csv", "# api.gemini.com\nx, {}\n", ("high", "low", "GEMINI_API_SECRET")),
        ("a.csv", "# api.gemini.com\nx,{}\n", None),
        ("a.py", "# api.gemini.com\nkrakatoa_secret = '{}'\n", None),
        ("a.ini", "# gemini\nsandbox = on\nsecret = {}\n", ("medium", "low", "GEMINI_API_SECRET")),
        ("a.ini", "# gemini\nsandbox = off\nsecret = {}\n", ("high", "low", "GEMINI_API_SECRET")),
    ],
)
def test_the_nearest_name_says_whose_a_value_is_and_how_sure(
    path: str, text: str, found: tuple[str, str, str] | None
) -> None:
    _, matches = judged(SECRETS, text.format(SECRET), path)
    told = [(str(one.severity), str(one.confidence), one.variable) for one in matches]
    assert told == ([found] if found else [])


@pytest.mark.parametrize(
    "names", [("GEMINI_KEY", "GEMINI_SECRET"), ("GEMINI_SECRET", "GEMINI_KEY")]
)
def test_of_many_pairs_each_half_belongs_to_the_one_on_its_own_side(names: tuple[str, str]) -> None:
    values = {"GEMINI_KEY": KEY, "GEMINI_SECRET": SECRET}
    made, matches = judged(
        SECRETS, "".join(f"{name}={values[name]}\n" for name in names * 3), "a.sh"
    )
    ids = [line.partition("=")[2] for line in made.text.splitlines() if "KEY" in line]
    partners = [one.related[0].span for one in matches]
    assert [made.text[span.start : span.end] for span in partners] == ids
