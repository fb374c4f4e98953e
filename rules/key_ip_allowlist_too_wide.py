"""Keys whose list of addresses lets in more than the machines of one owner."""

from collections.abc import Iterator

from keylint.finding import Match
from keylint.model import Confidence, Severity
from keylint.policy import Policy
from keylint.record import KeyRecord
from keylint.rule import Example, RecordRule
from keylint.vocabulary import IP_LIST_KEYWORDS

# As many addresses as a large provider has: whoever rents a machine there is in.
VAST = {4: 12, 6: 32}


def judge(record: KeyRecord, policy: Policy) -> Iterator[Match]:
    """A match at each entry that is wider than the policy allows; an open list is another rule's."""
    if record.ip_list is None or record.ip_list.open_because:
        return
    from keylint.networks import block  # few keys have a list, and a hook pays for each import

    for address in record.ip_list.addresses:
        held = block(address.text)
        widest = policy.widest_ipv4 if held.version == 4 else policy.widest_ipv6
        if held.networks and not held.problem and held.prefix < widest:
            severity = Severity.HIGH if held.prefix <= VAST[held.version] else None
            yield Match(
                address.field.span,
                f"{address.text} lets {_count(held.prefix, held.version)} addresses use "
                f"{record.name}; the widest that is allowed is /{widest}",
                identity=f"{record.identity}/{address.text}",
                severity=Severity.LOW if record.is_sandbox else severity,
                confidence=Confidence.HIGH if record.venue else Confidence.MEDIUM,
            )


def _count(prefix: int, version: int) -> str:
    bits = (32 if version == 4 else 128) - prefix
    return f"{2**bits:,}" if bits < 40 else f"2^{bits}"


RULE = RecordRule(
    id="key-ip-allowlist-too-wide",
    title="Key whose IP allowlist (whitelist) is too wide",
    severity=Severity.MEDIUM,
    why="A list that lets a whole provider or country in is hardly a list: a thief rents a machine "
    "there for an hour. What a bot needs is its own one or two addresses.",
    fix=(
        "Find the address that the bot really sends from: run `curl https://checkip.amazonaws.com` "
        "on its machine.",
        "At exchange.gemini.com/settings/api enter this address instead of the network; Gemini "
        "takes several, with commas between them.",
        "Write the same addresses into this field.",
        "If the address changes within a network of your own, allow that network: widest-ipv4 and "
        "widest-ipv6 in keylint.toml say how wide.",
    ),
    elsewhere=(
        "Find the address that the bot really sends from: run `curl https://checkip.amazonaws.com` "
        "on its machine.",
        "Go to {page} and enter this address instead of the network in {ip_list}.",
        "Write the same addresses into this field.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://exchange.gemini.com/settings/api",
    ),
    cwe=284,
    keywords=IP_LIST_KEYWORDS,
    judge=judge,
    flags=(
        Example("GEMINI_API_KEY=${KEY}\nGEMINI_IP_WHITELIST=«34.64.0.0/10»\n", ".env"),
        Example('{"gemini": {"api_key": "k", "trusted_ips": ["8.8.8.8", "«8.8.0.0/16»"]}}', "k.json"),
        Example("gemini:\n  api_key: k\n  ip_allowlist:\n  - «2600:1900::/28»\n", "k.yaml"),
        Example('{"gemini": {"api_key": "k", "allowed_ips": "8.8.8.8, «8.8.0.1 - 8.9.0.1»"}}', "k.json"),
        Example("[gemini]\napi_key = k\nip_whitelist = «8.8.*.*»\n", "bot.ini"),
        Example('{"gemini": {"api_key": "k", "allowed_ips": ["«::ffff:8.8.0.0/112»"]}}', "k.json"),
    ),
    passes=(
        Example("GEMINI_API_KEY=${KEY}\nGEMINI_IP_WHITELIST=8.8.8.8, 8.8.4.0/24\n", ".env"),
        Example('{"gemini": {"api_key": "k", "trusted_ips": ["2600:1900::/64"]}}', "k.json"),
        Example('{"gemini": {"api_key": "k", "trusted_ips": ["0.0.0.0/0"]}}', "k.json"),
        Example('{"gemini": {"api_key": "k", "trusted_ips": ["10.0.0.0/8"]}}', "k.json"),
        Example("firewall:\n  gemini_node:\n    allowed_ips: [8.0.0.0/8]\n", "net.yaml"),
    ),
)  # fmt: skip
