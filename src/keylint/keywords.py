"""The words by which a file calls a rule up, in clear and in what they may be written as."""

from __future__ import annotations

import base64

# How a letter is coded in addresses, in texts of programs and of XML; of a word, so many are enough.
CODES = ("%{:02x}", "\\x{:02x}", "\\u00{:02x}", "\\{:03o}", "&#x{:02x};", "&#{};")
CODED = 3
# A mark that is coded where letters are not: `account%2D`.
MARK = "-"


def with_encodings(*words: str) -> tuple[str, ...]:
    """The words, what base64 makes of them wherever they stand in the encoded text, and their codes.

    A word begins at one of three places in a group of three bytes; what its neighbours have a
    part in is cut off. In lower case, as keywords are.
    """
    encoded = []
    for word in words:
        for spelled in dict.fromkeys((word, word.upper(), word.title())):
            for shift in range(3):
                packed = base64.b64encode(b"\0" * shift + spelled.encode()).decode()
                start = (8 * shift + 5) // 6
                end = 8 * (shift + len(spelled)) // 6
                encoded.append(packed[start:end].lower())
            for code in CODES:
                encoded.append("".join(code.format(ord(letter)) for letter in spelled[:CODED]))
        if MARK in word:
            encoded += (word.lower().replace(MARK, code.format(ord(MARK))) for code in CODES)
    return tuple(dict.fromkeys((*(word.lower() for word in words), *encoded)))
