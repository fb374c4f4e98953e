"""Which file the settings come from: the one that the user named, or the scanned tree's own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from keylint.settings import ConfigurationError, Settings

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("keylint.toml", "pyproject.toml")


def load(root: str, named: Path | None, rule_ids: tuple[str, ...]) -> Settings:
    """The settings of the file that the user named, or of the one at the root of the scan.

    Raises ConfigurationError with all mistakes in one message.
    """
    if named is not None:
        return _read(str(named), rule_ids) or Settings(source=str(named))
    for name in FILES:
        candidate = os.path.join(root, name)
        if os.path.isfile(candidate) and (settings := _read(candidate, rule_ids)):
            return settings._replace(source=name)
    return Settings()


def _read(path: str, rule_ids: tuple[str, ...]) -> Settings | None:
    """The settings in a file; None if it is a pyproject.toml that does not speak of keylint."""
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: not UTF-8, which TOML has to be") from None
    if os.path.basename(path) == "pyproject.toml" and "keylint" not in text:
        return None
    from keylint import config  # most repositories have no configuration

    return config.parse(path, text, rule_ids)
