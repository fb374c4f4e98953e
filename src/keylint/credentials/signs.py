r"""Without one of these in its bytes a file holds no credential, in clear or within a layer.

Each is wider than the shape or the layer that it stands for, and is one pattern for Hyperscan and
for Python's `re`: no look-arounds, ASCII only.
"""

from __future__ import annotations

from keylint.runs import BASE58

# A value of at least so many letters, digits and dashes is what a layer has to hide.
VALUE = "[A-Za-z0-9-]{20}"
BASE64 = "[A-Za-z0-9+/_-]"
# Four characters of base64 that stand for three of ASCII, the first of them one of ( to {.
QUAD = "[K-Za-e][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]"
LINE_END = r"[ \t]*\\?\r?\n[ \t]*"
PIECE = "[\"'`][A-Za-z0-9-]+[\"'`]"
NEXT_LINE = r"\\?\r?\n[ \t]*"
OPERATOR = rf"(?:\+|\.{{1,2}}|&|<>|~|\|\|)[ \t]*(?:{NEXT_LINE})?"
# The codes of letters, digits and the dash; and of anything else that a value follows at once.
CODES = (
    ("%", "(?:2[Dd]|3[0-9]|[4-7][0-9A-Fa-f])", "[0-9A-Fa-f]{2}"),
    (r"\\(?:x|u00|u\{00|u\{|U0000)", r"(?:00)?(?:2[Dd]|3[0-9]|[4-7][0-9A-Fa-f])", r"[0-9A-Fa-f]{2,4}\}?"),
    (r"\\", "(?:055|06[0-7]|07[01]|1[0-7][0-7])", "[0-3][0-7]{2}"),
    ("&#x", "0{0,3}(?:2[Dd]|3[0-9]|[4-7][0-9A-Fa-f]);", "[0-9A-Fa-f]{1,5};"),
    ("&#", "0{0,3}(?:45|4[89]|5[0-7]|6[5-9]|[7-9][0-9]|1[0-2][0-9]);", "[0-9]{1,6};"),
)  # fmt: skip

IN_CLEAR = (
    f"(?:^|[^A-Za-z0-9_/+.-]|:-)[{BASE58}]{{26,28}}(?:$|[^A-Za-z0-9_/+=-])",
    "(?:account|master)-[A-Za-z0-9]{20}",
    "(?i)[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
)
JOINED = (
    # No blank can be taken in two ways: Python's `re` would try them all.
    rf"{PIECE}(?:[ \t]+(?:{NEXT_LINE})?(?:{OPERATOR})?|{NEXT_LINE}(?:{OPERATOR})?|{OPERATOR})"
    rf"[bfruLR@]{{0,2}}{PIECE}",
    r"[A-Za-z0-9]\\\r?\n[ \t]*[A-Za-z0-9]",
)
ESCAPED = (
    *(f"{mark}(?:{letter}|{any_one}{VALUE})" for mark, letter, any_one in CODES),
    rf"\\[nrt]{VALUE}",
)
# In one run; and in two that a line's end cuts, maybe within one of the fours: of the six that a
# value of 20 characters takes up at least five are whole then.
CUT = f"{BASE64}{{1,3}}{LINE_END}{BASE64}{{1,3}}"
ENCODED = (
    f"(?:{QUAD}){{5}}",
    f"(?:{QUAD}){{2}}{BASE64}{{0,3}}{LINE_END}{BASE64}{{0,3}}(?:{QUAD}){{2}}",
    f"(?:{QUAD}){{4}}{CUT}{QUAD}",
    f"{QUAD}{CUT}(?:{QUAD}){{4}}",
)
# One pattern for all layers: the engine is twice as fast with it as with each by itself.
IN_LAYERS = ("|".join(f"(?:{sign})" for sign in (*JOINED, *ESCAPED, *ENCODED)),)
