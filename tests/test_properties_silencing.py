"""Who silences a finding silences that one: by comment, by path, by baseline; taken out, it is back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from conftest import Command, Repository
from drawn import texts, trees, usual
from gathered import BY_ID, looked_at
from hypothesis import assume, given
from hypothesis import strategies as st

from keylint.baseline import Baseline
from keylint.baseline.change import Words, grown
from keylint.baseline.file import read, write
from keylint.baseline.use import Matches, heed
from keylint.editor import comments
from keylint.examples import Unpacked
from keylint.finding import Finding, Silenced, Span
from keylint.fixes.edit import apply
from keylint.policy import Policy
from keylint.report import Report
from keylint.rule import FileRule

SALT = bytes(range(32))


def counted(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter((one.rule, one.fingerprint) for one in findings)


def of(silenced: Iterable[Silenced]) -> list[Finding]:
    return [one.finding for one in silenced]


def of_parts(findings: Iterable[Finding]) -> list[Finding]:
    """Those of something in a file; who silences all of that means the file, too."""
    return [one for one in findings if not isinstance(BY_ID[one.rule], FileRule)]


@usual(max_examples=25)
@given(texts(), st.data())
def test_a_comment_silences_what_its_line_has_of_its_rule_and_nothing_else(
    made: Unpacked, data: st.DataObject
) -> None:
    before = looked_at([(made.path, made.text.encode())])
    assume(before.findings)
    one = data.draw(st.sampled_from(before.findings))
    lines = made.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: one.location.line - 1])
    line = Span(start, start + len(lines[one.location.line - 1]))
    words = f"keylint: ignore[{one.rule}] known"
    ways = list(comments.written(made.text, made.path, line, words))
    assume(ways)
    meant = [
        two
        for two in before.findings
        if two.rule == one.rule and two.location.line == one.location.line
    ]
    for way in ways:
        changed = apply(made.text, (way.edit,))
        after = looked_at([(made.path, changed.encode())])
        assert counted(of_parts(of(after.silenced))) == counted(of_parts(meant)), changed
        assert counted(of_parts(after.findings)) + counted(of_parts(meant)) == counted(
            of_parts(before.findings)
        )
        heedless = looked_at([(made.path, changed.encode())], inline_ignores=False)
        assert counted(heedless.findings) == counted(before.findings)


@usual(max_examples=25)
@given(trees(), st.data())
def test_a_rule_that_is_ignored_in_a_path_is_silent_there_alone(
    files: dict[str, bytes], data: st.DataObject
) -> None:
    before = looked_at(files.items())
    assume(before.findings)
    one = data.draw(st.sampled_from(before.findings))
    pattern = one.location.path.split("/")[0] + "/"
    after = looked_at(files.items(), per_path_ignores=((pattern, (one.rule,)),))
    meant = [
        two
        for two in before.findings
        if two.rule == one.rule and two.location.path.startswith(pattern)
    ]
    assert one in meant
    assert of_parts(of(after.silenced)) == of_parts(meant)
    assert {*after.findings, *of(after.silenced)} == {*before.findings}


def heeded(report: Report, baseline: Baseline) -> Report:
    matches = Matches(baseline, "/nowhere", "")
    return heed(report, matches, Policy(), whole=False)


def baseline_of(report: Report) -> Baseline:
    """What is written and read again."""
    empty = Baseline("known.json", SALT)
    whole = grown(Matches(empty, "/nowhere", ""), report.findings, Words(reason="known"))
    return read("known.json", write(whole).encode(), tuple(BY_ID))


@usual(max_examples=25)
@given(trees(), trees())
def test_the_baseline_of_a_report_silences_all_of_it_and_nothing_that_is_new(
    files: dict[str, bytes], others: dict[str, bytes]
) -> None:
    known, both = looked_at(files.items()), looked_at({**files, **others}.items())
    baseline = baseline_of(known)
    assert heeded(known, baseline).findings == ()
    assert of(heeded(known, baseline).silenced) == list(known.findings)
    after = heeded(both, baseline)
    held = counted(known.findings)
    assert [*after.findings] == [
        one for one in both.findings if (one.rule, one.fingerprint) not in held
    ]
    assert heeded(both, Baseline("known.json", SALT)).findings == both.findings
    assert baseline_of(both)._replace(lines=()) == baseline_of(
        both._replace(findings=both.findings[::-1])
    )._replace(lines=())


@usual(max_examples=25)
@given(texts())
def test_a_value_that_changes_in_its_place_is_new(made: Unpacked) -> None:
    before = looked_at([(made.path, made.text.encode())])
    secrets = [one for one in before.findings if BY_ID[one.rule].finds_secrets]
    assume(secrets)
    one = secrets[0].location
    lines = made.text.split("\n")
    value = lines[one.line - 1][one.column - 1 : one.end_column - 1]
    other = value[:8] + value[8:16][::-1] + value[16:]
    assume(len(value) > 20 and made.text.count(value) == 1 and other != value)
    changed = looked_at([(made.path, made.text.replace(value, other).encode())])
    there = [two for two in changed.findings if two.location == one and two.masked]
    after = heeded(changed, baseline_of(before))
    assert {*there} <= {*after.findings}
    assert not counted(there).keys() & counted(before.findings).keys()


def test_pruning_twice_is_pruning_once(adopted: Repository, keylint: Command) -> None:
    adopted.write("bot.env", "")
    file = adopted.folder / ".keylint-baseline.json"
    before = file.read_bytes()
    assert keylint("baseline", "--prune", cwd=adopted.folder).code == 0
    pruned = file.read_bytes()
    assert pruned != before
    assert keylint("baseline", "--prune", cwd=adopted.folder).code == 0
    assert keylint("baseline", cwd=adopted.folder).code == 0
    assert file.read_bytes() == pruned
