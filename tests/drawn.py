"""Files that hypothesis draws: examples of the rules under many names, with much or little around."""

from __future__ import annotations

from functools import partial

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from keylint import registry
from keylint.examples import Example, Unpacked, unpack
from keylint.rule import Rule

RULES: list[Rule] = registry.load()
FLAGGED = [one if isinstance(one, Example) else Example(one) for r in RULES for one in r.flags]
PASSED = [one if isinstance(one, Example) else Example(one) for r in RULES for one in r.passes]
FOLDERS = (
    "",
    "conf/",
    "a b/c,d/",
    "é/",
    "q'\"/",
    "x;y/",
    "100%/",
    "#1/",
    "-a/",
    "<i>&amp;/",
    "=1/",
)
EXAMPLES = st.one_of(st.sampled_from(FLAGGED), st.sampled_from(FLAGGED), st.sampled_from(PASSED))
# The same files in each run.
usual = partial(
    settings, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@st.composite
def trees(draw: st.DrawFn, most: int = 5) -> dict[str, bytes]:
    """The bytes of some files by their paths; the same value stands in some of them twice."""
    files: dict[str, bytes] = {}
    for number in range(draw(st.integers(1, most))):
        made = draw(texts())
        twice = draw(st.booleans()) and not made.path.endswith((".json", ".toml", ".ipynb"))
        path = f"{draw(st.sampled_from(FOLDERS))}{number}/{made.path}"
        files[path] = (made.text * 2 if twice else made.text).encode()
    return files


@st.composite
def texts(draw: st.DrawFn) -> Unpacked:
    """An example with values of its own."""
    return unpack(draw(EXAMPLES), draw(st.integers(0, 2**16)))
