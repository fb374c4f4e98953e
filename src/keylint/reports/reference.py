"""What keylint says of its own rules: the list, the page of each, and the index of the pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from keylint.examples import Example
from keylint.reports.sarif import help_uri
from keylint.reports.text import STYLES, Style
from keylint.rule import Rule

# An exchange without a card: the steps in general words.
ANOTHER = "another"
LOOKUP_WORDS = "a look-up of an environment variable"
MARKED = "Between « and » stands what is found; `{…}` stands for a value."


def listing(rules: Sequence[Rule], style: Style | None = None) -> str:
    """One line for each rule."""
    style = style or Style()
    width = max(len(rule.id) for rule in rules)
    lines = (
        f"{rule.id:{width}}  {style.paint(f'{rule.severity!s:8}', STYLES[rule.severity])}  "
        f"{rule.title}\n"
        for rule in rules
    )
    return "".join(lines)


def listing_json(rules: Sequence[Rule]) -> str:
    """The cards of all rules as JSON."""
    return json.dumps([_card(rule) for rule in rules], indent=2, ensure_ascii=False) + "\n"


def card_json(rule: Rule) -> str:
    """The card of one rule as JSON."""
    return json.dumps(_card(rule), indent=2, ensure_ascii=False) + "\n"


def _card(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": str(rule.severity),
        "cwe": rule.cwe,
        "why": rule.why,
        "fix": steps(rule),
        "references": list(rule.references),
        "help_uri": help_uri(rule.id),
    }


def steps(rule: Rule) -> list[str]:
    """The steps of a rule, told without a file."""
    return [step.replace("{lookup}", LOOKUP_WORDS) for step in rule.fix]


def silencing(rule: Rule) -> str:
    """The comment that silences one finding of the rule."""
    return f"# keylint: ignore[{rule.id}] why it is all right"


def weakness(rule: Rule) -> str:
    """Where the kind of weakness is told of."""
    return f"https://cwe.mitre.org/data/definitions/{rule.cwe}.html"


def example(given: Example | str) -> tuple[str, str]:
    """The file and the text of an example; its recipes stand for values, «…» marks what is found."""
    if isinstance(given, str):
        return "", given.strip()
    return given.path, given.text.strip("\n")


def markdown(rules: Sequence[Rule], address: Callable[[str], str] = help_uri) -> str:
    """The list of all rules for the documentation, each with the address of its page."""
    head = "# Rules\n\n| rule | severity | finds |\n|---|---|---|\n"
    rows = (f"| [{r.id}]({address(r.id)}) | {r.severity} | {r.title} |\n" for r in rules)
    return head + "".join(rows)


def card_markdown(rule: Rule) -> str:
    """A rule's page for the documentation."""
    fix = _numbered(steps(rule))
    if rule.elsewhere:
        fix += f"\n\n### At another exchange\n\n{_numbered(rule.steps(ANOTHER))}"
    links = "\n".join(f"- <{reference}>" for reference in rule.references)
    return (
        f"# {rule.id}\n\n**{rule.title}.** Severity: {rule.severity}. "
        f"[CWE-{rule.cwe}]({weakness(rule)}).\n"
        f"\n## Why\n\n{rule.why}\n\n## What to do\n\n{fix}\n"
        f"\n## Found\n\n{MARKED}\n\n{_blocks(rule.flags)}\n## Left alone\n\n{_blocks(rule.passes)}"
        f"\n## To silence one finding\n\nOn its line, in the comment style of the file:\n\n"
        f"```text\n{silencing(rule)}\n```\n"
        f"\n## More\n\n{links}\n"
    )


def _numbered(texts: Sequence[str]) -> str:
    return "\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1))


def _blocks(examples: Sequence[Example | str]) -> str:
    return "\n".join(_block(*example(one)) for one in examples)


def _block(path: str, text: str) -> str:
    return f"`{path}`\n\n```text\n{text}\n```\n" if path else f"```text\n{text}\n```\n"
