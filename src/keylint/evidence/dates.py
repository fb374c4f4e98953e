"""Days as files write them; what may be two days, or is filled in later, is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
TIME = r"(?:[T ,]+\d{1,2}:\d{2}.{0,20})?"
YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){TIME}")
COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})(?:T\d{6}Z?)?")
YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){TIME}")
DAY_NAMED = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[-. ]+([A-Za-z]{{3,9}})\.?,?[- ]+(\d{{4}}){TIME}"
)
MONTH_NAMED = re.compile(rf"([A-Za-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){TIME}")
EPOCH = re.compile(r"(\d{10})(\d{3}|\d{6})?(?:\.\d+)?")
# Of numbers only those are times that lie between the first of these exchanges and a far day.
FIRST_YEAR, LAST_YEAR = 2010, 2100
PERIOD = re.compile(r"(?:[Pp]|every )?(\d{1,4}) ?(d|days?|w|weeks?|m|mo|months?|y|years?)?", re.I)
DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def day(text: str) -> date | None:
    """The day that a text names; None where it names none, or could name two."""
    for pattern, read in READERS:
        if found := pattern.fullmatch(text.strip()):
            try:
                return _plausible(read(found))
            except (ValueError, OverflowError, OSError):
                return None
    return None


def period(text: str) -> timedelta | None:
    """How long a text says: `90`, `90d`, `12 weeks`, `P90D`, `every 3 months`."""
    found = PERIOD.fullmatch(text.strip())
    if not found or not int(found[1]):
        return None
    return timedelta(days=int(found[1]) * DAYS[(found[2] or "d")[0].lower()])


def _plausible(found: date | None) -> date | None:
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def _year_last(found: re.Match[str]) -> date | None:
    """Day and month as the point says it, or as only one order allows."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "." or first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _named(day_group: int, month_group: int) -> Callable[[re.Match[str]], date | None]:
    def read(found: re.Match[str]) -> date | None:
        month = MONTHS.get(found[month_group][:3].lower())
        return date(int(found[3]), month, int(found[day_group])) if month else None

    return read


def _epoch(found: re.Match[str]) -> date | None:
    return datetime.fromtimestamp(int(found[1]), timezone.utc).date()


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...] = (
    (YEAR_FIRST, lambda found: date(int(found[1]), int(found[3]), int(found[4]))),
    (COMPACT, lambda found: date(int(found[1]), int(found[2]), int(found[3]))),
    (YEAR_LAST, _year_last),
    (DAY_NAMED, _named(1, 2)),
    (MONTH_NAMED, _named(2, 1)),
    (EPOCH, _epoch),
)
