"""Files that are made to hold credentials, and that git or other users get to see."""

from collections.abc import Iterator

from keylint.document import Document
from keylint.finding import Match
from keylint.model import Confidence, Severity, Standing
from keylint.readers import format_of
from keylint.rule import Example, FileRule, with_encodings

# A program has to be tracked: there the secret is taken out, not the file.
PROGRAMS_AND_PROSE = frozenset([None, "python", "javascript", "markdown", "hcl"])


def judge(document: Document) -> Iterator[Match]:
    """A match at the first credential of a file that should hold none, or that others may see."""
    if format_of(document.path) in PROGRAMS_AND_PROSE:
        return
    sure = [one for one in document.credentials if one.confidence > Confidence.LOW]
    message, severity = _exposed(document.standing)
    if sure and severity:
        yield Match(
            sure[0].span,
            message,
            identity="file",
            severity=Severity.LOW if all(one.sandbox for one in sure) else severity,
            confidence=sure[0].confidence,
        )


def _exposed(standing: Standing) -> tuple[str, Severity | None]:
    """Who gets to see a file, the widest circle first."""
    if standing.tracked:
        return "git tracks this file, and every clone and fork gets what is in it", Severity.HIGH
    if standing.tracked is False and not standing.ignored:
        return (
            "git does not ignore this file: the next `git add .` takes the credentials in it",
            Severity.MEDIUM,
        )
    if standing.ignored and standing.read_by_others:
        return "every user of this machine may read this file with credentials", Severity.LOW
    return "", None


RULE = FileRule(
    id="secret-file-tracked",
    title="File with credentials that git tracks or that others may read",
    severity=Severity.HIGH,
    why="A file such as .env is the right place for a secret only as long as nobody but its owner "
    "gets to see it. Once git tracks it, each clone, fork and backup has the credentials, and "
    "taking them out of the newest version does not take them out of the others.",
    fix=(
        "If git tracks it: deactivate the key at exchange.gemini.com/settings/api and make a new "
        "one; what was pushed once is no secret any more.",
        "Stop tracking it and keep it on disk: `git rm --cached FILE`.",
        "Write its name into .gitignore, and put a copy without values beside it, such as "
        ".env.example.",
        "Let only its owner read it: `chmod 600 FILE`.",
    ),
    references=(
        "https://git-scm.com/docs/gitignore",
        "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
        "removing-sensitive-data-from-a-repository",
    ),
    cwe=538,
    keywords=with_encodings("gemini", "account-", "master-"),
    judge=judge,
    flags=(
        Example("GEMINI_API_KEY=«account-{base62:20}»\nGEMINI_API_SECRET={base58-20-bytes}\n", ".env", Standing(tracked=True)),
        Example('{"gemini": {"apiSecret": "«{base58-20-bytes}»"}}', "config.json", Standing(tracked=False, ignored=False)),
        Example("GEMINI_API_SECRET=«{base58-20-bytes}»\n", ".env", Standing(tracked=False, ignored=True, read_by_others=True)),
    ),
    passes=(
        Example("GEMINI_API_SECRET={base58-20-bytes}\n", ".env", Standing(tracked=False, ignored=True)),
        Example("GEMINI_API_KEY=\nGEMINI_API_SECRET=\n", ".env", Standing(tracked=True)),
        Example('gemini_api_secret = "{base58-20-bytes}"\n', "bot.py", Standing(tracked=True)),
        Example("GEMINI_API_SECRET={base58-20-bytes}\n", ".env"),
    ),
)  # fmt: skip
