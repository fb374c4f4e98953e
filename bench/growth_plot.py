"""Draws how time grows: both axes in powers of ten, a line for each thing that grows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 470, 30, 340
# Okabe and Ito's colours, which the colour-blind tell apart, and dashes for those who see none.
LOOKS = (("#0072b2", "none"), ("#d55e00", "7 4"), ("#009e73", "2 3"))
STYLE = """
  .paper { fill: #ffffff } text { fill: #24292f; font: 13px sans-serif }
  .grid { stroke: #d0d7de } .ideal { stroke: #8c959f; stroke-dasharray: 2 4 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } text { fill: #e6edf3 } .grid { stroke: #30363d }
    .line { filter: brightness(1.4) }
  }
"""
Point = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """From the logarithms of figures to places on the page."""

    across: tuple[float, float]
    upwards: tuple[float, float]

    def place(self, point: Point) -> Point:
        x = _between(math.log10(point[0]), self.across, LEFT, RIGHT)
        return round(x, 1), round(_between(math.log10(point[1]), self.upwards, BOTTOM, TOP), 1)


def _between(value: float, span: tuple[float, float], start: float, end: float) -> float:
    return start + (value - span[0]) / (span[1] - span[0]) * (end - start)


def draw(lines: Mapping[str, Sequence[Point]]) -> str:
    """An SVG: each line goes through points of size, as a multiple of the smallest, and seconds."""
    known = {name: points for name, points in lines.items() if points}
    scale = _scale([point for points in known.values() for point in points])
    parts = [_frame(scale), *map(_line, known.items(), LOOKS, [scale] * len(LOOKS))]
    parts += _labels(known, scale)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Seconds by size, both axes in powers of ten">\n<style>{STYLE}</style>\n'
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>\n{"".join(parts)}</svg>\n'
    )


def _scale(points: Sequence[Point]) -> Scale:
    """Whole powers of ten around all points."""
    times = [math.log10(seconds) for _, seconds in points] or [0]
    low, high = math.floor(min(times)), math.ceil(max(times))
    return Scale((0, 1), (low, max(high, low + 1)))


def _frame(scale: Scale) -> str:
    across = [
        _tick(scale.place((size, 10 ** scale.upwards[0])), f"{size} x", 20) for size in (1, 3, 10)
    ]
    powers = range(int(scale.upwards[0]), int(scale.upwards[1]) + 1)
    upwards = [_rung(scale.place((1, 10.0**power))[1], f"{10.0**power:g} s") for power in powers]
    ideal = _ideal(scale)
    axis = f'<text x="{(LEFT + RIGHT) / 2}" y="{HEIGHT - 15}" text-anchor="middle">size</text>\n'
    return "".join([*upwards, *across, ideal, axis])


def _tick(place: Point, label: str, below: float) -> str:
    return f'<text x="{place[0]}" y="{place[1] + below}" text-anchor="middle">{label}</text>\n'


def _rung(y: float, label: str) -> str:
    return (
        f'<path class="grid" d="M{LEFT} {y}H{RIGHT}"/>\n'
        f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{label}</text>\n'
    )


def _ideal(scale: Scale) -> str:
    """The slope of a cost that is in proportion to the size."""
    low = 10 ** scale.upwards[0]
    start, end = scale.place((1, low)), scale.place((10, low * 10))
    return f'<path class="ideal" d="M{start[0]} {start[1]}L{end[0]} {end[1]}"/>\n'


def _line(line: tuple[str, Sequence[Point]], look: tuple[str, str], scale: Scale) -> str:
    colour, dashes = look
    places = " ".join(f"{x},{y}" for x, y in map(scale.place, line[1]))
    return (
        f'<polyline class="line" points="{places}" fill="none" stroke="{colour}" '
        f'stroke-width="2.5" stroke-dasharray="{dashes}"/>\n'
    )


def _labels(lines: Mapping[str, Sequence[Point]], scale: Scale) -> list[str]:
    """A name at the end of each line; those that would touch are moved apart."""
    in_proportion = (10, 10 ** (scale.upwards[0] + 1))
    last = {"in proportion": in_proportion, **{name: points[-1] for name, points in lines.items()}}
    ends = sorted((scale.place(point)[1], name) for name, point in last.items())
    labels, lowest = [], -math.inf
    for y, name in ends:
        lowest = max(y, lowest + 16)
        labels.append(f'<text x="{RIGHT + 8}" y="{lowest + 4:.1f}">{escape(name)}</text>\n')
    return labels
