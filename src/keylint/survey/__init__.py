"""What a scan saw of keys, all files together: who holds a key, what it may do, what calls need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from keylint.credentials import Credential
from keylint.document import Document
from keylint.exchanges import GEMINI as GEMINI
from keylint.finding import Match
from keylint.inventory import Inventory
from keylint.policy import Policy
from keylint.record import KeyRecord

if TYPE_CHECKING:
    from keylint.calls import Call
    from keylint.references import Variable


@dataclass(frozen=True)
class Claim:
    """What a rule says of a document when it has seen them all."""

    path: str
    match: Match


@dataclass(frozen=True)
class Survey:
    """The documents that speak of keys. `whole` says that the scan left nothing of the tree out.

    `proofs` are those of the documents in which the exchange itself speaks of a key.
    """

    documents: tuple[Document, ...]
    inventory: Inventory = Inventory()
    policy: Policy = Policy()
    whole: bool = False
    proofs: tuple[Document, ...] = ()

    @cached_property
    def calls(self) -> tuple[tuple[Document, Call], ...]:
        """Every call of a private endpoint of Gemini."""
        return tuple((d, call) for d in self.documents for call in d.calls)

    @property
    def records(self) -> Iterator[tuple[Document, KeyRecord]]:
        """Every key that a file describes, at any exchange."""
        return ((d, record) for d in self.documents for record in d.records)

    @property
    def credentials(self) -> Iterator[tuple[Document, Credential]]:
        """Every plaintext credential of Gemini."""
        return ((d, credential) for d in self.documents for credential in d.credentials)

    @property
    def variables(self) -> Iterator[tuple[Document, Variable]]:
        """Every mention of a variable that holds a Gemini key, but for the inventory's own."""
        return (
            (d, variable)
            for d in self.documents
            if d.path != self.inventory.path
            for variable in d.references
        )

    def document(self, path: str) -> Document | None:
        """The document of a path; None if the scan did not see it."""
        return next((d for d in self.documents if d.path == path), None)
