"""Entries of IP lists: what they let in, and what never comes."""

from __future__ import annotations

import pytest

from keylint.networks import block, is_everything


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("8.8.8.8", 32),
        ("8.8.8.8/24", 24),
        ("8.8.8.0/24", 24),
        ("8.8.8.*", 24),
        ("8.8.*.*", 16),
        ("8.*", 8),
        ("8.8.8.8-8.8.8.9", 31),
        ("8.8.8.8 - 8.8.9.7", 24),
        ("2600:1900::1-2600:1900::2", 127),
        ("::ffff:8.8.8.8", 32),
        ("::ffff:8.8.8.0/120", 24),
        ("2600:1900::/64", 64),
        ("[2600:1900::1]", 128),
        ("2600:1900::1%eth0", 128),
        ("2600:1900::1%eth0/64", 64),
        (" 8.8.8.8 ", 32),
    ],
)
def test_an_entry_lets_so_many_addresses_in(text: str, prefix: int) -> None:
    assert (block(text).prefix, block(text).problem) == (prefix, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("10.0.0.1", "a private address"),
        ("172.31.255.255", "a private address"),
        ("192.168.0.0/16", "a private address"),
        ("fd00::1", "a private address"),
        ("::ffff:10.0.0.1", "a private address"),
        ("127.0.0.1", "a loopback address"),
        ("::1", "a loopback address"),
        ("169.254.1.1", "a link-local address"),
        ("fe80::1%en0", "a link-local address"),
        ("203.0.113.7", "an address for documentation"),
        ("2001:db8::1", "an address for documentation"),
        ("224.0.0.1", "a multicast address"),
        ("198.19.255.255", "an address for benchmarks"),
        ("100.64.0.1", "an address that a provider shares inside its own network"),
        ("0.0.0.1", "a reserved address"),
        ("010.8.8.8", "an address with a leading zero, which some read as octal"),
        ("8.8.08.0/24", "an address with a leading zero, which some read as octal"),
        ("8.8.8.8:443", "an address with a port, where only addresses work"),
        ("[2600::1]:443", "an address with a port, where only addresses work"),
        ("localhost", "a name, where only addresses work"),
        ("bot.example.com", "a name, where only addresses work"),
        ("8.8.8", "no address"),
        ("8.8.8.800", "no address"),
        ("8.8.8.8/33", "no address"),
        ("9.9.9.9-8.8.8.8", "no address"),
        ("8.8.8.8-2600::1", "no address"),
        ("!", "no address"),
        ("", "no address"),
    ],
)
def test_an_entry_that_lets_nobody_in_says_why(text: str, problem: str) -> None:
    assert block(text).problem == problem


def test_a_network_with_public_addresses_beside_private_ones_is_no_problem() -> None:
    for wider in ("8.0.0.0/5", "10.0.0.0/7", "fc00::/6", "::ffff:10.0.0.0/103"):
        assert block(wider).problem == "", wider
    assert block("10.255.255.255-11.0.0.1").problem == ""


@pytest.mark.parametrize(
    ("texts", "everything"),
    [
        (["0.0.0.0/0"], True),
        (["::/0"], True),
        (["::ffff:0:0/96"], True),
        (["0.0.0.0/1", "128.0.0.0/1"], True),
        (["0.0.0.0-255.255.255.255"], True),
        (["0.0.0.0/1"], False),
        (["0.0.0.0/1", "128.0.0.0/2"], False),
        (["8.8.8.8", "2600::1"], False),
        ([], False),
    ],
)
def test_everything_is_everything_together(texts: list[str], everything: bool) -> None:
    assert is_everything(texts) is everything
