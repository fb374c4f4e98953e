"""Keys whose list has entries that no request can ever come from."""

import re
from collections.abc import Iterator

from keylint.finding import Match
from keylint.model import Confidence, Severity
from keylint.policy import Policy
from keylint.record import KeyRecord
from keylint.rule import Example, RecordRule
from keylint.vocabulary import IP_LIST_KEYWORDS

# What may be shown of an entry: an address or a name, and nothing that could be a credential.
USUAL = re.compile(r"[0-9A-Fa-f.:/*%-]{1,64}|[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
SECRETIVE = re.compile(r"[0-9A-Za-z+/_-]{20}")


def judge(record: KeyRecord, policy: Policy) -> Iterator[Match]:
    """A match at each entry that lets nobody in; where any address may, that is another rule's."""
    if record.ip_list is None or record.ip_list.open_because:
        return
    from keylint.networks import (  # few keys have a list; a hook pays for imports
        DOCUMENTATION,
        block,
    )

    for address in record.ip_list.addresses:
        problem = block(address.text).problem
        if problem:
            harmless = record.is_sandbox or problem == DOCUMENTATION
            yield Match(
                address.field.span,
                f"{_shown(address.text)} is {problem}: {_who(record)} sees public addresses only, "
                f"and lets nobody use {record.name} from there",
                identity=f"{record.identity}/{address.text}",
                severity=Severity.LOW if harmless else None,
                confidence=Confidence.HIGH if record.venue else Confidence.MEDIUM,
            )


def _who(record: KeyRecord) -> str:
    return record.venue.title() if record.venue else "the exchange"


def _shown(text: str) -> str:
    return repr(text) if USUAL.fullmatch(text) and not SECRETIVE.search(text) else "This entry"


RULE = RecordRule(
    id="key-ip-allowlist-unroutable",
    title="Key whose IP allowlist (whitelist) has entries that no request comes from",
    severity=Severity.MEDIUM,
    why="The exchange sees the public address that a request arrives from. A private address, a "
    "host name or a mistyped one in the list lets nobody in: either the bot does not work, or the "
    "list at the exchange is not the one that is written here, and nobody knows what it is.",
    fix=(
        "Find the public address that the bot really sends from: run "
        "`curl https://checkip.amazonaws.com` on its machine; behind a NAT gateway it is the "
        "gateway's.",
        "At exchange.gemini.com/settings/api look which addresses the key really has, and enter "
        "this one under “Trusted IPs only”.",
        "Write the same addresses into this field.",
        "A host name whose address changes cannot be on the list: send through a fixed address (a "
        "NAT gateway, a small VPN).",
    ),
    elsewhere=(
        "Find the public address that the bot really sends from: run "
        "`curl https://checkip.amazonaws.com` on its machine; behind a NAT gateway it is the "
        "gateway's.",
        "Go to {page}, look which addresses the key really has, and enter this one in {ip_list}.",
        "Write the same addresses into this field.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://www.iana.org/assignments/iana-ipv4-special-registry/",
    ),
    cwe=1188,
    keywords=IP_LIST_KEYWORDS,
    judge=judge,
    flags=(
        Example("GEMINI_API_KEY=${KEY}\nGEMINI_IP_WHITELIST=«192.168.1.20»\n", ".env"),
        Example('{"gemini": {"api_key": "k", "trusted_ips": ["8.8.8.8", "«10.0.0.0/8»", "«127.0.0.1»"]}}', "k.json"),
        Example("gemini:\n  api_key: k\n  ip_allowlist:\n  - «bot.example.com»\n  - «fe80::1%eth0»\n", "k.yaml"),
        Example("[gemini]\napi_key = k\nip_whitelist = 8.8.8.8, «8.8.8», «8.8.8.800», «010.8.8.8»\n", "bot.ini"),
        Example('{"gemini": {"api_key": "k", "allowed_ips": ["«::ffff:10.1.2.3»", "«8.8.8.8:443»"]}}', "k.json"),
        Example('{"gemini": {"api_key": "k", "allowed_ips": ["«203.0.113.7»"]}}', "k.json"),
    ),
    passes=(
        Example("GEMINI_API_KEY=${KEY}\nGEMINI_IP_WHITELIST=8.8.8.8, 8.8.4.0/24\n", ".env"),
        Example('{"gemini": {"api_key": "k", "trusted_ips": ["${HOME_IP}"]}}', "k.json"),
        Example('{"gemini": {"api_key": "k", "trusted_ips": ["?"]}}', "k.json"),
        Example('{"gemini": {"api_key": "k", "trusted_ips": []}}', "k.json"),
        Example('{"server": {"name": "web", "allowed_ips": ["127.0.0.1"]}}', "server.json"),
    ),
)  # fmt: skip
