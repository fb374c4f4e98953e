"""Gemini credentials in a text: found by shape, judged by context, told in pairs."""

from keylint.credentials.once import each_once
from keylint.credentials.reading import MOST, Credential, Kind, read

__all__ = ["MOST", "Credential", "Kind", "each_once", "read"]
