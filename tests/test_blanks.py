"""Blanks where a pattern could take each in several ways cost no more than other text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Command

from keylint import readers
from keylint.credentials import signs
from keylint.layers import joined
from keylint.tree import Table, tables

MANY = 300_000


@pytest.mark.parametrize("blank", [" ", "\t", " \t", "\n", "\r\n", "\\\n", " \n"])
def test_blanks_behind_a_literal_cost_no_more_than_other_text(blank: str) -> None:
    text = f'gemini = "abc"{blank * (MANY // len(blank))}x'
    assert list(joined.edits(text)) == []
    for sign in signs.IN_LAYERS:
        assert re.search(sign, text) is None


def test_a_file_of_blanks_is_scanned_where_no_patterns_are_kept(
    tmp_path: Path, keylint: Command
) -> None:
    (tmp_path / "a.py").write_text(f'gemini = "abc"{" " * 20_000}x\n')
    result = keylint("scan", "a.py", env={"KEYLINT_CACHE_DIR": str(tmp_path / "none")})
    assert result.code == 0


def test_a_table_of_rulers_is_one_table() -> None:
    tree = readers.read("gemini.md", "| exchange | roles |\n" + "|---|----|\n" * 20_000)
    assert isinstance(tree, Table)
    assert len(tree.entries) == 1
    assert sum(1 for _ in tables(tree)) == 20_000
