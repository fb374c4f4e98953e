"""YAML, JSON, TOML, INI, XML: `${NAME}` where a program is known to fill it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from posixpath import basename
from typing import NamedTuple

from keylint import readers
from keylint.finding import Span
from keylint.fixes import comments
from keylint.fixes.edit import Answer, Edit, Fix, Left, Place, line_stop, within
from keylint.tree import Items, Node, Scalar, Table, Unreadable

COMPOSE = re.compile(r"(?i)^(?:docker-)?compose(?:[._-].*)?\.ya?ml$")
WORKFLOW = re.compile(r"(?i)(?:^|/)\.(?:github|gitea|forgejo)/workflows/[^/]+\.ya?ml$")
SPRING = re.compile(r"(?i)^(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml)$")
SERVERLESS = re.compile(r"(?i)^serverless\.ya?ml$")
GITLAB = re.compile(r"(?i)^\.gitlab-ci\.ya?ml$")
MANIFEST = re.compile(r"(?m)^(?:apiVersion|kind):")
COMMENTS = {
    "yaml": ("#",), "toml": ("#",), "ini": ("#", ";", "!"), "json": ("//",), "hcl": ("#", "//"),
}  # fmt: skip
SETTINGS_OF_CI = "set {name} as a masked variable of the project, and delete this line"
KUBERNETES = (
    "a manifest of Kubernetes names a Secret that is not in the repository: env: - name: {name}, "
    "valueFrom: {{secretKeyRef: {{name: gemini, key: {name}}}}}"
)
OF_TERRAFORM = (
    'declare `variable "{lower}" {{ sensitive = true }}`, write var.{lower}, and set TF_VAR_{lower}'
)
NO_LOOKUP = (
    "{form} has no look-up: let the program that reads it take {name} from the environment, or let "
    "--unsafe-fixes write {lookup}"
)
NOT_A_VALUE = "it is no value of its own: take it out by hand"
UNREAD = "the file could not be read as {form}, so that nothing could be checked"
IN_SCRIPT = "a script is put together from it: give the secret to the step as `env:` instead"
STORE = "the secrets of the repository (Settings › Secrets and variables › Actions)"
STEP_VALUES = frozenset(["env", "with"])
TO_CALLED = "a workflow that is called gets no secret as `with:`: give it {name} as `secrets:`"
TAG = re.compile(r"!\S*[ \t]+[\"']?\Z")
# `NAME=value`, as in a list of variables.
PAIR = re.compile(r"[\w.-]+=\Z")


def answers(path: str, text: str, places: Sequence[Place]) -> list[Answer]:
    """What is to be done about each value of a structured text."""
    form = readers.format_of(path) or ""
    try:
        tree = readers.parse(form, text)
    except Unreadable:
        return [Left(UNREAD.format(form=form.upper())) for _ in places]
    scalars = list(_scalars(tree, ())) if tree else []
    return [_answer(path, form, text, place, scalars, places) for place in places]


class _Found(NamedTuple):
    """A scalar with the names that lead to it and the table or list around it."""

    scalar: Scalar
    names: tuple[str, ...]
    holder: Span | None


def _scalars(root: Node, names: tuple[str, ...]) -> Iterator[_Found]:
    """Every scalar of a tree, each place once; an alias repeats none."""
    waiting: list[tuple[Node, tuple[str, ...], Span | None]] = [(root, names, None)]
    seen: set[int] = set()
    while waiting:
        node, names, holder = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Scalar):
            yield _Found(node, names, holder)
        elif isinstance(node, Table):
            waiting += ((e.node, (*names, e.key), node.span) for e in node.entries)
        elif isinstance(node, Items):
            waiting += ((child, names, node.span) for child in node.nodes)


def _answer(
    path: str,
    form: str,
    text: str,
    place: Place,
    scalars: Sequence[_Found],
    places: Sequence[Place],
) -> Answer:
    found = next((one for one in scalars if one.scalar.span.holds(place.span)), None)
    if found is None:
        comment = _comment(form, text, place)
        return comments.answer(text, place, comment, places) if comment else Left(NOT_A_VALUE)
    if why := _why_not(path, form, text, place, found):
        return why
    wanted = _lookup(path, form, text, place, found)
    if isinstance(wanted, Left):
        return wanted
    written = wanted.told
    if form == "yaml" and _is_bare_in_brackets(text, found):
        if found.scalar.span != place.span:
            return Left(NOT_A_VALUE)
        written = f'"{written}"'
    return wanted._replace(edits=(Edit(place.span, written),))


def _lookup(path: str, form: str, text: str, place: Place, found: _Found) -> Fix | Left:
    """What is written instead, by what reads the file; the edits are still to be made."""
    name, file = place.name, basename(path)
    plain = f"${{{name}}}"
    if WORKFLOW.search(path):
        in_step = _takes_secrets(found.names) and "\n" not in str(found.scalar.value)
        note = "" if in_step else IN_SCRIPT
        return Fix((), f"${{{{ secrets.{name} }}}}", name, in_step, note, STORE)
    if COMPOSE.search(file) or SPRING.search(file):
        return Fix((), plain, name)
    if SERVERLESS.search(file):
        return Fix((), f"${{env:{name}}}", name)
    if GITLAB.search(file):
        return Left(SETTINGS_OF_CI.format(name=name))
    if form == "yaml" and len(MANIFEST.findall(text)) > 1:
        return Left(KUBERNETES.format(name=name))
    if form == "hcl":
        return Left(OF_TERRAFORM.format(lower=name.lower()))
    if isinstance(found.scalar.value, str):
        note = NO_LOOKUP.format(form=form.upper(), name=name, lookup=plain)
        return Fix((), plain, name, safe=False, note=note)
    return Left(NOT_A_VALUE)


def _why_not(path: str, form: str, text: str, place: Place, found: _Found) -> Left | None:
    """Why a look-up may not stand in a scalar; nothing if it may."""
    value, own = str(found.scalar.value), place.value.reveal()
    before = value.partition(own)[0]
    if form == "yaml" and TAG.search(
        text[max(0, found.scalar.span.start - 80) : found.scalar.span.start]
    ):
        return Left(NOT_A_VALUE)
    if "${" in value:
        return within(place)
    if WORKFLOW.search(path):
        is_called = found.names[:1] == ("jobs",) and found.names[2:3] == ("with",)
        return Left(TO_CALLED.format(name=place.name)) if is_called else None
    if before and not PAIR.fullmatch(before):
        return within(place)
    return None


def _takes_secrets(names: tuple[str, ...]) -> bool:
    """Whether the value of a workflow with those names may come from its secrets."""
    if names[:1] != ("jobs",):
        return names[:1] == ("env",)
    if names[2:3] == ("steps",):
        return names[3:4] != () and names[3] in STEP_VALUES
    return names[2:3] in (("env",), ("secrets",))


def _is_bare_in_brackets(text: str, found: _Found) -> bool:
    """Whether a brace would end the value: a plain one in `{…}` or `[…]`."""
    start = found.scalar.span.start
    quoted = text[start - 1 : start] in ("'", '"')
    return not quoted and found.holder is not None and text[found.holder.start] in "{["


def _comment(form: str, text: str, place: Place) -> Span | None:
    """The comment that a place is in: what stands behind a mark on its line."""
    start = text.rfind("\n", 0, place.span.start) + 1
    end = line_stop(text, place.span.end)
    marks = "|".join(map(re.escape, COMMENTS.get(form, ())))
    mark = re.compile(rf"(?:^|(?<=\s))(?:{marks})") if marks else None
    found = mark.search(text[start : place.span.start]) if mark else None
    return Span(start + found.start(), end) if found else None
