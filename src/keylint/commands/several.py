"""Several reports of one scan: which form goes where."""

from __future__ import annotations

from pathlib import Path

from keylint.output import OutputError
from keylint.reports.shown import plural
from keylint.wishes import Format, Wanted

ONE_FOR_EACH = "give each --format an --output of its own; one may go to standard output"


def paired(forms: tuple[Format, ...], outs: tuple[Path, ...]) -> tuple[Wanted, ...]:
    """Each form with its file, in the order they were given; the first goes without, if one must.

    Raises OutputError where it is not clear what goes where.
    """
    forms = forms or (Format.TEXT,)
    if len(outs) > len(forms):
        count = plural(len(forms), "format")
        raise OutputError(f"{count} and {len(outs)} files to write to: {ONE_FOR_EACH}")
    if len(outs) < len(forms) - 1:
        where = f"{len(outs)} --output" if outs else "no --output"
        raise OutputError(f"{len(forms)} formats and {where}: {ONE_FOR_EACH}")
    seen: set[Path] = set()
    for out in outs:
        if out.resolve() in seen:
            raise OutputError(f"two formats to one file, {out}: {ONE_FOR_EACH}")
        seen.add(out.resolve())
    places = (*(None for _ in range(len(forms) - len(outs))), *outs)
    return tuple(Wanted(form, out) for form, out in zip(forms, places, strict=True))
