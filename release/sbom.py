"""The bill of materials of a release: what keylint needs, as the lock pins it, in CycloneDX's form.

A release names ranges, and whoever installs it may get other versions: these are those that it was tested with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any

from lock import Pin

_OWNER = "keylint"
_SOURCE = "https://github.com/keylint/keylint"


def bom(version: str, needed: Iterable[Pin], digests: Mapping[str, str], made_at: int) -> str:
    """The bill as a text that depends on its arguments alone; `digests` are those of the files released."""
    pins = list(needed)
    return json.dumps(_document(_product(version, digests), pins, made_at), indent=2) + "\n"


def _document(product: dict[str, Any], pins: list[Pin], made_at: int) -> dict[str, Any]:
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(made_at, timezone.utc).isoformat(),
            "lifecycles": [{"phase": "build"}],
            "authors": [{"name": _OWNER}],
            "component": product,
        },
        "components": [_component(pin) for pin in pins],
        "dependencies": [
            {"ref": product["bom-ref"], "dependsOn": _wanted_by(_OWNER, pins)},
            *({"ref": _purl(pin), "dependsOn": _wanted_by(pin.name, pins)} for pin in pins),
        ],
    }


def _product(version: str, digests: Mapping[str, str]) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": f"pkg:pypi/{_OWNER}@{version}",
        "name": _OWNER,
        "version": version,
        "purl": f"pkg:pypi/{_OWNER}@{version}",
        "licenses": [{"license": {"id": "MIT"}}],
        "externalReferences": [
            {"type": "vcs", "url": _SOURCE},
            *(
                _distribution(f"{_SOURCE}/releases/download/v{version}/{name}", [digest])
                for name, digest in digests.items()
            ),
        ],
    }


def _component(pin: Pin) -> dict[str, Any]:
    page = f"https://pypi.org/project/{pin.name}/{pin.version}/"
    where = [{"name": "keylint:marker", "value": pin.marker}] if pin.marker else []
    return {
        "type": "library",
        "bom-ref": _purl(pin),
        "name": pin.name,
        "version": pin.version,
        "purl": _purl(pin),
        "externalReferences": [_distribution(page, pin.hashes)],
        **({"properties": where} if where else {}),
    }


def _distribution(url: str, digests: Iterable[str]) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": digest} for digest in digests]
    return {"type": "distribution", "url": url, "hashes": hashes}


def _purl(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _wanted_by(name: str, pins: list[Pin]) -> list[str]:
    return [_purl(pin) for pin in pins if name in pin.wanted_by]
