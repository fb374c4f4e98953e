"""Importing detect-secrets without its way to the network.

It imports `requests` to ask vendors about what it finds, which keylint never does. Importing that
opens a socket, to see whether the machine has IPv6, and takes most of the import's time.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType, SimpleNamespace


def load(module: str) -> ModuleType:
    """A module of detect-secrets; its `requests` is an empty one unless somebody loaded the real."""
    if "requests" in sys.modules:
        return import_module(module)
    sys.modules["requests"] = _nothing()
    try:
        return import_module(module)
    finally:
        del sys.modules["requests"]


def _nothing() -> ModuleType:
    """What the library names of `requests` while it is imported; nothing in it sends anything."""
    empty = ModuleType("requests")
    names = {"Response": object, "exceptions": SimpleNamespace(RequestException=OSError)}
    empty.__dict__.update(names)
    return empty
