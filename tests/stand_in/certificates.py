"""Certificates of an authority that only the tests trust."""

from __future__ import annotations

import ssl
from datetime import datetime
from pathlib import Path

import trustme

NAMES = ("localhost", "127.0.0.1", "127.0.0.2")


class Authority:
    """Signs certificates; `ca` is the PEM file by which a client trusts them."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self.ca = folder / "ca.pem"
        self._authority.cert_pem.write_to_path(str(self.ca))
        self._usual = self._authority.issue_cert(*NAMES)

    def context(self, *names: str, until: datetime | None = None) -> ssl.SSLContext:
        """A server's side of TLS, with a certificate for loopback unless told otherwise."""
        usual = not names and until is None
        certificate = self._usual if usual else self._issue(names or NAMES, until)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        return context

    def _issue(self, names: tuple[str, ...], until: datetime | None) -> trustme.LeafCert:
        return self._authority.issue_cert(*names, not_after=until)
