"""Write the fields of a baseline into docs/baseline-file.md, from its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "baseline-file.md"
SCHEMA = Path(__file__).parent / "baseline-v1.schema.json"
TABLE = re.compile(r"(<!-- (file|entry): begin -->\n).*?(?=<!-- \2: end -->)", re.DOTALL)


def page(text: str) -> str:
    """The page with its tables made anew."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    parts = {"file": schema, "entry": schema["$defs"]["entry"]}

    def made(found: re.Match[str]) -> str:
        table = "\n".join(_table(parts[found[2]]))
        return f"{found[1]}\n{table}\n\n"

    return TABLE.sub(made, text)


def _table(part: Mapping[str, Any]) -> Iterator[str]:
    yield "| field | must be there | form | what it is |"
    yield "|---|---|---|---|"
    for name, field in part["properties"].items():
        must = "yes" if name in part["required"] else "no"
        yield f"| `{name}` | {must} | {_form(field)} | {field.get('description', '')} |"


def _form(field: Mapping[str, Any]) -> str:
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return " or ".join(f"`{word}`" for word in field["enum"])
    return f"`{field['pattern']}`" if "pattern" in field else field.get("format", field["type"])


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
