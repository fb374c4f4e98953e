"""The options that several commands have: their types, names and help texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

from typer import Option

from keylint.settings import BASELINE
from keylint.wishes import Color

Output = Annotated[
    Optional[Path], Option("--output", "-o", metavar="FILE", help="Write the report there.")
]
Exclude = Annotated[
    Optional[list[str]],
    Option(metavar="PATTERN", help="Leave out paths that match; may be repeated."),
]
FailOn = Annotated[
    Optional[str],
    Option(metavar="SEVERITY", help="Exit 1 from: low, medium, high, critical.  [default: low]"),
]
Configuration = Annotated[
    Optional[Path],
    Option("--config", metavar="FILE", help="Use this configuration and no other."),
]
Baseline = Annotated[
    Optional[Path],
    Option(
        "--baseline",
        metavar="FILE",
        help=f"The baseline.  [default: {BASELINE} at the root]",
    ),
]
NoConfig = Annotated[bool, Option("--no-config", help="Read no configuration.")]
Colored = Annotated[Color, Option(help="Colour; auto heeds NO_COLOR and terminals.")]
