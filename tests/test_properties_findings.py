"""What holds of every finding, whatever files are drawn: its place, its mask, its fingerprint."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from drawn import trees, usual
from gathered import BY_ID, looked_at, told
from hypothesis import assume, given
from hypothesis import strategies as st

from keylint.content import decode, encoding_of
from keylint.document import Document
from keylint.finding import Finding, Location, Secret, fingerprint
from keylint.gate.trigger import Facet

ENCODED = "(encoded)"
RULES_ = st.sets(st.sampled_from(sorted(BY_ID)), max_size=6).map(tuple)


def stretch(files: dict[str, bytes], place: Location) -> str:
    """What stands at a place, counted apart from keylint's own code; it fails outside of the file."""
    lines = files[place.path].decode().split("\n")
    chosen = lines[place.line - 1 : place.end_line]
    assert len(chosen) == place.end_line - place.line + 1
    assert 1 <= place.column <= len(chosen[0]) + 1
    assert 1 <= place.end_column <= len(chosen[-1]) + 1
    cut = "\n".join([*chosen[:-1], chosen[-1][: place.end_column - 1]])
    return cut[place.column - 1 :]


@usual(max_examples=25)
@given(trees())
def test_a_place_lies_in_its_file_and_holds_the_value_which_only_its_mask_tells(
    files: dict[str, bytes],
) -> None:
    for one in looked_at(files.items()).findings:
        value = stretch(files, one.location)
        for related in one.related:
            assert stretch(files, related.location)
        if one.masked and ENCODED not in one.message:
            assert str(Secret(value)) == one.masked
            assert fingerprint(one.rule, one.location.path, value) == one.fingerprint
            assert value not in repr(one)


@usual(max_examples=25)
@given(trees(), st.integers(1, 3), st.integers(0, 3))
def test_lines_before_and_behind_move_a_finding_and_change_nothing_else(
    files: dict[str, bytes], before: int, behind: int
) -> None:
    assume(not any(data.startswith((b"#!", b"---", b"<?xml")) for data in files.values()))
    moved = {path: b"\n" * before + data + b"\n" * behind for path, data in files.items()}

    def back(place: Location) -> Location:
        return replace(place, line=place.line - before, end_line=place.end_line - before)

    def at_its_place(one: Finding) -> Finding:
        related = tuple(replace(two, location=back(two.location)) for two in one.related)
        # What is said of a file as a whole points at what makes it so.
        return replace(one, location=back(one.location), related=related)

    assert [at_its_place(one) for one in looked_at(moved.items()).findings] == [
        *looked_at(files.items()).findings
    ]


@usual(max_examples=25)
@given(trees(), st.integers())
def test_the_order_of_a_report_is_total(files: dict[str, bytes], seed: int) -> None:
    shuffled = list(files.items())
    random.Random(seed).shuffle(shuffled)
    report = looked_at(shuffled)
    assert told(report) == told(looked_at(files.items()))
    orders = Counter(one.order for one in report.findings)
    assert not [order for order, count in orders.items() if count > 1]


@usual(max_examples=25)
@given(trees(), RULES_, RULES_)
def test_of_two_choices_of_rules_both_together_find_what_each_finds(
    files: dict[str, bytes], some: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assume(some and others)
    first, second = (looked_at(files.items(), select=one) for one in (some, others))
    both = looked_at(files.items(), select=(*some, *others))
    assert set(told(both)) == {*told(first), *told(second)}
    without = looked_at(files.items(), ignore=some)
    assert {one for one in looked_at(files.items()).findings if one.rule not in some} == {
        *without.findings
    }


@usual(max_examples=25)
@given(trees())
def test_what_is_found_without_layers_is_found_with_them(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        text = decode(data, encoding_of(data) or "utf-8")
        plain = Document(path, text, seen={Facet.LAYERS: False})
        layered = Document(path, text)
        alone = {(one.kind, one.span, one.value) for one in plain.credentials}
        assert alone <= {(one.kind, one.span, one.value) for one in layered.credentials}
        if len(layered.views) == 1:
            assert plain.credentials == layered.credentials
