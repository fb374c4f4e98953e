"""The page of a report lets nothing in, and shows no secret."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conftest import RULES, Command

from keylint.report import Report
from keylint.reports import html
from keylint.rulebook import Rulebook

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
from browsers import Opened


def test_no_secret_is_on_the_page(
    keylint: Command, page: Page, tmp_path: Path, leak: str, secret: str
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    assert keylint("scan", "bot.env", "--format", "html", "-o", "report.html").code == 1
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    page.goto((tmp_path / "report.html").as_uri())
    for button in page.locator("tbody button").all():
        button.click()
    shown = text + page.content() + page.inner_text("body")
    assert not [
        secret[start : start + 8] for start in range(20) if secret[start : start + 8] in shown
    ]


def test_the_policy_lets_nothing_in_but_the_pages_own_parts(
    browser: Browser, report: Report, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(html.write(report, Rulebook.of(RULES)), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    refused = page.evaluate(
        """() => {
          const script = document.createElement("script");
          try { script.text = "window.ran = true"; } catch { return "refused"; }
          document.head.append(script);
          return window.ran ? "ran" : "refused";
        }"""
    )
    assert refused == "refused"
    # With the same script a byte longer, nothing of the page works.
    file.write_text(
        file.read_text(encoding="utf-8").replace("</script>\n</body>", ";</script>\n</body>")
    )
    page.goto(file.as_uri())
    assert page.locator("tbody tr").count() == 0
    page.close()


def test_without_a_script_the_counts_and_the_advice_are_there(
    browser: Browser, report: Report, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(html.write(report, Rulebook.of(RULES)), encoding="utf-8")
    page = browser.new_page(java_script_enabled=False)
    page.goto(file.as_uri())
    text = page.inner_text("body")
    assert "4 findings: 2 critical" in text
    assert "switched off here" in text
    assert page.locator("details").count() >= 4
    page.close()


def test_a_page_of_nothing_says_so(opened: Opened) -> None:
    page = opened(Report(root="/bot"))
    assert page.get_by_role("heading", level=1).inner_text() == "No findings."
    assert page.get_by_role("status").inner_text() == "There is nothing to show."
    assert page.get_by_role("search").count() == 0
