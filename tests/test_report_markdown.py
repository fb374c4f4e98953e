"""The comment on a pull request, as GitHub's own reader renders it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from conftest import Command, Result
from hostile_names import FOUND, HOSTILE, LABEL, Page

from keylint.reports.defused import prose, words
from keylint.reports.shown import safe


def rendered(markdown: str) -> Page:
    """As GitHub shows it, before it takes away what is dangerous."""
    extensions = ["table", "autolink", "strikethrough", "tasklist"]
    options = Options.CMARK_OPT_UNSAFE
    return Page(cmarkgfm.markdown_to_html_with_extensions(markdown, options, extensions))


def test_a_comment_on_a_pull_request_shows_names_as_they_are_and_nothing_breaks_out(
    said: Callable[..., Result],
) -> None:
    text = said("markdown").out
    page = rendered(text)
    ours = "b br code details h2 li ol p strong summary table td th tr ul tbody thead"
    assert page.tags <= set(ours.split())
    assert f"{safe(HOSTILE)}:2:19" in page.code
    assert not re.search(r"@\w|#\d|://|www\.", page.text)
    assert "octocat" in page.text
    assert text.startswith(f"<!-- keylint -->\n## keylint: {FOUND} findings\n")
    assert "Silenced (1)" in page.text
    assert "Not scanned (1)" in page.text
    assert page.text.count("Deactivate the key first") == 1


def test_a_comment_on_a_pull_request_stays_below_its_limit(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    for number in range(400):
        (tmp_path / f"{'long' * 40}{number}.env").write_text(leak)
    text = keylint("scan", "--format", "markdown").out
    assert len(text.encode()) <= 65_000
    page = rendered(text)
    assert "further findings had no room here" in page.text
    left = int(re.findall(r"(\d+) further", page.text)[0])
    assert left + text.count("<tr><td>") == 800


@pytest.mark.parametrize("text", [LABEL, HOSTILE, "- x", "1. x", "$x$ ~~y~~ !z &copy; <!-- a"])
def test_a_sentence_from_the_tree_is_no_markdown(text: str) -> None:
    page = rendered(prose(text))
    assert page.tags <= {"p"}
    assert page.text.strip().replace("\u2060", "") == safe(text).strip()
    assert Page(words(text)).tags <= {"code"}
