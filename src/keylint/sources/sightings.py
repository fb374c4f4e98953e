"""Which contents of a history were seen, and with which paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from keylint.sources.history import Version


@dataclass
class Sightings:
    """The first path of each content, and the versions that have it under another one."""

    first: dict[bytes, bytes] = field(default_factory=dict)
    others: dict[bytes, dict[bytes, Version]] = field(default_factory=dict)

    def new(self, versions: Iterable[Version]) -> Iterator[tuple[Version, bytes]]:
        """Each content with each of its paths once, and the first path that it was seen with."""
        for version in versions:
            object_id, path = version.object_id, version.path
            if object_id not in self.first:
                self.first[object_id] = path
                yield version, b""
            elif path != (first := self.first[object_id]):
                others = self.others.setdefault(object_id, {})
                if path not in others:
                    others[path] = version
                    yield version, first

    @property
    def paths(self) -> Iterator[bytes]:
        """Every path that was seen, some more than once."""
        yield from self.first.values()
        for others in self.others.values():
            yield from others

    def elsewhere(self, contents: Iterable[bytes]) -> Iterator[Version]:
        """Some contents under their other paths."""
        for object_id in contents:
            yield from self.others.get(object_id, {}).values()

    def unseen(self, object_ids: Iterable[bytes]) -> Iterator[Version]:
        """The contents that were never seen."""
        return (Version(one) for one in object_ids if one not in self.first)
