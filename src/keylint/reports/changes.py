"""What would be written into files: the lines that are added, as a unified diff shows them."""

from __future__ import annotations

from difflib import unified_diff

from keylint.reports.shown import safe


def diff(name: str, before: str | None, after: str) -> str:
    """A unified diff without context: the lines around are the owner's, and may hold a secret.

    What is added is keylint's own text, and shown as it is: a commit's id looks like a credential.
    """
    old = "/dev/null" if before is None else f"a/{name}"
    # A last line that only gets its end is not told as changed.
    pair = ((before or "").splitlines(), after.splitlines())
    lines = unified_diff(*pair, old, f"b/{name}", n=0, lineterm="")
    return "".join(f"{line if line.startswith('+') else safe(line)}\n" for line in lines)
