"""Whose certificates are trusted: the system's, or those of SSL_CERT_FILE and SSL_CERT_DIR."""

from __future__ import annotations

import os
import ssl

from keylint.inquiry.sites import SiteError

FILE, FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"


def context() -> ssl.SSLContext:
    """A context that verifies; raises SiteError where the named certificates cannot be read.

    Made by hand: Python's own default would write the keys of a connection into the file that
    SSLKEYLOGFILE names.
    """
    file, folder = os.environ.get(FILE), os.environ.get(FOLDER)
    if not file and not folder:
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if folder and not os.path.isdir(folder):
        raise SiteError(f"the certificates of {FOLDER} cannot be read: there is no such folder")
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        own.load_verify_locations(file or None, folder or None)
    except OSError as error:
        why = error.strerror or "it holds no certificates"
        raise SiteError(f"the certificates of {FILE} or {FOLDER} cannot be read: {why}") from None
    return own
