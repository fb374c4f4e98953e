"""Where code calls a private endpoint of Gemini: paths in texts, methods of clients, MCP tools."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import basename, dirname

from keylint.calls.clients import CCXT, CLIENTS, TOOLS
from keylint.calls.code import is_code, without_comments
from keylint.calls.endpoints import ENDPOINTS, Endpoint
from keylint.finding import Span

OPENING = r"(?<=[\"'`/}])"
BEHIND = r"(?=[\"'`?\s]|$)"
# `/v1/withdraw/` may end a text, to which the currency is added.
PLACE = r"(?:[^\"'`/?\s]{1,60}|(?=[\"'`]))"
# A bot that is written for another exchange too: its first version had the same paths.
ALIKE = "bitfinex"
OTHERS = frozenset(
    "bitfinex kraken binance coinbase bitstamp kucoin okx bybit huobi poloniex".split()
)
# Only where a word begins: else each character of a long one, as of base64, begins another name.
NAME = r"(?<![A-Za-z0-9_])(?P<name>(?:(?:self|this)\.)?[A-Za-z_]\w{0,60})"
INSTANCE = re.compile(
    NAME + r"(?:[ \t]*:[ \t]*[\w.]{1,60})?[ \t]*=[ \t]*"
    r"(?:await[ \t]+)?(?:new[ \t]+)?"
    r"(?:(?P<ccxt>ccxt(?:\w{0,20}\.|\.async_support\.|\.pro\.|\.)(?P<of>\w{1,40})"
    r"|ccxt\w{0,20}\[[\"'](?P<at>\w{1,40})|getattr\(ccxt\w{0,20},[ \t]*[\"'](?P<got>\w{1,40}))"
    r"|(?P<client>(?:gemini\.)?PrivateClient\(|Geminipy\(|GeminiAPI\(|GeminiRestClient\())"
)
WITH = re.compile(
    r"ccxt(?:\w{0,20}|\.async_support|\.pro)\.gemini\b[^\n]{0,200}?\bas[ \t]+(?P<name>\w{1,60})"
)
MODULE = re.compile(
    r"import[ \t]+robin_stocks\.gemini[ \t]+as[ \t]+(?P<name>\w{1,60})"
    r"|from[ \t]+robin_stocks[ \t]+import[ \t]+gemini(?:[ \t]+as[ \t]+(?P<alias>\w{1,60}))?"
)
METHOD = re.compile(NAME + r"\.(?P<method>[A-Za-z_]\w{1,60})[ \t]*\(")
IMPLICIT = re.compile(r"private(?:_?post)(?P<path>_?v1\w+)", re.IGNORECASE)
# The classes of the package gemini_api, whose methods are called on themselves.
CLASSES = ("Order", "FundManagement", "FeeVolume")
TOOL = re.compile(
    rf"\b(?:mcp__gemini__)?(?P<tool>{'|'.join(sorted(TOOLS, key=len, reverse=True))})\b"
)


@dataclass(frozen=True)
class Call:
    """A call of a private endpoint: where, and how the code says it."""

    span: Span
    said: str = field(repr=False)
    endpoint: Endpoint


def read(text: str, path: str) -> tuple[Call, ...]:
    """The private endpoints that a file calls, in the order of its text."""
    if "gemini" not in text.lower() and "gemini" not in path.lower():
        return ()
    found = [*_tools(text)]
    if is_code(path) and not _is_anothers(path):
        code = without_comments(text, path)
        found += [*_paths(code, path), *_methods(code)]
    return tuple(sorted(found, key=lambda call: call.span))


def _is_anothers(path: str) -> bool:
    """Whether the file's name, or its folder's, is another exchange's."""
    near = f"{basename(dirname(path))}/{basename(path)}".lower()
    return "gemini" not in near and any(name in near for name in OTHERS)


def _pattern(path: str) -> str:
    parts = re.split(r"\{\w+\}", path)
    return PLACE.join(re.escape(part) for part in parts)


