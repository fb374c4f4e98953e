"""Write the part of docs/audit.md that shows what an audit sends and says, captured at a stand-in.

Run by `make docs`; needs what the tests need. Key ids are masked, nonces and ports replaced.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from stand_in.certificates import Authority  # noqa: E402
from stand_in.keys import Key  # noqa: E402
from stand_in.server import StandIn  # noqa: E402
from stand_in.wire import Seen  # noqa: E402

from keylint.finding import Secret  # noqa: E402

PAGE = ROOT / "docs" / "audit.md"
MARK = "<!-- Written by docs/transcript.py (`make docs`); do not edit what follows. -->\n"
NONCE = 1_790_000_000


def part() -> str:
    """What stands behind the mark."""
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        exchange = StandIn(authority.context(), authority.ca, "the documentation")
        try:
            return _captured(exchange, exchange.add("Trader", "FundManager"), folder)
        finally:
            exchange.close()


def _captured(exchange: StandIn, key: Key, folder: str) -> str:
    said = _audit(exchange, key, folder)
    requests = "\n".join(_request(seen, number) for number, seen in enumerate(exchange.requests))
    return (
        "\n## What leaves the machine\n\nAll that an audit of one live key sends, with the payloads "
        f"decoded and the key id masked:\n\n```text\n{requests}```\n\n"
        "The secret is in neither: it signs the payload (HMAC-SHA384) and stays where it is.\n\n"
        f"## What comes of it\n\n```text\n{said}```\n"
    )


def _audit(exchange: StandIn, key: Key, folder: str) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GEMINI_")},
        "GEMINI_API_KEY": key.id,
        "GEMINI_API_SECRET": key.secret,
        "SSL_CERT_FILE": str(exchange.ca),
        "NO_COLOR": "1",
        "COLUMNS": "80",
    }
    arguments = ("audit", "--base-url", exchange.url, "--network", "untrusted")
    done = subprocess.run(
        [sys.executable, "-m", "keylint", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 1:
        raise SystemExit(f"the audit did not find what it should: {done.stderr}")
    return re.sub(r"127\.0\.0\.1:\d+", "api.gemini.com", done.stdout)


def _request(seen: Seen, number: int) -> str:
    payload = {**(seen.payload or {}), "nonce": NONCE + number}
    shown = {
        "host": "api.gemini.com",
        "x-gemini-apikey": str(Secret(seen.headers["x-gemini-apikey"])),
        "x-gemini-payload": f"base64 of {json.dumps(payload)}",
        "x-gemini-signature": f"{len(seen.headers['x-gemini-signature'])} hex digits",
    }
    first, *lines = seen.head.decode().splitlines()
    names = (line.partition(": ")[0] for line in lines if line)
    told = (f"{name}: {shown.get(name.lower(), seen.headers[name.lower()])}" for name in names)
    return "\n".join((first, *told)) + "\n"


def page(text: str) -> str:
    """The page with the part behind the mark as it is now."""
    return text.partition(MARK)[0] + MARK + part()


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
