"""What others say: git, an exchange, an editor, and whoever names things that are reported."""

from __future__ import annotations

import json
from collections.abc import Iterator

from seed_texts import LINE, SECRET


def git_answers() -> Iterator[bytes]:
    """Names and contents, parted."""
    yield b"a.py\x1eb\tc\n\x1e? d\x1e:100644\x1e\xff\xfe"
    yield b"x blob 3\nabc\n\x1e" + b"missing\n" * 20 + b"\x1e?\x1etree\n\nmessage\x1e\n"
    yield b"\x1e".join(b"n%d/\x01'\"" % number for number in range(9))


def repositories() -> Iterator[bytes]:
    """Commits that bring a value, and take it away."""
    with_value = b"a.env\x1f" + LINE
    yield b"first\x1e%b\x1dsecond\x1ea.env\x1fA=1\n" % with_value
    yield b"gemini \x1b[31m\n%b\x1e%b\x1eb\nc.py\x1f%b" % (SECRET, with_value, LINE)
    yield b"\xff\x1e\xff.py\x1f\xfe\x1d\x1d\x1eX"


def answers() -> Iterator[bytes]:
    """What the exchange documents, and what it does not."""
    yield b'200{"isAuditor": false, "isFundManager": true, "isTrader": true, "counterparty_id": "A"}'
    yield b'200{"account": {"accountName": "P", "shortName": "primary", "type": "exchange"}}'
    for status, reason, message in (
        (400, "InvalidSignature", "InvalidSignature"),
        (400, "InvalidNonce", "Nonce '1' has not increased since your last call"),
        (
            403,
            "MissingRole",
            "To access this, you need [FundManager], currently has roles [Trader]",
        ),
        (429, "RateLimit", ""),
        (502, "System", "x"),
    ):
        told = {"result": "error", "reason": reason, "message": message}
        yield f"{status}{json.dumps(told)}".encode()
    yield b"301<html>\n"


def networks() -> Iterator[bytes]:
    """Entries of every kind."""
    yield b"1.2.3.4\n10.0.0.0/8\n1.2.3.4-1.2.3.9\n1.2.*.*\n::/0\nfe80::1%eth0/64\n::ffff:1.2.3.4/120"
    yield b"0.0.0.0/1\n128.0.0.0/1\n01.2.3.4\n1.2.3.4:80\n[::1]:443\nbot.example.com\n2001:db8::-::9"


def messages() -> Iterator[bytes]:
    """A session: it begins, a document is opened and changed, something is asked, it ends."""
    document = {"uri": "file:///nowhere/a.py", "languageId": "python", "version": 1}
    named = {"uri": document["uri"], "version": 2}
    start, end = {"line": 0, "character": 0}, {"line": 1, "character": 4}
    spoken: list[tuple[str, object]] = [
        ("initialize", {"capabilities": {}, "processId": None, "rootUri": None}),
        ("textDocument/didOpen", {"textDocument": {**document, "text": LINE.decode()}}),
        ("textDocument/didChange", {"textDocument": named, "contentChanges": [
            {"range": {"start": start, "end": start}, "text": "# é\r\n"}]}),
        ("textDocument/hover", {"textDocument": named, "position": end}),
        ("textDocument/codeAction", {"textDocument": named, "range": {"start": start, "end": end},
                                     "context": {"diagnostics": []}}),
        ("textDocument/didClose", {"textDocument": named}),
        ("shutdown", None),
        ("exit", None),
    ]  # fmt: skip
    asked = {"initialize", "textDocument/hover", "textDocument/codeAction", "shutdown"}
    whole = []
    for number, (method, parameters) in enumerate(spoken):
        message = {"jsonrpc": "2.0", "method": method, "params": parameters}
        if method in asked:
            message["id"] = number
        whole.append(json.dumps(message).encode())
    for kept in (range(8), (0, 1, 3), (0, 1, 4, 6), (1, 2), (7,)):
        yield b"\x1e".join(whole[number] for number in kept) + b"\x1e"
    yield b"Content-Length: 2\r\n\r\n{}Content-Length: x\r\n\r\nContent-Length: 99999\r\n\r\n{"


def editor_changes() -> Iterator[bytes]:
    """Texts with every end of a line and width of a character."""
    for units in range(3):
        yield bytes((units, 0, 1, 1, 2)) + "aé𝄞\r\nb\rc\n\f\u2028x".encode()


def report_values() -> Iterator[bytes]:
    """Whatever would be a mark, a mention, a link, a formula, a command, an element, an entity."""
    yield b"=1+1|@octocat #1 <img src=x onerror=a()>\"'`*_[x](http:\\x)&lt;%0A,:\n\x1e::error::x"
    yield b"\x1b[31m\xe2\x80\xae\x1e##vso[task]\x1e</script><svg>\x1e]]>\x1e-->\x1e\xff\x1ewww.a.b/"
    yield b"account-x/" + SECRET + b"\x1e\r\n::set-output\x1e+SUM(1)\x1e\tx\x1e\xed\xa0\xbd"
    yield b"a b\x1e  ::add-mask::x\x1e\x00\x1e\xc2\x85\x1e`\x1e``` \x1e||"
