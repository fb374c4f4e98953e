"""The weakenings that are made by hand, to see which the tests notice, fit the code as it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "bench"))

from mutation import MUTATIONS, Mutation  # noqa: E402


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.what)
def test_what_a_weakening_takes_out_is_there(mutation: Mutation) -> None:
    assert mutation.old in (TOP / mutation.file).read_text(encoding="utf-8")
