"""What reports say, in each form, and that their forms are what they claim to be."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from keylint import registry, scan
from keylint.examples import Example, unpack
from keylint.report import Report
from keylint.reports import json as as_json
from keylint.reports import sarif, text
from keylint.reports.shown import cell
from keylint.rulebook import Rulebook
from keylint.settings import Settings

RULES = {rule.id: rule for rule in registry.load()}
SCHEMA = Path(__file__).parent.parent / "docs" / "report-v1.schema.json"
TREE = (
    Example(
        'import os\ngemini_api_key = "account-{base62:20}"\n'
        'gemini_api_secret = "{base58-20-bytes}"  # 𝄞\n',
        "bot/client.py",
    ),
    Example("GEMINI_API_SECRET={base58-20-bytes}\n", "bot/prod.env"),
    Example(
        "keys:\n- name: bot\n  exchange: gemini\n  permissions: [trade, withdraw]\n"
        "  ip_whitelist: []\n",
        "keys é.yaml",
    ),
    Example("# gemini\nx = 1  # keylint: ignore[gemini-api-secret] gone\n", "old.py"),
    Example("\0\1\2\3" * 100, "logo.bin"),
    Example('{"gemini": {"api_key": "k", "permissions": [}', "broken.json"),
)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    for example in TREE:
        made = unpack(example)
        file = tmp_path / made.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(made.text, encoding="utf-8")
    return scan.run(
        scan.Request((str(tmp_path),), str(tmp_path)), Settings(), Rulebook.of(RULES.values())
    )


def test_the_json_report_keeps_its_schema(report: Report) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    said = json.loads(as_json.write(report, RULES))
    jsonschema.Draft202012Validator(schema).validate(said)
    assert [(f["rule"], f["path"], f["line"]) for f in said["findings"]] == [
        ("gemini-api-secret", "bot/client.py", 3),
        ("key-can-withdraw", "keys é.yaml", 4),
        ("gemini-api-secret", "bot/prod.env", 1),
        ("key-without-ip-allowlist", "keys é.yaml", 5),
        ("gemini-api-key", "bot/client.py", 2),
    ]
    assert said["findings"][0]["related"][0]["line"] == 2
    assert [entry["path"] for entry in said["not_scanned"]] == ["broken.json", "logo.bin"]
    assert len(said["stale_ignores"]) == 1


def test_the_schema_refuses_what_is_no_report(report: Report) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    said = json.loads(as_json.write(report, RULES))
    said["findings"][0]["value"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, schema)


def test_the_sarif_report_has_what_dashboards_need(report: Report) -> None:
    (run,) = json.loads(sarif.write(report, RULES))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for rule in rules:
        assert rule["helpUri"].endswith(f"/docs/rules/{rule['id']}.md")
        assert rule["help"]["markdown"]
        assert float(rule["properties"]["security-severity"]) > 0
        assert any(tag.startswith("external/cwe/cwe-") for tag in rule["properties"]["tags"])
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(result["locations"]) == 1
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert not uri.startswith("/")
        assert len(result["partialFingerprints"]["keylint/v1"]) == 32
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]
    }
    assert uris == {"bot/client.py", "bot/prod.env", "keys%20%C3%A9.yaml"}


def test_the_official_validator_accepts_the_sarif_report(report: Report, tmp_path: Path) -> None:
    validator = sarif_validator()
    file = tmp_path / "out.sarif"
    file.write_text(sarif.write(report, RULES), encoding="utf-8")
    findings = tmp_path / "validation.sarif"
    subprocess.run(
        [*validator, "validate", str(file), "--output", str(findings), "--log", "ForceOverwrite"],
        capture_output=True,
        check=False,
        timeout=120,
    )
    (run,) = json.loads(findings.read_text(encoding="utf-8-sig"))["runs"]
    errors = [
        f"{result['ruleId']}: {result['message']}"
        for result in run.get("results", ())
        if result.get("level", "warning") == "error"
    ]
    assert errors == []


def sarif_validator() -> list[str]:
    """The command of @microsoft/sarif-multitool, installed once into .venv, or a skip with its reason."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("npm is missing: @microsoft/sarif-multitool cannot be installed")
    folder = Path(__file__).parent.parent / ".venv" / "sarif-multitool"
    package = folder / "node_modules" / "@microsoft" / "sarif-multitool"
    if not package.exists():
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [npm, "install", "--silent", "--prefix", str(folder), "@microsoft/sarif-multitool@5"],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if done.returncode:
            pytest.skip(f"@microsoft/sarif-multitool could not be installed: {done.stderr[:200]}")
    # Its own launcher goes through a shell and breaks in a folder with a blank in its name.
    asked = [node, "-p", "require('@microsoft/sarif-multitool')"]
    done = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=True)
    return [done.stdout.strip()]


