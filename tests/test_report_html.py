"""The page for a browser, in a real one: it filters, sorts, opens, prints, and asks nobody."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from keylint.report import Report

if TYPE_CHECKING:
    pass
from browsers import Opened, messages, wait_for

MANY = 10_000


def test_it_shows_what_was_found_and_that_it_is_not_all(opened: Opened, report: Report) -> None:
    page = opened(report)
    assert messages(page) == [finding.message for finding in report.findings]
    assert page.get_by_role("heading", level=1).inner_text().startswith("4 findings: 2 critical")
    assert page.get_by_text("The scan is incomplete:").count() == 1
    assert page.locator("img").count() == 0
    assert page.locator("b").count() == 0


def test_it_filters_by_severity_rule_path_state_and_words(opened: Opened, report: Report) -> None:
    page = opened(report)
    page.get_by_label("critical").check()
    wait_for(page, 2)
    page.get_by_label("high").check()
    wait_for(page, 4)
    page.get_by_role("button", name="Clear").click()
    wait_for(page, 4)
    page.get_by_label("Path").fill("KEYS <b>")
    wait_for(page, 2)
    page.get_by_label("Rule").select_option("key-can-withdraw")
    wait_for(page, 1)
    page.get_by_role("button", name="Clear").click()
    wait_for(page, 4)
    page.get_by_label("State").select_option("silenced")
    wait_for(page, 1)
    page.get_by_label("State").select_option("only in the history")
    wait_for(page, 1)
    page.get_by_label("State").select_option("*")
    wait_for(page, 5)
    page.get_by_label("Search").fill("withdraw nowhere")
    wait_for(page, 0)
    assert "None fits" in page.get_by_role("status").inner_text()
    page.get_by_label("Search").fill("withdraw FUNDS")
    wait_for(page, 1)


def test_it_sorts_by_every_column_both_ways_and_says_so(opened: Opened, report: Report) -> None:
    page = opened(report)
    heads = page.locator("thead th")
    assert heads.first.get_attribute("aria-sort") == "descending"
    for name, column in {"Finding": 1, "Place": 2, "Rule": 3, "State": 4}.items():
        head = page.get_by_role("button", name=name, exact=True)
        head.click()
        cells = page.locator(f"tbody tr.row td:nth-child({column + 1})")
        assert heads.nth(column).get_attribute("aria-sort") == "ascending"
        up = cells.all_inner_texts()
        assert up == sorted(up)
        head.click()
        assert heads.nth(column).get_attribute("aria-sort") == "descending"
        assert cells.all_inner_texts() == sorted(up, reverse=True)
        assert page.locator("th[aria-sort]").count() == 1


def test_it_tells_the_story_of_a_finding(opened: Opened, report: Report) -> None:
    page = opened(report)
    button = page.get_by_role("button", name="Gemini API secret in plain text, with its key id")
    button.click()
    story = page.locator("tr.story")
    assert button.get_attribute("aria-expanded") == "true"
    assert button.get_attribute("aria-controls") == story.get_attribute("id")
    told = story.inner_text()
    for part in ("bot/client.py:1:19 the key id that this secret signs for",
                 "brought by cdcdcdcdcdcd (2024-03-01, A. Trader); no longer in the tip",
                 "Deactivate the key first", 'os.environ["GEMINI_API_SECRET"]',
                 "# keylint: ignore[gemini-api-secret]", report.findings[0].fingerprint):  # fmt: skip
        assert part in told
    assert story.get_by_role("listitem").count() >= 6
    button.click()
    assert page.locator("tr.story").count() == 0


def test_it_is_used_with_the_keyboard_alone(opened: Opened, report: Report) -> None:
    page = opened(report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first box: critical
    wait_for(page, 2)
    page.locator("tbody button").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.locator("tr.story").count() == 1
    page.get_by_role("button", name="Place", exact=True).focus()
    page.keyboard.press("Space")
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_on_paper_everything_is_there(opened: Opened, report: Report) -> None:
    page = opened(many(report))
    page.get_by_label("Path").fill("folder-1/")
    wait_for(page, MANY // 5)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("tbody tr.row").count() == MANY // 5
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("tbody tr.row").count() == 100


def many(report: Report) -> Report:
    """The same with ten thousand findings."""
    findings = report.findings
    copies = (
        dataclasses.replace(
            findings[number % len(findings)],
            location=dataclasses.replace(
                findings[number % len(findings)].location,
                path=f"folder-{number % 5}/module_{number}.py",
            ),
            fingerprint=f"{number:032x}",
        )
        for number in range(MANY)
    )
    return report._replace(findings=tuple(sorted(copies, key=lambda one: one.order)))


def test_ten_thousand_findings_stay_usable(opened: Opened, report: Report) -> None:
    page = opened(many(report))
    wait_for(page, MANY)
    assert page.locator("tbody tr.row").count() == 100
    page.get_by_role("button", name="Place", exact=True).click()
    page.locator("th:nth-child(3)[aria-sort]").wait_for()
    page.get_by_role("button", name="Next", exact=True).click()
    page.locator("#count:text('101 to')").wait_for()
    page.get_by_label("Search").fill("module_77 secret")
    page.locator("#count:text('1 to'):not(:text('of 10,000'))").wait_for()
    page.get_by_role("button", name="Clear", exact=True).click()
    page.locator("#count:text('of 10,000')").wait_for()
    page.locator("tbody button").first.click()
    page.locator(".story").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(opened: Opened, report: Report, scheme: Any) -> None:
    page = opened(report)
    page.emulate_media(color_scheme=scheme)
    page.locator("tbody button").first.click()
    assert page.evaluate(CONTRASTS) == []


# Every text with less than 4.5 to 1 (WCAG 2.2, 1.4.3); what is switched off does not count.
CONTRASTS = """() => {
  const light = (color) => {
    const parts = color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
    const [red, green, blue] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return color === "rgba(0, 0, 0, 0)" && element.parentElement ? ground(element.parentElement) : color;
  };
  const poor = [];
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest(":has(> :disabled), script, :disabled")) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push(`${element.outerHTML.slice(0, 80)} ${(a + 0.05) / (b + 0.05)}`);
  }
  return poor;
}"""
