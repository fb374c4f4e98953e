"""Which file the settings come from: the one that the user named, or the scanned tree's own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from keylint.model import size
from keylint.settings import ConfigurationError, Settings

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("keylint.toml", "pyproject.toml")
LINK = "a symbolic link out of the scanned tree: name the file itself with --config"
LARGEST = 1_000_000  # bytes; nobody writes a configuration of that size


def load(root: str, named: Path | None, rule_ids: tuple[str, ...]) -> Settings:
    """The settings of the file that the user named, or of the one at the root of the scan.

    Raises ConfigurationError with all mistakes in one message.
    """
    if named is not None:
        return _read(str(named), rule_ids) or Settings(source=str(named))
    for name in FILES:
        candidate = os.path.join(root, name)
        if not os.path.isfile(candidate):
            continue
        if _leads_out(candidate, root):
            raise ConfigurationError(f"{candidate}: {LINK}")
        if settings := _read(candidate, rule_ids):
            return settings._replace(source=name)
    return Settings()


def _leads_out(path: str, root: str) -> bool:
    """Whether a file is a link to one that the tree has not got, of which errors would tell."""
    top = os.path.join(os.path.realpath(root), "")
    return not os.path.realpath(path).startswith(top)  # on another drive nothing is common


def _read(path: str, rule_ids: tuple[str, ...]) -> Settings | None:
    """The settings in a file; None if it is a pyproject.toml that does not speak of keylint."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ConfigurationError(f"{path}: larger than {size(LARGEST)}")
        text = data.decode("utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: not UTF-8, which TOML has to be") from None
    if os.path.basename(path) == "pyproject.toml" and "keylint" not in text:
        return None
    from keylint import config  # most repositories have no configuration

    return config.parse(path, text, rule_ids)
