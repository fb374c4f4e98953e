"""The proxy of the environment, for whoever asks for it with --use-proxy."""

from __future__ import annotations

import base64
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from keylint.inquiry.sites import SiteError


class Proxy(NamedTuple):
    """A proxy that relays connections, and what it wants to be told."""

    host: str
    port: int
    headers: dict[str, str]

    def __repr__(self) -> str:  # without the headers, which may hold a password
        return f"Proxy({self.host!r}, {self.port})"


def proxy_for(host: str) -> Proxy | None:
    """The proxy for a host by HTTPS_PROXY, ALL_PROXY and NO_PROXY; None where there is none.

    Raises SiteError for a proxy that is not spoken to in HTTP.
    """
    from urllib import request

    found = request.getproxies_environment()
    url = found.get("https") or found.get("all")
    if not url or _is_bypassed(host, found):
        return None
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        port = parts.port or 80
    except ValueError:
        raise SiteError("the proxy of HTTPS_PROXY is no URL") from None
    if parts.scheme != "http" or not parts.hostname:
        raise SiteError("the proxy of HTTPS_PROXY must be one of HTTP: http://host:port")
    return Proxy(parts.hostname, port, _headers(parts.username, parts.password))


def _is_bypassed(host: str, found: dict[str, str]) -> bool:
    """Whether NO_PROXY names a host."""
    from urllib import request

    return bool(request.proxy_bypass_environment(host, found))  # type: ignore[attr-defined]


def _headers(user: str | None, password: str | None) -> dict[str, str]:
    if user is None:
        return {}
    told = f"{unquote(user)}:{unquote(password or '')}".encode("utf-8", "surrogateescape")
    return {"Proxy-Authorization": f"Basic {base64.b64encode(told).decode()}"}
