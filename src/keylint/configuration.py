"""Which file the settings come from: the one that the user named, or the scanned tree's own."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from keylint.settings import ConfigurationError, Settings

FILES = ("keylint.toml", "pyproject.toml")


def load(root: Path, named: Path | None, rule_ids: tuple[str, ...]) -> Settings:
    """The settings of the file that the user named, or of the one at the root of the scan.

    Raises ConfigurationError with all mistakes in one message.
    """
    if named is not None:
        return _read(named, rule_ids) or Settings(source=str(named))
    for name in FILES:
        candidate = root / name
        if os.path.isfile(candidate) and (settings := _read(candidate, rule_ids)):
            return replace(settings, source=name)
    return Settings()


def _read(path: Path, rule_ids: tuple[str, ...]) -> Settings | None:
    """The settings in a file; None if it is a pyproject.toml that does not speak of keylint."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: not UTF-8, which TOML has to be") from None
    if path.name == "pyproject.toml" and "keylint" not in text:
        return None
    from keylint import config  # most repositories have no configuration

    return config.parse(path, text, rule_ids)