def test_the_text_report_says_what_where_why_and_what_to_do(report: Report) -> None:
    said = text.write(report, RULES, text.Style(width=80))
    assert "bot/client.py:3:22  critical  gemini-api-secret" in said
    assert "1. Deactivate the key first" in said
    assert said.count("1. Deactivate the key first") == 1
    assert '`os.environ["GEMINI_API_SECRET"]` or' in " ".join(said.split())
    assert "old.py:2: ignore[gemini-api-secret] catches nothing any more" in said
    assert "Not scanned: 1 binary." in said
    assert "broken.json" in said
    assert "Scanned 5 files" in said
    assert "5 findings: 2 critical, 2 high, 1 medium." in said
    assert "\x1b[" not in said
    longest = max(said.splitlines(), key=len)
    assert len(longest) <= 80, longest


def test_colour_is_only_colour(report: Report) -> None:
    import re

    plain = text.write(report, RULES, text.Style(width=80))
    colored = text.write(report, RULES, text.Style(color=True, width=80))
    assert colored != plain
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


def test_quiet_says_only_what_was_found(report: Report) -> None:
    said = text.write(report, RULES, text.Style(quiet=True))
    assert "Deactivate" not in said
    assert "5 findings" in said
    assert text.write(Report(), RULES, text.Style(quiet=True)) == ""


def test_a_scan_of_nothing_says_so() -> None:
    said = text.write(Report(root="here"), RULES, text.Style())
    assert "Scanned 0 files" in said
    assert "No findings." in said


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_paths_changes_nothing(report: Report, order: int) -> None:
    root = Path(report.root)
    paths = sorted((str(path) for path in root.iterdir()), reverse=order < 0)
    again = scan.run(
        scan.Request(tuple(paths), report.root), Settings(), Rulebook.of(RULES.values())
    )
    assert again.findings == report.findings
    assert again.unread == report.unread


def test_edits_elsewhere_change_no_fingerprint(report: Report) -> None:
    root = Path(report.root)
    for file in root.rglob("*.py"):
        file.write_text("# new line\n" * 7 + file.read_text(encoding="utf-8"), encoding="utf-8")
    again = scan.run(
        scan.Request((report.root,), report.root), Settings(), Rulebook.of(RULES.values())
    )
    before = {finding.fingerprint for finding in report.findings}
    assert {finding.fingerprint for finding in again.findings} == before
    assert len(before) == 5


@pytest.mark.parametrize(
    "name",
    [
        "![x](https://example.com/a.png)", "[a](b)", "<script>", "a|b", "b\\|c", "`x`", "@everyone",
        "www.example.com", "https://example.com", "*b*", "~~s~~", "&lt;",
    ],
)  # fmt: skip
def test_a_name_does_nothing_in_a_table_on_a_page(name: str) -> None:
    page = MarkdownIt("gfm-like", {"linkify": False}).render(
        f"| a | b |\n|---|---|\n| {cell(name)} | c |\n"
    )
    text = re.sub(r"</?(table|thead|tbody|tr|th|td)>", "", page)
    assert "<" not in text, page
    assert html.unescape(text).split() == ["a", "b", *name.split(), "c"]
