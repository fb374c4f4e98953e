"""An editor for tests: it speaks the protocol with the real server, in a process of its own."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conftest import environment

PATIENCE = 30
CAPABILITIES: dict[str, Any] = {
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {"disabledSupport": True},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}
Json = dict[str, Any]


class Editor:
    """Sends requests and notifications, and keeps what the server says unasked."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.incoming: queue.Queue[Json] = queue.Queue()
        self.unasked: list[Json] = []
        self.versions: dict[str, int] = {}
        self.heard = b""
        self._last = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        out = self.process.stdout
        assert out
        while header := out.readline():
            length = int(header.split(b":")[1])
            while out.readline().strip():
                pass
            body = out.read(length)
            self.heard += body
            self.incoming.put(json.loads(body))

    def write(self, body: bytes) -> None:
        """Put the bytes of a message into the pipe, whatever they are."""
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method: str, params: object = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self.write(json.dumps(message).encode())

    def ask(self, method: str, params: object = None) -> Json:
        """The whole answer to a request."""
        self._last += 1
        message = {"jsonrpc": "2.0", "id": self._last, "method": method, "params": params}
        self.write(json.dumps(message).encode())
        return self._await(lambda one: one.get("id") == self._last and "method" not in one)

    def _await(self, wanted: Callable[[Json], bool]) -> Json:
        until = time.monotonic() + PATIENCE
        while True:
            message = self.incoming.get(timeout=max(0.01, until - time.monotonic()))
            if wanted(message):
                return message
            self.unasked.append(message)

    def begin(self, folder: Path | None = None, capabilities: Json = CAPABILITIES) -> Json:
        """What the server can do."""
        folders = [{"uri": folder.as_uri(), "name": folder.name}] if folder else None
        params = {
            "processId": None,
            "rootUri": folder.as_uri() if folder else None,
            "capabilities": capabilities,
            "workspaceFolders": folders,
        }
        answer = self.ask("initialize", params)["result"]
        self.notify("initialized", {})
        return dict(answer)

    def open(self, uri: str, text: str, language: str = "plaintext") -> list[Json]:
        """Open a document; what is underlined in it."""
        self.versions[uri] = 1
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return self.underlined(uri)

    def change(self, uri: str, *changes: Json) -> list[Json]:
        """Change a document; what is underlined in it then."""
        self.type(uri, *changes)
        return self.underlined(uri)

    def type(self, uri: str, *changes: Json) -> None:
        """Change a document, and go on."""
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        params = {"textDocument": document, "contentChanges": list(changes)}
        self.notify("textDocument/didChange", params)

    def underlined(self, uri: str) -> list[Json]:
        """What is underlined in the last version of a document, as soon as the server has said so."""

        def is_of_it(one: Json) -> bool:
            params = one.get("params") or {}
            published = one.get("method") == "textDocument/publishDiagnostics"
            of_it = published and params["uri"] == uri
            return of_it and params.get("version") in (None, self.versions[uri])

        return list(self._await(is_of_it)["params"]["diagnostics"])

    def told(self) -> list[str]:
        """The messages for the user so far."""
        shown = ("window/showMessage", "window/logMessage")
        self.ask("textDocument/hover", at("file:///nowhere", 0, 0))
        return [one["params"]["message"] for one in self.unasked if one.get("method") in shown]

    def hover(self, uri: str, line: int, character: int) -> str:
        answer = self.ask("textDocument/hover", at(uri, line, character))["result"]
        return str(answer["contents"]["value"]) if answer else ""

    def actions(self, uri: str, where: Json, **context: object) -> list[Json]:
        params = {"textDocument": {"uri": uri}, "range": where}
        params["context"] = {"diagnostics": [], **context}
        answer = self.ask("textDocument/codeAction", params)
        return list(answer["result"])

    def end(self) -> int:
        """Shut the server down, and leave; its exit code."""
        assert self.ask("shutdown")["result"] is None
        self.notify("exit")
        return self.process.wait(PATIENCE)


def at(uri: str, line: int, character: int) -> Json:
    return {
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
    }


@contextmanager
def editor(
    home: Path,
    *options: str | Path,
    command: Sequence[str] = ("-m", "keylint"),
    env: Mapping[str, str] | None = None,
) -> Iterator[Editor]:
    """An editor that has started the server, which says nothing beside its answers."""
    process = subprocess.Popen(
        [sys.executable, *command, "lsp", *options],
        cwd=home,
        env=environment(home, env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield Editor(process)
    finally:
        process.kill()
        process.wait()
        assert process.stderr
        errors = process.stderr.read()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()
    assert errors == b"", errors.decode()


def rules(found: list[Json]) -> list[str]:
    return [one.get("code", "") for one in found]


def bot(secret: str) -> str:
    return f'# 😀 é\nnote = "😀é"; gemini_api_secret = "{secret}"\n'


def insert(line: int, character: int, text: str) -> Json:
    place = {"line": line, "character": character}
    return {"range": {"start": place, "end": place}, "text": text}


def split(line: str, units: str) -> list[str]:
    """The units of a line that a client counts, each as something that can be joined again."""
    if units == "utf-32":
        return list(line)
    coding, width = ("utf-8", 1) if units == "utf-8" else ("utf-16-le", 2)
    data = line.encode(coding)
    return [data[i : i + width].decode("latin-1") for i in range(0, len(data), width)]


def joined(units_of_line: Sequence[str], units: str) -> str:
    if units == "utf-32":
        return "".join(units_of_line)
    coding = "utf-8" if units == "utf-8" else "utf-16-le"
    return "".join(units_of_line).encode("latin-1").decode(coding)


def offset(text: str, position: Json, units: str) -> int:
    """Where a place of the protocol is in a text, counted apart from keylint's own code."""
    lines = text.replace("\r\n", "\n\0").replace("\r", "\n").split("\n")
    before = sum(len(line) + 1 for line in lines[: position["line"]])
    line = lines[position["line"]].lstrip("\0")
    skipped = len(lines[position["line"]]) - len(line)
    return before + skipped + len(joined(split(line, units)[: position["character"]], units))


def stretch(text: str, where: Json, units: str = "utf-16") -> str:
    """What stands in a range."""
    return text[offset(text, where["start"], units) : offset(text, where["end"], units)]


def edited(text: str, action: Json, version: int, units: str = "utf-16") -> str:
    """A text with the edits of a code action, which are of that version."""
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"]["version"] == version
    edits = [
        (offset(text, one["range"]["start"], units), offset(text, one["range"]["end"], units), one)
        for one in change["edits"]
    ]
    for start, end, one in reversed(edits):
        text = text[:start] + one["newText"] + text[end:]
    return text
