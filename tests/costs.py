"""What the usual run leaves out, by topic; and what each test costs, for whoever makes a costly one."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

# The modules of each topic are `slow`, as is a single test that is marked so.
LEFT_OUT = {
    "packages in environments of their own": ("packaging", "plugin", "release"),
    "real hooks, and files of CI": (
        *("pre_commit", "init_hooks", "init_jobs", "init_settings", "ci_files", "workflows"),
    ),
    "the site and the page, in a browser": ("report_html", "site"),
    "the editor, in a process of its own": ("lsp", "lsp_actions", "lsp_decided", "lsp_safety"),
    "the exchange": (
        *("audit", "audit_answers", "audit_connection", "audit_found"),
        *("audit_inventory", "audit_pairs", "audit_safety", "baseline_audit"),
    ),
    "histories that are damaged, remembered, huge or cut off": (
        *("history_faults", "history_memory", "history_told", "history_whole"),
    ),
    "a tree, or git, that is set to run a stranger's programs": ("nothing_runs", "untrusted_git"),
    "what a gate does not heed, and what a diff brings": (
        *("gate_diff", "gate_files", "gate_option"),
    ),
    "values planted in every command and error": (
        *("leaks_in_errors", "leaks_of_commands", "leaks_of_crashes", "no_secret_shows"),
    ),
    "kills and faults": ("git_faults", "kills"),
    "one scan done in many ways": (
        *("differential_checkouts", "differential_drawn", "differential_machine"),
        *("differential_sources", "differential_text", "differential_versions"),
    ),
    "baselines that are broken, brought along, merged or far-reaching": (
        *("bad_baseline", "bad_import", "baseline_import", "baseline_merges", "baseline_reach"),
    ),
    "content that is huge or hostile": ("bad_content", "bombs", "readers_hostile"),
    "reports in every form and to every destination": (
        *("report_destinations", "report_forms", "several_reports"),
    ),
    "fixes of whole programs, and what is left of a value": ("fixes_leftover", "fixes_whole"),
    "plugins of one's own": ("own_plugins",),
    "long scans, and figures": ("long_scans", "performance_bench"),
}
SLOW = {f"test_{name}.py" for names in LEFT_OUT.values() for name in names}
# Seconds of a processor, of the test and of the programs that it waits for: not of a busy machine.
MUCH = 4.0
KEPT_AS = "processor seconds"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: for a fifth of their time tests wait for others."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of a topic that is left out."""
    for item in items:
        if Path(item.fspath).name in SLOW:
            item.add_marker(pytest.mark.slow)


def spent() -> float:
    """The processor's time of this process and of those that it has waited for."""
    return sum(os.times()[:4])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Measure the test itself: what a fixture makes for many is not held against the first."""
    before = spent()
    try:
        return (yield)
    finally:
        item.user_properties.append((KEPT_AS, spent() - before))


def costly(reports: list[pytest.TestReport]) -> list[tuple[float, str]]:
    """What costs much and stands in the usual run: its seconds and its name, the worst first."""
    told = [
        (dict(report.user_properties).get(KEPT_AS, 0.0), report.nodeid)
        for report in reports
        if "slow" not in report.keywords
    ]
    return sorted((one for one in told if one[0] > MUCH), reverse=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what costs much, at the end; no test fails for it."""
    if found := costly(terminalreporter.getreports("passed")):
        terminalreporter.section(f"over {MUCH:g} s of a processor: make it cheaper, or slow")
        for seconds, name in found:
            terminalreporter.write_line(f"{seconds:5.1f} s  {name}")
