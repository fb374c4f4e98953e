"""What a comment that silences is: its line, the lines that it speaks for, its rules and its reason."""

from __future__ import annotations

import pytest

from keylint import ignores
from keylint.document import Document
from keylint.ignores import LONGEST_LINE, MOST_LINES

MARK, PRAGMA = "keylint: ignore[a]", "pragma: allowlist secret"
NEXTLINE = "pragma: allowlist nextline secret"


def read(text: str, path: str = "a.py") -> list[tuple[int, tuple[int, ...], tuple[str, ...], str]]:
    found = ignores.read(Document(path, text))
    return [(one.line, one.targets, one.ids, one.reason) for one in found]


@pytest.mark.parametrize(
    ("line", "ids", "reason"),
    [
        ("x  # keylint: ignore[a]", ("a",), ""),
        ("x  # keylint: ignore[a, b]why", ("a", "b"), "why"),
        ("x  # keylint: ignore[ a ,, b ] why", ("a", "b"), "why"),
        ("x  # KeyLint:ignore[a] - why -", ("a",), "why"),
        ("x  # noqa keylint: ignore[a]:\twhy", ("a",), "why"),
        ("x  # keylint: ignore", (), ""),
        ("x  # keylint: ignore[]", (), ""),
        ("x  /* keylint: ignore[a] why */ y */", ("a",), "why"),
        ("x  <!-- keylint: ignore[a] why --> y", ("a",), "why"),
    ],
)
def test_a_comment_beside_code_speaks_for_its_own_line(
    line: str, ids: tuple[str, ...], reason: str
) -> None:
    assert read(f"y\n{line}\nz\n") == [(2, (2,), ids, reason)]


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        (f"# {MARK}", True),
        (f" \t// {MARK} why", True),
        (f"/* {MARK} */ ", True),
        (f"/* {MARK} */ f()", False),
        (f"f() # {MARK}", False),
    ],
)
def test_a_comment_on_a_line_of_its_own_speaks_for_the_next_too(line: str, alone: bool) -> None:
    ((_, targets, _, _),) = read(f"x\n{line}\ny\n", "a.c")
    assert targets == ((2, 3) if alone else (2,))


@pytest.mark.parametrize(
    ("comments", "target"), [(0, 4), (1, 5), (8, 12), (9, 13), (10, 13), (20, 13)]
)
def test_it_speaks_for_the_first_code_below_unless_that_is_far(comments: int, target: int) -> None:
    text = f"x\ny\n# {MARK}\n" + "  # more\n" * comments + "code\n# end\n"
    assert read(text) == [(3, (3, target), ("a",), "")]


def test_every_comment_of_a_line_counts_and_each_has_its_own_reason() -> None:
    told = read("x  # keylint: ignore[a] one # keylint: ignore[b] two\n\n# keylint: ignore[c]\n")
    assert [(line, ids, reason) for line, _, ids, reason in told] == [
        (1, ("a",), "one"),
        (1, ("b",), "two"),
        (3, ("c",), ""),
    ]


def test_text_without_a_mark_has_no_comments() -> None:
    assert read("# keylint ignore[a]\nx\n") == []
    assert read("'keylint: ignore[a]'\n") == []


@pytest.mark.parametrize(
    ("path", "heeded"), [("a.vb", True), ("A.VB", True), ("a.Bas", True), ("a.py", False)]
)
def test_an_apostrophe_begins_a_comment_in_visual_basic_alone(path: str, heeded: bool) -> None:
    marked, pragma = Document(path, f"x ' {MARK}\n"), Document(path, f"x ' {PRAGMA}\n")
    assert bool(ignores.read(marked)) is heeded
    assert ignores.has_pragma(pragma, 1) is heeded
    assert ignores.marks(marked) == ([(1, "ignore[a]")] if heeded else [])
    assert ignores.marks(pragma) == ([(1, PRAGMA)] if heeded else [])


@pytest.mark.parametrize("mark", [MARK, PRAGMA])
@pytest.mark.parametrize(("length", "heeded"), [(LONGEST_LINE, True), (LONGEST_LINE + 1, False)])
def test_a_line_that_nobody_comments_has_no_comment(mark: str, length: int, heeded: bool) -> None:
    end = f" # {mark}"
    document = Document("a.py", "x" * (length - len(end)) + end)
    assert (bool(ignores.read(document)) or ignores.has_pragma(document, 1)) is heeded
    assert bool(ignores.marks(document)) is heeded


def test_a_pragma_for_the_next_line_stands_alone_on_a_line_that_is_short_enough() -> None:
    document = Document("a.py", f"  # {NEXTLINE}\nx\ny # {NEXTLINE}\nz\n# {NEXTLINE}")
    assert [ignores.has_pragma(document, line) for line in range(1, 6)] == [
        *(False, True, False, False, False),
    ]
    assert ignores.marks(document) == [(1, PRAGMA), (5, PRAGMA)]
    blank = " " * LONGEST_LINE
    assert not ignores.has_pragma(Document("a.py", f"{blank}# {NEXTLINE}\nx\n"), 2)


def test_so_many_lines_are_read_and_no_more() -> None:
    found = read(f"x # {MARK}\n" * (MOST_LINES + 1))
    assert [one[0] for one in found] == list(range(1, MOST_LINES + 1))


def test_what_silences_is_told_by_line_and_in_words() -> None:
    text = (
        f"# {NEXTLINE}\nx # keylint: ignore[b, a] why\n# keylint: ignore\ny # {PRAGMA} # {MARK}\n"
    )
    assert ignores.marks(Document("a.py", text)) == [
        (1, PRAGMA),
        (2, "ignore[b, a]: why"),
        (4, "ignore[a]"),
        (4, PRAGMA),
    ]
