"""Entries of IP lists as networks: how many addresses they let in, and which can never come."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Union

Network = Union[ipaddress.IPv4Network, ipaddress.IPv6Network]
Single = Union[ipaddress.IPv4Address, ipaddress.IPv6Address]

# Blocks that no sender on the internet has (IANA's special-purpose address registries).
NEVER_SEEN: tuple[tuple[Network, str], ...] = tuple(
    (ipaddress.ip_network(block), kind)
    for kind, blocks in {
        "a private address": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7",
        "a loopback address": "127.0.0.0/8 ::1/128",
        "a link-local address": "169.254.0.0/16 fe80::/10",
        "an address for documentation": "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 "
        "2001:db8::/32 3fff::/20",
        "a multicast address": "224.0.0.0/4 ff00::/8",
        "an address that a provider shares inside its own network": "100.64.0.0/10",
        "an address for benchmarks": "198.18.0.0/15",
        "a reserved address": "0.0.0.0/8 240.0.0.0/4 ::/128",
    }.items()
    for block in blocks.split()
)
DOCUMENTATION = "an address for documentation"
HOST_NAME = re.compile(r"(?!.*\.\.)(?=.*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
WILDCARD = re.compile(r"(?:\d{1,3}\.){1,3}\*(?:\.\*){0,2}")
LEADING_ZERO = re.compile(r"(?:^|\.)0\d")
WITH_PORT = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:.]+\]):\d{1,5}")


@dataclass(frozen=True)
class Block:
    """What an entry of an IP list lets in; `problem` says why it lets nobody in."""

    networks: tuple[Network, ...] = ()
    problem: str = ""

    @property
    def version(self) -> int:
        """4 or 6; a block without networks is of neither, 0."""
        return self.networks[0].version if self.networks else 0

    @property
    def prefix(self) -> int:
        """The length in bits of the shortest prefix that holds no more addresses than the block."""
        count = sum(network.num_addresses for network in self.networks)
        return (32 if self.version == 4 else 128) - (count - 1).bit_length()


def block(text: str) -> Block:
    """An entry as its writer meant it: an address, a network, a range, or with `*` for the rest."""
    word = text.strip().strip("[]") if WITH_PORT.fullmatch(text.strip()) is None else text.strip()
    try:
        networks = tuple(map(_unmapped, _networks(word)))
    except ValueError:
        return Block(problem=_reason(word))
    return Block(networks, _kind(networks))


def _networks(word: str) -> Iterator[Network]:
    first, dash, last = (part.strip() for part in word.partition("-"))
    if dash:
        yield from _range(ipaddress.ip_address(first), ipaddress.ip_address(last))
    elif WILDCARD.fullmatch(word):
        parts = [part for part in word.split(".") if part != "*"]
        zeros = ["0"] * (4 - len(parts))
        yield ipaddress.ip_network(f"{'.'.join(parts + zeros)}/{8 * len(parts)}")
    else:
        yield ipaddress.ip_network(word, strict=False)


def _range(first: Single, last: Single) -> Iterator[Network]:
    four = isinstance(first, ipaddress.IPv4Address) and isinstance(last, ipaddress.IPv4Address)
    six = isinstance(first, ipaddress.IPv6Address) and isinstance(last, ipaddress.IPv6Address)
    if not four and not six:
        raise ValueError("a range from one kind of address to the other")
    yield from ipaddress.summarize_address_range(first, last)


def _unmapped(network: Network) -> Network:
    """An IPv4 network that is written as IPv6 (`::ffff:1.2.3.4`) as the IPv4 network that it is."""
    if isinstance(network, ipaddress.IPv6Network):
        mapped = network.network_address.ipv4_mapped
        if mapped is not None:
            return ipaddress.ip_network(f"{mapped}/{network.prefixlen - 96}")
    return network


def _kind(networks: Iterable[Network]) -> str:
    """Why none of these can be the sender of a request; nothing if one can."""
    kinds = [_never_seen(network) for network in networks]
    return kinds[0] if kinds and all(kinds) else ""


def _never_seen(network: Network) -> str:
    return next((kind for held, kind in NEVER_SEEN if _within(network, held)), "")


def _within(network: Network, held: Network) -> bool:
    if network.version != held.version or network.prefixlen < held.prefixlen:
        return False
    return network.network_address in held


def _reason(word: str) -> str:
    if WITH_PORT.fullmatch(word):
        return "an address with a port, where only addresses work"
    if LEADING_ZERO.search(word) and re.fullmatch(r"[\d./]+", word):
        return "an address with a leading zero, which some read as octal"
    if HOST_NAME.fullmatch(word):
        return "a name, where only addresses work"
    return "no address"


def is_everything(texts: Iterable[str]) -> bool:
    """Whether entries let every address of a kind in, alone or together."""
    networks = [network for text in texts for network in block(text).networks]
    four = [network for network in networks if isinstance(network, ipaddress.IPv4Network)]
    six = [network for network in networks if isinstance(network, ipaddress.IPv6Network)]
    whole: list[Network] = [*ipaddress.collapse_addresses(four), *ipaddress.collapse_addresses(six)]
    return any(network.prefixlen == 0 for network in whole)
