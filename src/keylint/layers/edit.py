"""One change that a layer makes, and what makes a change worth making."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from keylint.finding import Span

# What is written out must look like something that a rule could find: a key id, a secret,
# an old key id, a token, or a key of Google's.
INTERESTING = re.compile(
    r"(?:account|master)-[A-Za-z0-9]{20}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])[1-9A-HJ-NP-Za-km-z]{26,28}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])[A-Za-z0-9]{20}(?![A-Za-z0-9])"
    r"|AIzaSy[A-Za-z0-9_-]{33}|AQ\.Ab8RN6"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)


@dataclass(frozen=True)
class Edit:
    """A stretch of a text and what it stands for."""

    span: Span
    text: str = field(repr=False)
