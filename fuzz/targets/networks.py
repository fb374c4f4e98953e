"""Entries of IP lists of any text: networks, or why they let nobody in."""

from __future__ import annotations

from properties import require, text_of

from keylint import networks


def take(data: bytes) -> None:
    """Each line is an entry."""
    lines = text_of(data).split("\n")
    for line in lines:
        block = networks.block(line)
        require(block.networks or block.problem, "an entry that lets nobody in, without a reason")
        if block.networks:
            bits = 32 if block.version == 4 else 128
            require(0 <= block.prefix <= bits, "a prefix that no network has")
            require(len({one.version for one in block.networks}) == 1, "two kinds in one entry")
    networks.is_everything(lines)
