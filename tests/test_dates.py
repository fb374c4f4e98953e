"""Days as files write them: what is sure is read, what could be two days is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from keylint.evidence import dates

DAY = date(2019, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-31", "2019/03/31", "2019.3.31", "20190331", "2019-03-31T23:59:59Z",
        "2019-03-31 10:00:00+02:00", "20190331T100000Z", "31.03.2019", "31.3.2019", "03/31/2019",
        "31/03/2019", "31-03-2019", "31 March 2019", "31 Mar 2019", "31st March 2019",
        "March 31, 2019", "Mar 31 2019", "31-Mar-2019", "1554000000", "1554000000000", " 2019-03-31 ",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_spelling(text: str) -> None:
    assert dates.day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2019", "4-3-2019", "2019-13-01", "2019-02-30", "31 Foo 2019", "soon", "", "?",
        "12345", "1980-01-01", "9999-01-01", "99999999999999999999", "2019-03", "${DAY}",
    ],
)  # fmt: skip
def test_what_is_no_day_or_could_be_two_is_none(text: str) -> None:
    assert dates.day(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("13/03/2019", date(2019, 3, 13)),
        ("03/13/2019", date(2019, 3, 13)),
        ("12/03/2019", None),
        ("03/12/2019", None),
        ("2010-01-01", date(2010, 1, 1)),
        ("2009-12-31", None),
        ("2100-12-31", date(2100, 12, 31)),
        ("2101-01-01", None),
    ],
)
def test_what_is_sure_begins_and_ends_on_a_day(text: str, told: date | None) -> None:
    assert dates.day(text) == told


def test_the_same_day_and_month_is_one_day() -> None:
    assert dates.day("04/04/2019") == date(2019, 4, 4)


@pytest.mark.parametrize(
    ("text", "days"),
    [("90", 90), ("90d", 90), ("90 days", 90), ("P90D", 90), ("12 weeks", 84), ("every 3 months", 90),
     ("1y", 365), ("1 year", 365)],
)  # fmt: skip
def test_a_period_is_read(text: str, days: int) -> None:
    assert dates.period(text) == timedelta(days=days)


@pytest.mark.parametrize("text", ["", "0", "never", "-3d", "3 fortnights", "10000000 days"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert dates.period(text) is None
