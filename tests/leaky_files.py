"""What tests of fixes have in common."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixing import fixed

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "docs" / "report-v1.schema.json").read_text(encoding="utf-8")
)
FIXED = 'import os\ngemini_api_secret = os.environ["GEMINI_API_SECRET"]\n'


@pytest.fixture
def leaky(secret: str) -> str:
    """A program with a secret in it."""
    return f'import os\ngemini_api_secret = "{secret}"\n'


def reasons(*paths: Path) -> list[str]:
    """Why the secrets of some paths were left."""
    return [one.told for one in fixed(*paths).outcomes if not one.fixed and one.finding.masked]
