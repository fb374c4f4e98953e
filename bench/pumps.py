"""What texts are pumped up from: pieces that are repeated, and what stands around them."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import NamedTuple

# One of each kind of file that is read as structure, and some that are not.
FILES = (
    "bot.env", "bot.py", "bot.js", "bot.json", "bot.yaml", "bot.toml", "bot.ini", "bot.tf",
    "bot.xml", "bot.csv", "bot.md", "bot.ipynb", "bot.sh", "Dockerfile", "bot.txt", "bot.go",
    "bot.ps1", "bot.properties",
)  # fmt: skip
MARKS = (
    "A=", "A=1 ", "a: ", "- ", '"', "'", '""', "''", "\\\\", '\\"', "\\'", "\\n", "$(", "${", "{{",
    "}}", "()", "[]", "{}", "[[", "({[", '{"a":', '["a",', "[1,", "<a>", "<a ", "</a>", "<!--", "<a b='",
    "&a;", "&#x41;", "&#65;", "%41", "\\u0041", "\\x41", "\\101", "/*", "*/", "//", "# ", "#", ";",
    "--", "|--", "|-|", "| a ", "```\n", "~~~\n", "``` json\n", "'''", '"""', "`${", "``", "=>", "::", "..",
    "a.", "a.b(", "a(", "a,", "a;", "a[", "a{", "a |", '"a" + ', '"a" "a" ', "'a' . ", '"a"\\\n', "\\\n",
    "=\\\n", "<<-E\n", "<<E\n", "&a ", "*a ", "!a ", "&a [", "? ", "<<: ", "x = [\n", "def a(", "\ndef a(b):",
    "if a:\n ", "lambda: ", "not ", "await ", "new ", "f('", 'f"{', "{% ", "[a]\n", "[[a]]\n", "[a.b]\n",
    "a.b=1\n", "  a: b\n", "\ta", " \n", " \t", "\r\n", "\r", " \r", "a\n", ",\n", ",,", ";;", "\t\t", "1.1.1.1, ", "1.1.",
    "0.", "2024-01-01 ", "é", "鍵", "\U0001f511", "\x1b[0m", "\ufeff", "\u2028", "\x85", "\x0b", "\x0c",
)  # fmt: skip
WORDS = (
    "gemini", "gemini ", "gemini:", "gemini=", "gemini_", "Gemini", "api", "key", "secret", "secret ", "secret=",
    "api_key=", "apiSecret: ", "account-", "master-", "account-a", "withdraw", "withdraw,", "withdraw: true\n",
    "ip_whitelist", "ipWhitelist: []\n", "ips=*\n", "roles: [FundManager]\n", "FundManager, ", "permissions ",
    "currently has roles [", "sandbox ", "api.sandbox.gemini.com ", "https://api.gemini.com/v1/withdraw/",
    "/v1/order/new ", "'/v1/'+", "keylint: ", "# keylint: ignore[", "# keylint: ignore[a] ",
    "# pragma: allowlist secret ", "pragma: allowlist nextline secret\n", "AKIA", "aws ", "'aws", "token ",
    "Authorization: Basic ", "BEGIN PRIVATE KEY", "-----BEGIN RSA PRIVATE KEY-----\n", "BEGIN ", "a: b\\n",
    "A3T", "ghp_", "xoxb-1", "SG.", "sq0csp-", "pypi-AgE", "AIzaSy", "AQ.Ab8RN6", "AccountKey=", ":_authToken=",
    "telegram 1234567890:", "process.env.", "os.environ['", "getenv(", "export ", "ENV ", "set -a ",
    "{ get; ", "PrivateClient(", "client.withdraw(", "exchange.", "createOrder(", "class A(BaseModel):\n a=1\n",
    "YWNjb3VudC0", "YWNj\n", "0123456789abcdef", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef", "aB3", "aB3dE5fG7hJ9kL2mN4pQ ",
    "MASTER_KEY ", "created ", "expires: 2024-01-01\n", "3 days ", "Jan 1, 2024 ",
)  # fmt: skip
PIECES = (*string.printable[:95], *MARKS, *WORDS)
# What makes rules and readers look: an exchange, a key's fields, and each word that opens a gate.
BAIT = "gemini api_key secret withdraw permissions ip_whitelist"


class Frame(NamedTuple):
    """What stands around a pumped text."""

    name: str
    before: str = ""
    after: str = ""
    between: str = ""

    def around(self, piece: str, length: int) -> str:
        """The piece, repeated to about that length, in its frame."""
        unit = piece + self.between
        return f"{self.before}{unit * max(1, length // len(unit))}{self.after}"


FRAMES = (
    Frame("bare"),
    Frame("behind bait", f"# {BAIT}\n"),
    Frame("before bait", after=f"\n# {BAIT}\n"),
    Frame("a piece a line", f"{BAIT}\n", between="\n"),
    Frame("in a JSON text", '{"gemini": {"withdraw": true, "ip_whitelist": "', '"}}'),
    Frame("in JSON", '{"gemini": {"permissions": ["withdraw"], "ip_whitelist": [', "]}}"),
    Frame("as a value", "gemini_api_secret = '", "'\n"),
    Frame("as a field", "[gemini]\nip_whitelist = ", "\nwithdraw = true\n"),
    Frame("in YAML", "gemini:\n  withdraw: true\n  ip_whitelist: ", "\n"),
    Frame("in YAML's lines", "gemini:\n  withdraw: true\n  ips: |\n    ", "\n", "\n    "),
    Frame("in code", "gemini = Client(permissions=['withdraw'], ip_whitelist=", ")\n"),
    Frame("in an object", "const gemini = { withdraw: true, ip_whitelist: ", "};\n"),
    Frame("in XML", "<gemini><withdraw>true</withdraw><ip_whitelist>", "</ip_whitelist></gemini>"),
    Frame("in an attribute", '<gemini withdraw="true" ip_whitelist="', '"/>'),
    Frame("in a table", "| exchange | withdraw | ip_whitelist |\n|---|---|---|\n| gemini | true | ", " |\n"),
    Frame("in a fence", "# gemini withdraw\n```yaml\n", "\n```\n"),
)  # fmt: skip

EVERYWHERE = ("bare", "behind bait", "before bait", "a piece a line")
FITTING = {
    ".env": ("as a value",), ".py": ("in code", "as a value"), ".js": ("in an object", "in code"),
    ".json": ("in a JSON text", "in JSON"), ".yaml": ("in YAML", "in YAML's lines"), ".toml": ("as a field",),
    ".ini": ("as a field",), ".tf": ("as a value", "in code"), ".xml": ("in XML", "in an attribute"), ".csv": ("in a table",),
    ".md": ("in a table", "in a fence"), ".ipynb": ("in a JSON text", "in JSON"),
}  # fmt: skip


def frames(file: str) -> Iterator[Frame]:
    """What pieces are pumped in, in a file of that name."""
    wanted = (*EVERYWHERE, *FITTING.get(file[file.rfind(".") :], ()))
    return (frame for frame in FRAMES if frame.name in wanted)
