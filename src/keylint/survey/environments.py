"""Which environment a credential is for, as its fields, its name or the path of its file say."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from posixpath import dirname

from keylint.credentials import Credential
from keylint.document import Document
from keylint.finding import Span
from keylint.record import KeyRecord
from keylint.tree import Around, Nested, tables

ENVIRONMENTS = {
    "production": frozenset(["production", "prod", "live", "mainnet", "prd"]),
    "staging": frozenset(["staging", "stage", "preprod", "preproduction", "uat", "stg"]),
    "development": frozenset(["development", "dev", "develop", "local"]),
    "test": frozenset(["test", "testing", "qa", "ci"]),
    "sandbox": frozenset(["sandbox", "testnet", "demo", "paper"]),
}
WORDS = re.compile(r"[^a-z0-9]+")
# The folder below one of these is a deployment of its own, whatever it is called.
DEPLOYMENTS = frozenset(
    "deploy deployment deployments environments envs overlays clusters hosts stages regions".split()
)


def of_credential(document: Document, credential: Credential) -> str:
    """The environment of a credential; nothing if nobody says it."""
    if credential.sandbox:
        return "sandbox"
    name = named(credential.variable)
    span = credential.span
    return (
        name or _of_records(document, span) or _of_names(document, span) or of_path(document.path)
    )


def named(text: str) -> str:
    """The environment that a text names; nothing if it names none."""
    words = WORDS.split(text.lower())
    return next((name for name, known in ENVIRONMENTS.items() if not known.isdisjoint(words)), "")


def of_path(path: str) -> str:
    """The environment or deployment that a path names, the nearest name first."""
    found = next((name for part in reversed(path.split("/")) if (name := named(part))), "")
    folders = dirname(path).split("/")
    below = [name for above, name in pairwise(folders) if above in DEPLOYMENTS]
    return found or (below[-1] if below else "")


@lru_cache(maxsize=1)  # a file's credentials are asked for one after the other
def _tables(document: Document) -> Around[Nested]:
    root = document.tree
    return Around((one.table.span, one) for one in tables(root)) if root is not None else Around(())


@lru_cache(maxsize=1)
def _records(document: Document) -> Around[KeyRecord]:
    return Around((record.span, record) for record in reversed(document.records))


def _of_names(document: Document, span: Span) -> str:
    """What the names of the tables around a place say, the innermost first."""
    around = next(_tables(document).holding(span), None)
    names = around.names if around else ()
    return next((found for name in reversed(names) if (found := named(name))), "")


def _of_records(document: Document, span: Span) -> str:
    """What the innermost record around a place says."""
    for record in _records(document).holding(span):
        if record.is_sandbox:
            return "sandbox"
        said = record.environment.value if record.environment else ""
        if found := named(f"{said} {record.called}"):
            return found
    return ""
