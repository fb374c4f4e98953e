"""Write a small leaky trading bot into a folder, as a git repository; its keys are made here and open nothing."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from keylint.examples import Example, unpack

FILES = {
    "bot.py": """import json, hmac, hashlib, base64, time, requests

gemini_api_key = "account-{base62:20}"
gemini_api_secret = "{base58-20-bytes}".encode()

def balances():
    payload = {"request": "/v1/balances", "nonce": time.time()}
    encoded = base64.b64encode(json.dumps(payload).encode())
    signature = hmac.new(gemini_api_secret, encoded, hashlib.sha384).hexdigest()
    headers = {"X-GEMINI-APIKEY": gemini_api_key, "X-GEMINI-PAYLOAD": encoded,
               "X-GEMINI-SIGNATURE": signature}
    return requests.post("https://api.gemini.com/v1/balances", headers=headers).json()
""",
    "keys.yaml": """# What our keys may do, as set at exchange.gemini.com
keys:
  - name: rebalancer
    exchange: gemini
    permissions: [View Balances, Trade, Withdraw Funds]
    ip_whitelist: []
  - name: dashboard
    exchange: gemini
    permissions: [View Balances]
    ip_whitelist: [34.117.59.81]
""",
    ".env.example": "GEMINI_API_KEY=account-xxxxxxxxxxxxxxxxxxxx\nGEMINI_API_SECRET=your_secret\n",
    "strategy.py": 'import os\n\nSECRET = os.environ["GEMINI_API_SECRET"]\n',
}


def write(folder: Path) -> None:
    """Write the files and make a repository of them, without a commit."""
    seed = random.SystemRandom().randrange(2**62)
    for name, text in FILES.items():
        (folder / name).write_text(unpack(Example(text, name), seed).text, encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
