"""A file as the rules see it: its text, and what was read out of it when a rule first asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from keylint import credentials
from keylint.content import decode
from keylint.credentials import Credential
from keylint.finding import Location, Span
from keylint.gate.trigger import Facet
from keylint.layers import View, unfold
from keylint.model import Blob, Standing
from keylint.record import KeyRecord
from keylint.tree import Node, Unreadable

if TYPE_CHECKING:
    from keylint.calls import Call
    from keylint.evidence.names import Search
    from keylint.references import Variable

UNKNOWN = Standing()
# To judge so many takes seconds, and nobody has as many keys.
MOST_RECORDS = 10_000
NOT_LOOKED: Mapping[Facet, bool] = MappingProxyType({})


class Document:
    """The text of a blob with its lines, credentials, key records, references and calls."""

    def __init__(
        self,
        path: str,
        text: str,
        standing: Standing = UNKNOWN,
        seen: Mapping[Facet, bool] = NOT_LOOKED,
        search: Search | None = None,
    ) -> None:
        self.path = path
        self.text = text
        self.standing = standing
        self.seen = seen
        self._search = search

    @classmethod
    def of(
        cls,
        blob: Blob,
        encoding: str,
        seen: Mapping[Facet, bool] = NOT_LOOKED,
        search: Search | None = None,
    ) -> Document:
        """The document of a blob whose encoding is known, and maybe what there are signs of.

        With a `search` for the names of a key's fields less code is parsed for the same records.
        """
        return cls(blob.path, decode(blob.data, encoding), blob.standing, seen, search)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(newline.end() for newline in re.finditer("\n", self.text))]

    def line_number(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._starts, offset)

    def line(self, number: int) -> str:
        """A line by its number from 1, without its end; nothing beyond the last."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def locate(self, span: Span) -> Location:
        """The place of a span as people count it."""
        line, end_line = self.line_number(span.start), self.line_number(span.end)
        return Location(
            self.path,
            line,
            span.start - self._starts[line - 1] + 1,
            end_line,
            span.end - self._starts[end_line - 1] + 1,
        )

    @cached_property
    def views(self) -> tuple[View, ...]:
        """The text as it stands, and if it has layers, the text with all of them written out."""
        unfolded = unfold(self.text)
        return (View(self.text), unfolded) if unfolded else (View(self.text),)

    @cached_property
    def credentials(self) -> tuple[Credential, ...]:
        """The Gemini credentials in the text, in clear or within its layers, each place once."""
        in_layers = self.seen.get(Facet.LAYERS, True)
        if not in_layers and not self.seen.get(Facet.CREDENTIALS, True):
            return ()
        views = self.views if in_layers else (View(self.text),)
        # The last view has all that the first has, and pairs.
        return credentials.each_once(map(self._credentials_of, reversed(views)))

    def _credentials_of(self, view: View) -> Iterator[Credential]:
        read = credentials.read(view.text, self.path)
        if read.cut:
            self.__dict__["_unjudged"] = f"{credentials.MOST:,} values of one kind"
        for credential in read.credentials:
            yield self._placed(credential, view)

    def _placed(self, credential: Credential, view: View) -> Credential:
        span = view.place(credential.span)
        partner = view.place(credential.partner) if credential.partner else None
        written = self.text[span.start : span.end]
        hidden = written != credential.value.reveal()
        return replace(credential, span=span, partner=partner, hidden=hidden)

    @cached_property
    def records(self) -> tuple[KeyRecord, ...]:
        """The keys that the file describes; none where it is not read as structure."""
        from keylint import readers

        form = readers.format_of(self.path)
        if not form or not self._may_describe_a_key(form in readers.CODE):
            return ()
        from keylint import evidence  # few files describe keys, and a hook pays for each import

        tree = self._tree_of_keys(form) if form in readers.CODE else self.tree
        if tree is None:
            return ()
        described = tuple(islice(evidence.records(tree, self.path), MOST_RECORDS + 1))
        if len(described) > MOST_RECORDS:
            self.__dict__["_unjudged"] = f"{MOST_RECORDS:,} keys that it describes"
        return described[:MOST_RECORDS]

    def _may_describe_a_key(self, is_code: bool) -> bool:
        """Whether there are the signs that every record has, as the gate saw or by a look."""
        from keylint.evidence.names import may_hold_a_record
        from keylint.evidence.plausible import may_describe_a_key

        has_signs = self.seen.get(Facet.RECORDS)
        if is_code and has_signs is not None:
            return has_signs
        if is_code and self._search and not may_hold_a_record(self.text, self._search):
            return False
        return may_describe_a_key(self.text, self.path, is_code)

    def _tree_of_keys(self, form: str) -> Node | None:
        """What code says, without what describes no key and would cost the most to parse."""
        from keylint import readers
        from keylint.evidence import functions
        from keylint.evidence.names import may_hold_a_record

        if self._search is None:
            return self.tree
        if not may_hold_a_record(self.text, self._search):
            return None
        is_python = form == "python"
        code = functions.of_keys(self.text, self._search) if is_python else self.text
        try:
            return readers.read(self.path, code) if code else None
        except Unreadable:
            return self.tree

    @property
    def unjudged(self) -> str | None:
        """Of what there is more than is judged in one file, if a rule asked for it."""
        return self.__dict__.get("_unjudged")

    @cached_property
    def references(self) -> tuple[Variable, ...]:
        """The variables in the text that hold a Gemini key."""
        from keylint import references

        return references.read(self.text, self.path)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The private endpoints of Gemini that the file calls."""
        from keylint import calls

        return calls.read(self.text, self.path)

    @property
    def unread_structure(self) -> str | None:
        """Why the file was not read as structure, if it should have been and a rule asked."""
        return self.__dict__.get("_unreadable")

    @cached_property
    def tree(self) -> Node | None:
        """What the file says as structure; None where it is none, or cannot be read as such."""
        from keylint import readers

        try:
            return readers.read(self.path, self.text)
        except Unreadable as error:
            self.__dict__["_unreadable"] = str(error)
            return None