_LONGEST_FIRST = sorted(ENDPOINTS, key=lambda path: (-path.count("/"), -len(path)))
PATH = re.compile(
    OPENING
    + "(?:"
    + "|".join(f"(?P<e{n}>/?{_pattern(path)[1:]})" for n, path in enumerate(_LONGEST_FIRST))
    + ")"
    + BEHIND
)
# In a client of Gemini's alone the version is often put before by the one who sends.
WITHOUT_VERSION = {
    **{path[len("/v1/") :]: path for path in ENDPOINTS if "{" not in path and path.count("/") > 2},
    **{name: f"/v1/{name}" for name in ("mytrades", "tradevolume", "notionalvolume")},
    "withdraw/": "/v1/withdraw/{currency}",
}
BARE = re.compile(
    r"(?<=[\"'`])(?:"
    + "|".join(map(re.escape, sorted(WITHOUT_VERSION, key=len, reverse=True)))
    + r")(?=[\"'`])"
)
# What is put together from pieces begins so.
PIECES = re.compile(r"(?<=[\"'`])/v1/deposit/(?=[\"'`])")


def _paths(code: str, path: str) -> Iterator[Call]:
    lowered = code.lower()
    owners = _Owners(lowered) if ALIKE in lowered and "gemini" not in path.lower() else None
    for found in PATH.finditer(code):
        endpoint = ENDPOINTS[_LONGEST_FIRST[int((found.lastgroup or "e0")[1:])]]
        if owners is None or owners.gemini_is_nearer(found.start()):
            yield Call(Span(*found.span()), endpoint.path, endpoint)
    for found in BARE.finditer(code) if "gemini" in path.lower() else ():
        endpoint = ENDPOINTS[WITHOUT_VERSION[found[0]]]
        yield Call(Span(*found.span()), endpoint.path, endpoint)
    for found in PIECES.finditer(code):
        endpoint = ENDPOINTS["/v1/deposit/{network}/newAddress"]
        yield Call(Span(*found.span()), endpoint.path, endpoint)


class _Owners:
    """Where a text names Gemini and where the exchange whose paths were the same."""

    def __init__(self, lowered: str) -> None:
        self.gemini = [found.start() for found in re.finditer("gemini", lowered)]
        self.other = [found.start() for found in re.finditer(ALIKE, lowered)]

    def gemini_is_nearer(self, offset: int) -> bool:
        """Whether Gemini is the one that was named last before an offset."""
        return _last(self.gemini, offset) > _last(self.other, offset)


def _last(places: list[int], offset: int) -> int:
    index = bisect_left(places, offset)
    return places[index - 1] if index else -1


def _methods(code: str) -> Iterator[Call]:
    """The calls of methods of a name that was last given a client of Gemini."""
    names = _given(code)
    for found in METHOD.finditer(code):
        held = names.get(found["name"])
        methods = _in_force(held, found.start()) if held else None
        endpoint = _endpoint(found["method"], methods) if methods else None
        if endpoint:
            yield Call(Span(*found.span("method")), found["method"], endpoint)


# What a name was given, in the order of the text: methods by name, or none of Gemini's.
Given = list[tuple[int, "dict[str, str] | None"]]


def _given(code: str) -> dict[str, Given]:
    names: dict[str, Given] = {}
    for found in INSTANCE.finditer(code):
        exchange = found["of"] or found["at"] or found["got"] or ""
        methods = CLIENTS if found["client"] else CCXT if exchange == "gemini" else None
        names.setdefault(found["name"], []).append((found.start(), methods))
    for found in WITH.finditer(code):
        names.setdefault(found["name"], []).append((found.start(), CCXT))
    for found in MODULE.finditer(code):
        name = found["name"] or found["alias"] or "gemini"
        names.setdefault(name, []).append((found.start(), CLIENTS))
    if "gemini_api" in code:
        names.update({name: [(0, CLIENTS)] for name in CLASSES})
    return {name: sorted(given, key=lambda one: one[0]) for name, given in names.items()}


def _in_force(given: Given, offset: int) -> dict[str, str] | None:
    """What a name holds at an offset; a method may stand before the one that sets a field."""
    index = bisect_left([place for place, _ in given], offset)
    return given[max(0, index - 1)][1]


def _endpoint(method: str, methods: dict[str, str]) -> Endpoint | None:
    plain = method.replace("_", "").lower()
    if implicit := IMPLICIT.fullmatch(method):
        return _IMPLICIT.get(implicit["path"].replace("_", "").lower())
    return ENDPOINTS.get(methods.get(plain, ""))


_IMPLICIT = {re.sub(r"[/{}_]", "", path).lower(): e for path, e in ENDPOINTS.items()}


def _tools(text: str) -> Iterator[Call]:
    for found in TOOL.finditer(text):
        endpoint = ENDPOINTS[TOOLS[found["tool"]]]
        yield Call(Span(*found.span("tool")), found["tool"], endpoint)
