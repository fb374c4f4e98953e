"""Where blobs come from. What cannot be read is a value too: Unread, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Union

from keylint.model import Blob, Unread

Item = Union[Blob, Unread]
Items = Iterator[Item]
Wanted = Callable[[str], bool]
