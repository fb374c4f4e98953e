"""The words that mutations put together: keylint's own, and the marks of each format."""

from __future__ import annotations

import re

from stand_ins import values
from targets import TARGETS

from keylint import registry, vocabulary
from keylint.evidence.permissions import PERMISSION_FLAGS, PERMISSION_WORDS

MARKS: dict[str, tuple[str, ...]] = {
    "env": ("export ", "ENV ", "ARG ", "set -x ", "declare -x ", "$env:", "=", "'", '"', " #", "\\\n", "${"),
    "json": ("{", "}", "[", "]", '"', "'", ":", ",", "\\u0041", "\\ud83d", "\\ude00", "//", "/*", "*/", "null", "NaN", "\\\r\n", "1e999", "+0x1"),
    "yaml": ("---\n", "...\n", "&a ", "*a", "<<: ", "!!str ", "!x ", "? ", ": ", "- ", "|\n", ">-\n", "|2+\n", "[", "]", "{", "}", "#", "%YAML 1.2\n", "'", '"', "\t", "\n  ", "data:\n", "stringData:\n", "a.json: |\n", "\u0085", "\u2028", "\ufeff"),
    "toml": ("[", "]", "[[", "]]", "=", "'''", '"""', "\\U0001f600", "0x1f", "inf", "1979-05-27T07:32:00Z", "{", "}", ".", "#", "\r\n"),
    "ini": ("[", "]", "=", ":", ";", "#", "\n    ", '"', "%(a)s", "\r\n"),
    "hcl": ('resource "a" "b" {\n', "<<-END\n", "\nEND\n", "<<END\n", "${", "%{", "}", "=", "[", "]", "#", "//", "/*", "*/", '"', "\\u0041", "=>", ":"),
    "xml": ("<a>", "</a>", "<a b='c'/>", "<![CDATA[", "]]>", "<!--", "-->", "<?xml?>", "<!DOCTYPE a [", "<!ENTITY b 'c'>", "&b;", "&#x41;", "&amp;", "xmlns:a='b'", "<key>", "<string>", "<dict>", "\0"),
    "csv": (",", "\t", '"', '""', "\r\n", ";", "|"),
    "markdown": ("```yaml\n", "```\n", "~~~\n", "| a | b |\n|---|---|\n", "|", "---\n", "    ", "> ", "* ", "`", "<!--", "-->", "\\|", "```env\n", "1. "),
    "python": ("def f(): ", "class A(B):\n ", "= {", "f'{x!r:>{y}}'", "b'", "'''", "lambda: ", "os.getenv(", "os.environ[", "if x:\n ", "\\\n", "#", "match x:\n case ", "async ", "*", "**", "\f", "\N{BOM}", "date(2019, 3, 1)"),
    "javascript": ("const ", "= {", "=> {", "`${", "}`", "...", "[a]:", "//", "/*", "*/", "/x/g", "?.", "??", "class A {", "process.env.", "new Map([", "as const", "<T>", "export default "),
    "layer": ('" + "', "' . '", '"\n"', "\\\n", "\\x41", "\\u0041", "\\101", "%41", "&#65;", "&#x41;", "==", "\\n", '"f"', "\\\r\n  "),
    "ignores": ("# ", "// ", "/* ", " */", "<!-- ", " -->", "-- ", "; ", "REM ", "' ", "keylint: ignore[", "keylint:ignore", "]", "pragma: allowlist secret", "pragma: whitelist secret", "pragma: allowlist nextline secret", "{{/*", "noqa keylint: ignore["),
    "git": ("\x1e", "? ", ":100644", "\t", "\n", " blob ", " missing", "commit ", "\0"),
    "tree": ("\x1e", "\x1f", "\x1d", "a.py", "b.yaml", "c.json", "keylint.toml", ".env", "d.tar.gz", "/"),
    "messages": ("\x1e", "Content-Length: ", "\r\n\r\n", '"jsonrpc": "2.0"', '"id": ', '"method": "', "textDocument/didChange", "textDocument/codeAction", "workspace/didChangeWorkspaceFolders", '"params": ', "null", "-1", "1e9", "file:///", "untitled:a", "%2e%2e"),
    "networks": ("/", "-", "*", ".", "::", "%eth0", "::ffff:", "[", "]:", "0.0.0.0/0", "255.255.255.255", "/0", "/128", "\n"),
    "reports": ("\x1e", "::error ", "##vso[", "##[", "\x1b[31m", "\u202e", "<!--", "</script>", "=cmd", "@a", "![a](b)", "&#x", "%0A", "\r", "]]>", "`", "|"),
}  # fmt: skip
BY_SEEDS = {
    "layered": ("layer",), "ignores": ("ignores",), "git_answers": ("git",), "trees": ("tree",),
    "repositories": ("tree",), "messages": ("messages", "json"), "networks": ("networks",),
    "report_values": ("reports",), "configurations": ("toml",), "baselines": ("json",),
    "foreign_baselines": ("json",), "answers": ("json",), "archives": (), "encoded_files": (),
    "editor_changes": (),
}  # fmt: skip
SETTINGS = (
    "select", "ignore", "exclude", "per-path-ignores", "fail-on", "confidence", "max-file-size",
    "widest-ipv4", "widest-ipv6", "rotation-days", "keys", "plugins", "name", "exchange", "env",
    "accepted", "roles", "scope", "ip-allowlist", "environment", "created", "rotate-after", "rule",
    "reason", "until", "version", "salt", "salt_check", "findings", "digest", "path", "judged",
    "results", "hashed_secret", "runs", "SourceMetadata", "suppressions",
)  # fmt: skip


def _marks(name: str) -> list[str]:
    seeds = TARGETS[name].seeds
    if seeds.startswith("of_"):
        return list(MARKS[seeds[3:]])
    if seeds == "files":
        return [mark for marks in MARKS.values() for mark in marks]
    return [mark for kind in BY_SEEDS[seeds] for mark in MARKS[kind]]


def _of_keylint() -> list[str]:
    """The names of fields, permissions and exchanges, and the words of the gate."""
    fields = [
        vocabulary.PERMISSION_FIELDS, vocabulary.IP_LIST_FIELDS, vocabulary.CREDENTIAL_FIELDS,
        vocabulary.SCOPE_FIELDS, vocabulary.CREATED_FIELDS, vocabulary.ROTATE_FIELDS,
        vocabulary.EXCHANGES, PERMISSION_WORDS, PERMISSION_FLAGS,
    ]  # fmt: skip
    triggers = (word for one in registry.shipped().triggers for word in one.words)
    return sorted({str(word) for group in fields for word in group} | set(triggers))


def words_of(name: str) -> list[bytes]:
    """The words of a target: its format's marks, keylint's own words, and values."""
    words = [*_marks(name), *SETTINGS, *_of_keylint()]
    kept = [word.encode() for word in words if word]
    return list(dict.fromkeys([*kept, *list(values().values())[:8]]))


def written(name: str) -> str:
    """The same as a dictionary of libFuzzer."""
    return "".join(f'"{_escaped(word)}"\n' for word in words_of(name) if len(word) <= 128)


def _escaped(word: bytes) -> str:
    plain = re.compile(rb"[A-Za-z0-9_\-.:/ ]")
    return "".join(
        chr(byte) if plain.fullmatch(bytes((byte,))) else f"\\x{byte:02x}" for byte in word
    )
