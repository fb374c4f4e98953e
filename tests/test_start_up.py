"""What a scan imports: nothing that the run does not use."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from conftest import Repository

import keylint
from keylint.baseline import Baseline, Entry, file
from keylint.examples import unpack

COSTLY = ("rich", "pydantic", "requests", "yaml", "detect_secrets", "hyperscan")
# What is quick to write with and slow to load; a hook on clean files has no need of it.
SLOW_TO_LOAD = (
    "ast", "bz2", "dataclasses", "datetime", "inspect", "ipaddress", "json", "lzma", "pathlib",
    "platform", "random", "shutil", "tempfile", "textwrap", "typer", "unicodedata", "urllib",
)  # fmt: skip
ONLY_FOR_FINDINGS = (
    "keylint.advice", "keylint.credentials", "keylint.document", "keylint.engine",
    "keylint.evidence", "keylint.exchanges", "keylint.finding", "keylint.inventory",
    "keylint.readers", "keylint.rule", "keylint.rules", "keylint.triage", "keylint.wording",
)  # fmt: skip
# A rise by more than a few is worth a look: each takes a hundredth of the time of a bare Python,
# and one that makes many classes or patterns a tenth.
MOST_OF_OUR_OWN = 31
MOST_BEYOND_PYTHON = 84
MOST_WITH_OPTIONS = 33

RUN = """
import sys
from keylint.__main__ import main
try:
    main()
except SystemExit:
    pass
"""
TELL = "import sys\nprint('', *sorted(sys.modules), sep='\\n')"
CLEAN = "import sys\nprint(sys.argv)\n"
# Words that call rules up, and no sign that there is anything for them to find.
BUSY = "async def trade(bot, client, gateway):\n    await client.update(bot.date)\n" * 20


def modules(
    folder: Path, *arguments: str, code: str = RUN, flags: tuple[str, ...] = (), **environment: str
) -> set[str]:
    """What Python has loaded when some code has run."""
    no_cache = {"KEYLINT_CACHE_DIR": ""}  # what others left there would be loaded too
    done = subprocess.run(
        [sys.executable, *flags, "-c", code + TELL, *arguments],
        cwd=folder,
        env=os.environ | no_cache | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines())


def beyond_python(folder: Path, *arguments: str, **environment: str) -> set[str]:
    """What a run loads and Python alone does not; the finder of an editable install left out."""
    path = os.pathsep.join((str(Path(keylint.__file__).parents[1]), sysconfig.get_path("purelib")))
    bare = {"flags": ("-S",), "PYTHONPATH": path, **environment}
    return modules(folder, *arguments, **bare) - modules(folder, code="", **bare)


def own(loaded: set[str]) -> set[str]:
    return {name for name in loaded if name.startswith("keylint.") and ".rules." not in name}


@pytest.mark.parametrize("hook", [{}, {"GIT_INDEX_FILE": ".git/index", "PRE_COMMIT": "1"}])
@pytest.mark.parametrize("text", [CLEAN, BUSY], ids=["plain", "busy"])
def test_a_hook_on_clean_files_imports_only_what_finds_them_clean(
    repository: Repository, text: str, hook: dict[str, str]
) -> None:
    repository.stage("bot.py", text)
    beyond = beyond_python(repository.folder, "scan", "bot.py", **hook)
    assert "keylint.sources.git" in beyond
    assert [name for name in (*COSTLY, *SLOW_TO_LOAD, *ONLY_FOR_FINDINGS) if name in beyond] == []
    assert len(own(beyond)) <= MOST_OF_OUR_OWN, sorted(own(beyond))
    assert len(beyond) <= MOST_BEYOND_PYTHON, sorted(beyond)


def test_a_hook_on_clean_files_reads_a_baseline_and_imports_nothing_for_findings(
    repository: Repository,
) -> None:
    repository.stage("bot.py", CLEAN)
    hook = {"GIT_INDEX_FILE": ".git/index", "PRE_COMMIT": "1"}
    without = beyond_python(repository.folder, "scan", "bot.py", **hook)
    text = file.write(Baseline("", bytes(32), (Entry("gemini-api-secret", "a", "0" * 32),)))
    repository.write(".keylint-baseline.json", text)
    more = beyond_python(repository.folder, "scan", "bot.py", **hook) - without
    assert "keylint.baseline.use" in more
    may = {"_hashlib", "hashlib", "hmac", "json"}
    assert [
        name for name in (*COSTLY, *SLOW_TO_LOAD, *ONLY_FOR_FINDINGS) if name in more - may
    ] == []
    assert len(own(more)) <= 5, sorted(own(more))


def test_a_scan_with_options_imports_the_parser_and_nothing_more(tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_text(CLEAN)
    loaded = modules(tmp_path, "scan", "--quiet", ".")
    assert "typer" in loaded
    assert [name for name in (*COSTLY, *ONLY_FOR_FINDINGS) if name in loaded] == []
    assert len(own(loaded)) <= MOST_WITH_OPTIONS, sorted(own(loaded))


def test_a_source_file_that_speaks_of_keys_imports_nothing_costly_either(tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_text("import gemini\nprint('withdraw')\n")
    loaded = modules(tmp_path, "scan", "--quiet", ".")
    assert "keylint.evidence" in loaded
    assert [name for name in COSTLY if name in loaded] == []


def test_what_is_needed_is_imported_then(tmp_path: Path) -> None:
    (tmp_path / "keys.yaml").write_text("gemini:\n  ip_whitelist: [1.2.3.4]\n")
    (tmp_path / "aws.py").write_text(unpack('key = "AKIA{upper:16}"\n').text)
    loaded = modules(tmp_path, "scan", "--quiet", ".")
    assert {"yaml", "detect_secrets"} <= loaded
    assert [name for name in ("requests", "urllib3", "ssl") if name in loaded] == []
