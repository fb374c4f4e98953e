"""Rules meet documents: what becomes a finding, what is told instead, and whom a fault concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from judgements import KEY, RULES

from keylint import engine
from keylint.document import Document
from keylint.engine import MOST_FINDINGS, judge, judge_by, load, names_in, survey
from keylint.examples import unpack
from keylint.finding import Location, Match, Related, Secret, Span
from keylint.gate import Selection
from keylint.model import Blob, Confidence, Severity, Unread
from keylint.rule import FileRule, Rule, SurveyRule
from keylint.rulebook import Rulebook
from keylint.survey import Claim, Survey

CARD = {
    "title": "t", "severity": Severity.MEDIUM, "why": "w", "fix": ("Use {lookup}.",), "references": (),
    "cwe": 1, "keywords": ("x",), "flags": (), "passes": (),
}  # fmt: skip
TEXT = "first\nsecond line\n"
# Long enough that its fingerprint is made fast.
IDENTITY = "a long identity of no secret"


def file_rule(rule: str, judge: Callable[[Document], Iterator[Match]]) -> Rule:
    return FileRule(id=rule, judge=judge, **CARD)  # type: ignore[arg-type]


def survey_rule(rule: str, judge: Callable[[Survey], Iterator[Claim]]) -> Rule:
    return SurveyRule(id=rule, judge=judge, **CARD)  # type: ignore[arg-type]


def seeing(*spans: tuple[int, int], **said: object) -> Callable[[Document], Iterator[Match]]:
    def judge(document: Document) -> Iterator[Match]:
        for start, end in spans:
            yield Match(Span(start, end), "m", identity=IDENTITY, **said)  # type: ignore[arg-type]

    return judge


def failing(error: BaseException) -> Callable[[object], Iterator[Match]]:
    def judge(_: object) -> Iterator[Match]:
        yield Match(Span(0, 1), "before", identity=IDENTITY)
        raise error

    return judge


@pytest.mark.parametrize("error", [ValueError("what the file says"), SystemExit(3)])
def test_the_fault_of_a_rule_is_its_own_and_its_kind_alone_is_told(error: BaseException) -> None:
    rules = [file_rule("bad", failing(error)), file_rule("good", seeing((6, 12)))]
    judged = judge_by(Document("a.py", TEXT), rules)
    assert [one.rule for one in judged.findings] == ["bad", "good"]
    failed = f"rule bad failed with {type(error).__name__}"
    assert judged.unread == (Unread("a.py", failed, fault=True),)


@pytest.mark.parametrize("error", [ValueError("what the file says"), SystemExit(3)])
def test_the_fault_of_a_rule_on_all_files_is_its_own_too(error: BaseException) -> None:
    def bad(seen: Survey) -> Iterator[Claim]:
        for match in failing(error)(seen):
            yield Claim("b.py", match)

    def good(seen: Survey) -> Iterator[Claim]:
        related = (Related(Span(6, 12), "there", "a.py"), Related(Span(0, 5), "here"))
        yield Claim("b.py", Match(Span(0, 1), "m", identity=IDENTITY))
        yield Claim("b.py", Match(Span(0, 1), "again", identity=IDENTITY))
        yield Claim("a.py", Match(Span(6, 12), "m", identity=IDENTITY, related=related))

    seen = Survey((Document("a.py", TEXT), Document("b.py", "x" + TEXT)))
    book = Rulebook.of(
        [survey_rule("bad", bad), survey_rule("good", good), RULES["gemini-api-key"]]
    )
    surveyed = survey(seen, book)
    told = {
        path: [(one.rule, one.message) for one in found]
        for path, found in surveyed.findings.items()
    }
    assert told == {"b.py": [("bad", "before"), ("good", "m")], "a.py": [("good", "m")]}
    failed = f"rule bad failed with {type(error).__name__}"
    assert surveyed.unread == (Unread(".", failed, fault=True),)
    (finding,) = surveyed.findings["a.py"]
    assert [(one.location, one.message) for one in finding.related] == [
        (Location("a.py", 2, 1, 2, 7), "there"),
        (Location("a.py", 1, 1, 1, 6), "here"),
    ]  # fmt: skip


def test_what_belongs_to_a_finding_stands_in_its_own_file_if_no_other_is_named() -> None:
    related = (Related(Span(6, 7), "own"), Related(Span(6, 7), "other", "a.py"))

    def judge(seen: Survey) -> Iterator[Claim]:
        yield Claim("b.py", Match(Span(0, 1), "m", identity=IDENTITY, related=related))

    seen = Survey((Document("a.py", TEXT), Document("b.py", "x\n" + TEXT)))
    ((finding,),) = survey(seen, Rulebook.of([survey_rule("one", judge)])).findings.values()
    assert [(one.location, one.message) for one in finding.related] == [
        (Location("b.py", 2, 5, 2, 6), "own"),
        (Location("a.py", 2, 1, 2, 2), "other"),
    ]


@pytest.mark.parametrize("exchange", ["gemini", "kraken"])
def test_the_steps_are_those_of_the_exchange_whose_key_it_is(exchange: str) -> None:
    rule = RULES["key-without-ip-allowlist"]
    text = f'{{"{exchange}": {{"api_key": "k", "ip_whitelist": []}}}}'
    (finding,) = judge_by(Document("k.json", text), [rule]).findings
    assert finding.fix == rule.steps(exchange)
    assert (finding.fix == rule.fix) is (exchange == "gemini")


def test_each_place_is_told_once_for_each_rule_as_it_was_said_first() -> None:
    def twice(document: Document) -> Iterator[Match]:
        yield Match(Span(0, 5), "first", identity=IDENTITY)
        yield Match(Span(0, 5), "second", identity=IDENTITY)
        yield Match(Span(0, 4), "third", identity=IDENTITY)

    rules = [file_rule("one", twice), file_rule("two", seeing((0, 5)))]
    found = judge_by(Document("a.py", TEXT), rules).findings
    assert [(one.rule, one.message) for one in found] == [
        *(("one", "first"), ("one", "third"), ("two", "m")),
    ]


@pytest.mark.parametrize("more", [0, 1])
def test_of_many_findings_as_many_are_kept_and_that_there_are_more_is_told(more: int) -> None:
    spans = [(at, at + 1) for at in range(MOST_FINDINGS + more)]
    rules = [file_rule("many", seeing(*spans)), file_rule("few", seeing((0, 1)))]
    judged = judge_by(Document("a.py", "x" * (len(spans) + 1)), rules)
    assert len(judged.findings) == MOST_FINDINGS + 1
    told = Unread("a.py", "what many finds behind its first 10,000 findings", fault=True)
    assert judged.unread == (told,) * more


def test_a_finding_has_all_that_a_match_says() -> None:
    value = unpack(KEY).text
    text = f"x = '{value}'\n"
    start, end = 5, 5 + len(value)
    match = Match(
        Span(start, end), "a key", Secret(value), severity=Severity.CRITICAL,
        confidence=Confidence.LOW, related=(Related(Span(0, 1), "its name"),),
        variable="GEMINI_API_KEY", exchange="gemini", names=("bot",),
    )  # fmt: skip
    judged = judge_by(Document("a.py", text), [file_rule("one", lambda _: iter([match]))])
    (finding,) = judged.findings
    assert (finding.rule, finding.message) == ("one", "a key")
    assert (finding.severity, finding.confidence) == (Severity.CRITICAL, Confidence.LOW)
    assert finding.location == Location("a.py", 1, start + 1, 1, end + 1)
    assert finding.masked == str(Secret(value))
    assert finding.related[0].location == Location("a.py", 1, 1, 1, 2)
    assert finding.fix == ('Use `os.environ["GEMINI_API_KEY"]`.',)
    assert finding.lookup == '`os.environ["GEMINI_API_KEY"]`'
    assert (finding.exchange, finding.names) == ("gemini", ("bot",))


def test_what_a_match_leaves_open_is_the_rules() -> None:
    (finding,) = judge_by(Document("a.py", TEXT), [file_rule("one", seeing((0, 1)))]).findings
    assert (finding.severity, finding.confidence) == (Severity.MEDIUM, Confidence.HIGH)
    assert (finding.masked, finding.related) == ("", ())


def test_findings_are_told_apart_by_rule_path_and_value_and_not_by_place() -> None:
    def found(rule: str, path: str, value: str, at: int = 0, **other: object) -> str:
        match = Match(Span(at, at + 1), "m", Secret(value), **other)  # type: ignore[arg-type]
        (one,) = judge_by(Document(path, TEXT), [file_rule(rule, lambda _: iter([match]))]).findings
        return one.fingerprint

    first = found("one", "a.py", IDENTITY)
    assert found("one", "a.py", IDENTITY, at=7, identity="is not asked") == first
    others = {
        found("two", "a.py", IDENTITY),
        found("one", "b.py", IDENTITY),
        found("one", "a.py", IDENTITY[::-1]),
    }
    assert len(others | {first}) == 4


@pytest.mark.parametrize(("secret", "guessable"), [(Secret("short"), True), (None, False)])
def test_a_short_value_can_be_guessed_from_its_imprint_and_a_short_identity_is_no_secret(
    secret: Secret | None, guessable: bool
) -> None:
    match = Match(Span(0, 1), "m", secret, identity="" if secret else "short")
    (one,) = judge_by(Document("a", TEXT), [file_rule("one", lambda _: iter([match]))]).findings
    assert one.imprint.is_guessable is guessable


def test_a_document_that_is_not_read_as_structure_says_so_and_is_whole() -> None:
    document = Document("k.json", '{"gemini": {"ip_whitelist": [\n')
    judged = judge_by(document, [RULES["key-without-ip-allowlist"]])
    (unread,) = judged.unread
    assert unread.path == "k.json"
    assert unread.reason.startswith("only as text, not as structure: ")
    assert not unread.fault


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "line", "what"),
    [
        (
            "key-without-ip-allowlist",
            '{"gemini_api_key": "k", "ip_whitelist": ["8.8.8.8"]}',
            "10,000 keys that it describes",
        ),
        ("gemini-oauth-token", f"gemini = '{KEY}'", "10,000 values of one kind"),
    ],
)
def test_a_document_with_more_than_is_judged_says_so_and_is_not_whole(
    rule: str, line: str, what: str
) -> None:
    text = ",\n".join([unpack(line).text] * 10_001)
    judged = judge_by(Document("k.json", f"[{text}]"), [RULES[rule]])
    assert Unread("k.json", f"what is behind the first {what}", fault=True) in judged.unread


@pytest.mark.parametrize(
    ("called", "found", "waits"),
    [
        (("gemini-api-key",), ["gemini-api-key"], False),
        (("key-shared-across-environments",), [], True),
        (("key-shared-across-environments", "gemini-api-key"), ["gemini-api-key"], True),
        ((), [], False),
    ],
)
def test_what_judges_all_files_together_waits(
    called: tuple[str, ...], found: list[str], waits: bool
) -> None:
    blob = Blob("bot.py", unpack(f"gemini_key = '{KEY}'\n").text.encode())
    judged = judge(blob, "utf-8", Selection(called), Rulebook.of(RULES.values()))
    assert [one.rule for one in judged.findings] == found
    assert judged.waits is waits
    assert judged.document.path == "bot.py"


def test_all_rules_of_a_book_are_loaded_ahead() -> None:
    asked: list[str] = []
    book = Rulebook.of(RULES.values())

    def loaded(name: str) -> Rule:
        asked.append(name)
        return RULES[name]

    load(Rulebook(book.triggers, loaded))
    assert asked == list(book)


def test_the_names_of_fields_in_code_are_told_by_their_pattern() -> None:
    assert names_in(b"x = 1") == 0
    assert names_in(b"ip_whitelist = []") != names_in(b"apiKey = 1") != 0
    assert engine.names_in(b"permissions = 1") & 0b10
