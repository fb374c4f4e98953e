"""Keys that a file declares with an empty or open list of addresses."""

from collections.abc import Iterator

from keylint.finding import Match
from keylint.model import Confidence, Severity
from keylint.policy import Policy
from keylint.record import KeyRecord
from keylint.rule import Example, RecordRule
from keylint.vocabulary import IP_LIST_KEYWORDS


def judge(record: KeyRecord, policy: Policy) -> Iterator[Match]:
    """A match where the list is there and lets any address in; absent is not open."""
    if record.ip_list is None or not record.ip_list.open_because:
        return
    field = record.ip_list.field
    yield Match(
        field.span,
        f"Any IP address may use {record.name}: {field.name} {record.ip_list.open_because}",
        identity=f"{record.identity}/{field.name}",
        severity=Severity.LOW if record.is_sandbox else None,
        confidence=Confidence.HIGH if record.venue else Confidence.MEDIUM,
    )


RULE = RecordRule(
    id="key-without-ip-allowlist",
    title="Key without an IP allowlist (whitelist)",
    severity=Severity.HIGH,
    why="Without a list of trusted addresses a stolen key works from anywhere. With one, a thief "
    "who has key and secret is refused by the exchange: it is the cheapest second lock there is. "
    "At Gemini a blank list means that any address may use the key.",
    fix=(
        "Find the address that the bot really sends from: run `curl https://checkip.amazonaws.com` "
        "on its machine, or ask for the fixed address of the NAT gateway or VPN.",
        "At exchange.gemini.com/settings/api open the key, choose “Trusted IPs only” and enter the "
        "address; if the key cannot be changed, make a new one so and deactivate this one.",
        "Where a file describes the key, write the same addresses there, so that the next reader and "
        "keylint know.",
        "No fixed address? Send through one (a NAT gateway, a small VPN), or use a key that can "
        "only read (Auditor).",
    ),
    elsewhere=(
        "Find the address that the bot really sends from: run `curl https://checkip.amazonaws.com` "
        "on its machine, or ask for the fixed address of the NAT gateway or VPN.",
        "Go to {page} and enter the address in {ip_list}.",
        "Write the same addresses into this field, so that the next reader and keylint know.",
        "No fixed address? Send through one (a NAT gateway, a small VPN), or use a key that can "
        "only read.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://exchange.gemini.com/settings/api",
    ),
    cwe=284,
    keywords=IP_LIST_KEYWORDS,
    judge=judge,
    flags=(
        Example("GEMINI_API_KEY=${KEY}\n«GEMINI_IP_WHITELIST»=\n", ".env"),
        Example('GEMINI_API_KEY=x\nGEMINI_ALLOWED_IPS="«0.0.0.0/0»"\n', "prod.env"),
        Example('{"gemini": {"apiKey": "env:K", "trustedIps": «[]», /* later */ }}', "keys.json"),
        Example("keys:\n- name: bot\n  exchange: gemini\n  ip_allowlist:\n    - «'*'»\n".replace("«'*'»", "'«*»'"), "keys.yaml"),
        Example('[[keys]]\nexchange = "gemini"\nip_allowlist = «[]»\nroles = ["Trader"]\n', "keys.toml"),
        Example("[gemini]\napi_key = k\nip_whitelist = «any»\n", "bot.ini"),
        Example('{"ipRestrict": «false», "enableReading": true, "enableWithdrawals": false}', "r.json"),
        Example("GEMINI_API_KEY=x\n«IP_WHITELIST»=\n", ".env"),
        Example("GEMINI_API_KEY=x\nGEMINI_IP_WHITELIST=«[]»\n", ".env"),
        Example('{"gemini": {"ip_whitelist": ["1.2.3.4"], "ip_restricted": «false»}}', "k.json"),
        Example('{"gemini": {"api_key": "k", "ip_whitelist": [{"cidr": "«0.0.0.0/0»"}]}}', "k.json"),
        Example('{"data": [{"perm": "trade", "apiKey": "k", "«ip»": ""}]}', "okx.json"),
        Example("services:\n  bot:\n    environment:\n    - GEMINI_API_KEY=k\n    - «GEMINI_IP_WHITELIST»=\n", "compose.yml"),
    ),
    passes=(
        Example("GEMINI_API_KEY=${KEY}\nGEMINI_IP_WHITELIST=203.0.113.7\n", ".env"),
        Example("GEMINI_API_KEY=${KEY}\nGEMINI_API_SECRET=${SECRET}\n", ".env"),
        Example('{"gemini": {"apiKey": "k", "ip_whitelist": "${ALLOWED_IPS}"}}', "keys.json"),
        Example('{"server": {"name": "web", "ip_whitelist": []}}', "server.json"),
        Example('{"exchange": {"name": "gemini", "key": "", "pair_whitelist": []}}', "config.json"),
        Example("firewall:\n  gemini_node:\n    allowed_ips: [0.0.0.0/0]\n", "net.yaml"),
        Example('{"properties": {"gemini": {"api_key": "x", "ip_whitelist": []}}}', "schema.json"),
        Example('{"stripe": {"api_key": "k", "ip_whitelist": []}}', "pay.json"),
        Example("GEMINI_API_KEY=x\nPORT=80\nIP_WHITELIST=\n", ".env"),
        Example('{"gemini": {"api_key": "k", "webhook_ip_whitelist": []}}', "k.json"),
        Example('{"gemini": {"ip_whitelist": [], "ip_restricted": true}}', "k.json"),
        Example("[Peer]\nPrivateKey = a\nPublicKey = b\nAllowedIPs = 0.0.0.0/0\n", "wg.conf"),
    ),
)  # fmt: skip
