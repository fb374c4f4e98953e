"""What uses the words of keys and is none: servers, people, schemas, and Google's Gemini."""

from __future__ import annotations

import re

from keylint import vocabulary as words
from keylint.evidence.groups import Group
from keylint.tree import Scalar, Table
from keylint.vocabulary import fold

# Names under which, however far above, the same words describe the shape of a file or a network.
NEVER_UNDER = frozenset(
    "properties schema schemas definitions defs firewall security_group security_groups ingress "
    "egress paths example examples responses request_body".split()
)
# Names of other things; one further up counts only where no credential stands.
OTHER_PARENTS = frozenset(
    "components rate_limit rate_limiting server servers listen fee fees networks currencies coins "
    "assets chains has limits features admin api_server user users people team members staff "
    "employees authors contacts maintainers feature_gate feature_gates".split()
)
PERSON_FIELDS = frozenset(
    "email password first_name last_name phone username user user_name balance".split()
)
# Google's Gemini: vendors beside its name, and how its values look.
MODEL_VENDORS = frozenset(
    "openai anthropic claude mistral cohere ollama deepseek groq openrouter perplexity "
    "huggingface llm google vertex".split()
)
GOOGLE_VALUE = re.compile(r"^AIza|^AQ\.Ab|generativelanguage|^(?:models/)?gemini-(?:\d|pro|flash)")
SCHEMA_FIELDS = frozenset(["enum", "$ref", "oneOf", "anyOf", "allOf"])
SCHEMA_TYPES = frozenset(["array", "object", "string", "boolean", "number", "integer"])


def is_schema(table: Table) -> bool:
    """Whether a table tells what a field may hold, and not what it holds."""
    return any(
        entry.key in SCHEMA_FIELDS
        or (
            entry.key == "type"
            and isinstance(entry.node, Scalar)
            and entry.node.value in SCHEMA_TYPES
        )
        for entry in table.entries
    )


def is_another_thing(group: Group, exchange: str | None, neighbours: frozenset[str]) -> bool:
    """Whether a group of entries describes something that is no exchange's key.

    `neighbours` are the names that stand beside the name of its table.
    """
    return (
        is_schema(group.nested.table)
        or _stands_elsewhere(group)
        or (exchange == "gemini" and _is_googles(group, neighbours))
        or (not group.credentials and _is_of_a_service(group, neighbours))
        or (exchange is None and not PERSON_FIELDS.isdisjoint(group.beside))
    )


def _is_of_a_service(group: Group, neighbours: frozenset[str]) -> bool:
    """Whether a program with doors of its own is described, or its settings are."""
    is_settings = not words.SETTINGS.isdisjoint(map(fold, group.nested.names[-1:]))
    beside = group.beside | neighbours if is_settings else group.beside
    return not words.SERVICE_FIELDS.isdisjoint(beside)


def _stands_elsewhere(group: Group) -> bool:
    names = [fold(name) for name in group.nested.names]
    innermost, further = OTHER_PARENTS, OTHER_PARENTS
    if group.credentials:
        # A user's key is one where the table itself names an exchange.
        innermost = frozenset() if group.text("exchange", "venue") else OTHER_PARENTS
        further = frozenset()
    return (
        not NEVER_UNDER.isdisjoint(names)
        or not innermost.isdisjoint(names[-1:])
        or not further.isdisjoint(names[-2:-1])
    )


def _is_googles(group: Group, neighbours: frozenset[str]) -> bool:
    """Whether `gemini` is Google's: a model beside the key, or other models where no secret is."""
    if not words.MODEL_FIELDS.isdisjoint(group.names):
        return True
    values = (said.entry.node for said in group.said)
    if any(isinstance(node, Scalar) and GOOGLE_VALUE.search(str(node.value)) for node in values):
        return True
    has_secret = any("secret" in name or "private" in name for name in group.names)
    return not has_secret and not MODEL_VENDORS.isdisjoint(neighbours)
