"""What tests of baselines have in common: leaks by name, and the entries of a baseline."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from keylint import examples

NAME = ".keylint-baseline.json"
KEYS = "- name: rebalancer\n  exchange: gemini\n  permissions: [withdraw]\n  ip_whitelist: []\n"


def values(name: str) -> tuple[str, str]:
    """A key id and a secret, other ones for each name."""
    return examples.gemini_key(random.Random(f"key {name}")), examples.gemini_secret(
        random.Random(name)
    )


def env(name: str) -> str:
    key, secret = values(name)
    return f"GEMINI_API_KEY={key}\nGEMINI_API_SECRET={secret}\n"


def entries(folder: Path) -> list[dict[str, Any]]:
    whole = json.loads((folder / NAME).read_text())
    return [one for one in whole["findings"] if isinstance(one, dict)]
