"""What keylint says of its own rules: the list, a rule's page, and the page of all rules."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence

from keylint.examples import Example
from keylint.reports.sarif import help_uri
from keylint.rule import Rule

# An exchange without a card: the steps in general words.
ANOTHER = "another"
LOOKUP_WORDS = "a look-up of an environment variable"


def listing(rules: Sequence[Rule]) -> str:
    """One line for each rule."""
    width = max(len(rule.id) for rule in rules)
    return "".join(f"{rule.id:{width}}  {rule.severity!s:8}  {rule.title}\n" for rule in rules)


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


def page(rule: Rule, width: int = 80) -> str:
    """A rule's page for a terminal."""

    def wrapped(text: str, first: str = "  ", rest: str = "  ") -> str:
        return textwrap.fill(
            text,
            width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )

    parts = [f"{rule.id}: {rule.title} ({rule.severity}, CWE-{rule.cwe})", "", "Why"]
    parts += [wrapped(rule.why), "", "What to do"]
    parts += [wrapped(text, f"  {n}. ", "     ") for n, text in enumerate(steps(rule), 1)]
    parts += ["", "Found (between « and »; {…} stands for a value)"]
    parts += [textwrap.indent(example(rule.flags[0]), "  "), "", "Left alone"]
    parts += [
        textwrap.indent(example(rule.passes[0]), "  "),
        "",
        "To silence one finding, on its line",
    ]
    parts += [f"  # keylint: ignore[{rule.id}] why it is all right", "", "More"]
    parts += [f"  {reference}" for reference in rule.references]
    return "\n".join(parts) + "\n"


def example(given: Example | str) -> str:
    """An example with its name; its recipes stand for values, «…» marks what is found."""
    if isinstance(given, str):
        return given.strip()
    return f"{given.path}\n{given.text.strip()}"


def markdown(rules: Sequence[Rule]) -> str:
    """The page of all rules for the documentation."""
    head = "# Rules\n\nMade by `keylint rules --format markdown`; do not edit.\n\n"
    head += "| rule | severity | finds |\n|---|---|---|\n"
    head += "".join(f"| [{r.id}](#{r.id}) | {r.severity} | {r.title} |\n" for r in rules)
    return head + "".join(_section(rule) for rule in rules)


def card_markdown(rule: Rule) -> str:
    """A rule's page for the documentation, alone."""
    return _section(rule).lstrip()


def _section(rule: Rule) -> str:
    fix = _numbered(steps(rule))
    if rule.elsewhere:
        fix += f"\n\nAt another exchange:\n\n{_numbered(rule.steps(ANOTHER))}"
    links = "\n".join(f"- <{reference}>" for reference in rule.references)
    return (
        f"\n## {rule.id}\n\n{rule.title}. Severity: {rule.severity}. CWE-{rule.cwe}.\n"
        f"\n### Why\n\n{rule.why}\n\n### What to do\n\n{fix}\n"
        f"\n### Found\n\n{_blocks(rule.flags)}\n### Left alone\n\n{_blocks(rule.passes)}"
        f"\n### To silence one finding\n\n`# keylint: ignore[{rule.id}] why it is all right`\n"
        f"\n### More\n\n{links}\n"
    )


def _numbered(texts: Sequence[str]) -> str:
    return "\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1))


def _blocks(examples: Sequence[Example | str]) -> str:
    return "".join(f"```text\n{example(one)}\n```\n" for one in examples[:4])
