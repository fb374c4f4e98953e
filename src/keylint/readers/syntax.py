"""What pieces of Python's syntax say: names, texts, dates, and classes that are only shapes."""

from __future__ import annotations

import ast

from keylint.readers.literals import is_number

UNKNOWN = "${…}"
# Classes that say what a key may look like, not what one is.
SHAPES = frozenset(
    "BaseModel BaseSettings TypedDict NamedTuple Schema Model Enum StrEnum Protocol".split()
)


def is_shape(node: ast.ClassDef) -> bool:
    """Whether a class says what its instances may hold, with defaults that are no key's."""
    names = [called(base).rsplit(".", 1)[-1] for base in node.bases]
    decorators = [
        called(one.func if isinstance(one, ast.Call) else one) for one in node.decorator_list
    ]
    return not SHAPES.isdisjoint(names) or any(
        "dataclass" in d or "define" in d for d in decorators
    )


def called(node: ast.expr) -> str:
    """The dotted name of what is called, as far as it is one."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return ".".join(reversed(parts))


def name_of(target: ast.expr) -> str:
    """The name that an assignment gives a value to; nothing where it is none."""
    if isinstance(target, ast.Name):
        return target.id
    if isinstance(target, ast.Attribute):
        return target.attr
    return text_of(target.slice) if isinstance(target, ast.Subscript) else ""


def text_of(node: ast.expr) -> str:
    """The text that an expression is; nothing where it is none."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def date_of(parts: list[ast.expr]) -> str:
    """The day that the arguments of `date(2026, 1, 31)` name."""
    given = [part.value for part in parts if isinstance(part, ast.Constant)]
    numbers = [one for one in given if isinstance(one, int) and is_number(one)]
    if len(numbers) != 3:
        return UNKNOWN
    year, month, day = numbers
    return f"{year:04}-{month:02}-{day:02}"
