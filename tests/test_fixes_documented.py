"""What the page on fixes shows is what `--fix` does."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from fixing import fixed

from keylint.examples import gemini_key, gemini_secret
from keylint.fixes.code import BY_KIND

PAGE = (Path(__file__).parent.parent / "docs" / "fixing.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"<!-- (\S+) -->\n\n```\w+\n(.*?)```\n\n```\w+\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("path", "before", "after"), SHOWN, ids=[path for path, _, _ in SHOWN])
def test_the_page_shows_what_is_done(tmp_path: Path, path: str, before: str, after: str) -> None:
    source = random.Random(path)
    text = before.replace("account-…", gemini_key(source))
    while "…" in text:
        text = text.replace("…", gemini_secret(random.Random(path)), 1)
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    fixed(file)
    assert file.read_text() == after


def test_the_page_shows_some_languages() -> None:
    assert len(SHOWN) == 6


def test_the_page_names_what_is_unsafe() -> None:
    unsafe = {suffix for suffix, grammar in BY_KIND.items() if not grammar.safe}
    assert unsafe == {".rs", ".swift", ".dart", *".c .h .cpp .cc .hpp .m .mm".split()}
    assert "Rust, Swift, Dart, C and C++" in PAGE
