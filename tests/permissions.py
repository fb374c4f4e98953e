"""Permissions of files that count even for root."""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

# Linux capabilities by which root reads what nobody may read.
DAC_OVERRIDE, DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24


def obey_permissions() -> None:
    """Make a new process heed the permissions of files even if it runs as root."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@pytest.fixture
def unprivileged(tmp_path: Path) -> Callable[[], None]:
    """What to call in a new process so that permissions count; skips where they cannot."""
    locked = tmp_path / "locked-for-all"
    locked.write_text("")
    locked.chmod(0)
    tried = subprocess.run(["cat", locked], preexec_fn=obey_permissions, capture_output=True)
    locked.unlink()
    if tried.returncode == 0:
        pytest.skip("permissions do not count on this machine, not even without capabilities")
    return obey_permissions
