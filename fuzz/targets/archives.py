"""Archives of any bytes: members within the limits, and words for what cannot be unpacked."""

from __future__ import annotations

from properties import require

from keylint.layers import archive
from keylint.layers.archive import MOST_BYTES, MOST_MEMBERS, MOST_RATIO
from keylint.model import Blob, Unread


def take(data: bytes) -> None:
    """What an archive unpacks to is bounded by its own size, also of archives within it."""
    total = _members(Blob("a.zip", data), MOST_MEMBERS + 2)
    require(total <= MOST_BYTES * (1 + MOST_RATIO), "archives within an archive have no bound")


def _members(blob: Blob, most: int) -> int:
    total = count = 0
    for member in archive.members(blob):
        count += 1
        require(count <= most, "more members than may be")
        require(member.path.startswith(blob.path), "a member is told by another name")
        if isinstance(member, Unread):
            require(member.reason, "an archive is left without a reason")
            continue
        total += len(member.data)
        if len(member.data) < 1_000_000:
            total += _members(member, most)
    bound = min(MOST_BYTES, MOST_RATIO * max(len(blob.data), 1000))
    require(blob.path.count("!") or total <= bound * MOST_RATIO, "an archive has no bound")
    return total
