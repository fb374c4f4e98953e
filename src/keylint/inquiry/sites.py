"""Where a key is asked about: the exchange's two environments, or an address that the user names."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit


class SiteError(Exception):
    """An address cannot be asked; the message says why."""


class Site(NamedTuple):
    """An address that answers as the exchange does, and which environment that is, if known."""

    base: str
    environment: str = ""

    @property
    def host(self) -> str:
        """The host, and the port if it is not the usual one."""
        return urlsplit(self.base).netloc

    @property
    def other(self) -> Site | None:
        """The other environment, which has keys of its own."""
        return {PRODUCTION: SANDBOX, SANDBOX: PRODUCTION}.get(self)


# Gemini's documentation, pages "Private API invocation" and "Sandbox".
PRODUCTION = Site("https://api.gemini.com", "production")
SANDBOX = Site("https://api.sandbox.gemini.com", "sandbox")


def named(url: str) -> Site:
    """The site of a base URL: https, or http on loopback; nothing but scheme, host and port.

    Raises SiteError otherwise. What is wrong is told without the URL, which may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SiteError("--base-url is no URL, such as https://api.gemini.com") from None
    if problem := _problem(url, parts):
        raise SiteError(f"--base-url {problem}")
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else f"{parts.hostname}"
    base = f"{parts.scheme}://{host}{f':{port}' if port else ''}"
    return next((site for site in (PRODUCTION, SANDBOX) if site.base == base), Site(base))


def _problem(url: str, parts: SplitResult) -> str:
    if not _is_host(parts.hostname or "") or not url.isprintable() or parts.port == 0:
        return "names no host: give scheme and host, such as https://api.gemini.com"
    if parts.username is not None or parts.password is not None:
        return "must not hold a user name or a password: they would be sent along"
    if parts.scheme != "https" and not (
        parts.scheme == "http" and _is_loopback(parts.hostname or "")
    ):
        return "must begin with https:// (http:// only for this machine, such as http://127.0.0.1)"
    if parts.path.strip("/") or parts.query or parts.fragment or url.rstrip("/")[-1] in "?#":
        return "must end behind the host: keylint adds the path itself"
    return ""


def _is_host(host: str) -> bool:
    """Whether a name can be looked up: labels of 1 to 63 characters (RFC 1035, section 2.3.4)."""
    labels = host.removesuffix(".").split(".")
    return not any(map(str.isspace, host)) and all(0 < len(one) < 64 for one in labels)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
