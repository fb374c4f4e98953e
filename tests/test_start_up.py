"""What a scan imports: nothing that the run does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from keylint.examples import unpack

COSTLY = ("rich", "pydantic", "requests", "yaml", "detect_secrets", "hyperscan")
# json, tempfile and the like come with typer; a rise by more than a few is worth a look.
MOST_OF_OUR_OWN = 60


def modules(folder: Path) -> set[str]:
    code = (
        "import sys; sys.argv = ['keylint', 'scan', '--quiet', '.']\n"
        "from keylint.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines())


def test_scanning_a_plain_source_file_imports_nothing_costly(tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_text("import sys\nprint(sys.argv)\n")
    loaded = modules(tmp_path)
    assert "keylint.scan" in loaded
    assert [name for name in COSTLY if name in loaded] == []
    own = {name for name in loaded if name.startswith("keylint.") and ".rules." not in name}
    assert len(own) <= MOST_OF_OUR_OWN, sorted(own)


def test_a_source_file_that_speaks_of_keys_imports_nothing_costly_either(tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_text("import gemini\nprint('withdraw')\n")
    loaded = modules(tmp_path)
    assert "keylint.evidence" in loaded
    assert [name for name in COSTLY if name in loaded] == []


def test_what_is_needed_is_imported_then(tmp_path: Path) -> None:
    (tmp_path / "keys.yaml").write_text("gemini:\n  ip_whitelist: [1.2.3.4]\n")
    (tmp_path / "aws.py").write_text(unpack('key = "AKIA{upper:16}"\n').text)
    loaded = modules(tmp_path)
    assert {"yaml", "detect_secrets"} <= loaded
