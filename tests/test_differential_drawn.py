"""Repositories that are drawn: the same findings in work tree, index and history, by any names."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import OWN, Repository
from drawn import trees, usual
from gathered import RULES, told
from hypothesis import given
from hypothesis import strategies as st

from keylint import history, scan
from keylint.history import Question
from keylint.report import Report
from keylint.request import Request, root_of
from keylint.rulebook import Rulebook
from keylint.settings import Settings
from keylint.sources import git
from keylint.wishes import Reach

# What a repository does not need can be told only where all of it is looked at.
BOOK = Rulebook.of([rule for rule in RULES if rule.id != "key-has-unused-permission"])


@contextmanager
def repository_of(files: dict[str, bytes]) -> Iterator[Repository]:
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder))
        repository.git("init", "--quiet", "--initial-branch=main")
        for path, data in files.items():
            (repository.folder / path).parent.mkdir(parents=True)
            (repository.folder / path).write_bytes(data)
        repository.git("add", "--force", ".")
        yield repository


def scanned(paths: list[Path], staged: bool = False) -> Report:
    names = tuple(map(str, paths))
    asked = Request(names, root_of(names, in_index=staged), staged)
    return scan.run(asked, Settings(), BOOK)


def of_history(repository: Repository) -> Report:
    place = str(repository.folder)
    found = git.find(place)
    assert found
    question = Question(Reach(), Request((place,), place), Settings(), BOOK, cached=False)
    return history.run(found, question)


@usual(max_examples=8)
@given(trees(most=4), st.randoms(use_true_random=False))
def test_every_way_to_a_drawn_repository_has_the_same_findings(
    files: dict[str, bytes], chance: random.Random
) -> None:
    with pytest.MonkeyPatch.context() as patch, repository_of(files) as repository:
        for name in [name for name in os.environ if name.startswith(OWN)]:
            patch.delenv(name)
        top = repository.folder
        tree = scanned([top])
        names = sorted((top / path for path in files), key=lambda _: chance.random())
        assert told(scanned(names)) == told(tree)
        assert told(scanned([*{path.parent for path in names}])) == told(tree)
        repository.git("commit", "--quiet", "--no-verify", "--message", "All")
        past = {(one.rule, one.fingerprint) for one in of_history(repository).findings}
        looks = history.enabled(BOOK, Settings())
        assert past == {(f.rule, f.fingerprint) for f in tree.findings if f.rule in looks}
        repository.git("update-ref", "-d", "HEAD")
        shutil.rmtree(top / next(iter(files)).split("/")[0])
        assert told(scanned([top], staged=True)) == told(tree)
