"""The page for a browser, in a real one: it filters, sorts, opens, prints, and asks nobody."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import RULES, Command, Scan

from keylint.examples import Example, unpack
from keylint.finding import Commit, Past, Silenced
from keylint.model import Unread
from keylint.report import Report
from keylint.reports import html
from keylint.rulebook import Rulebook

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
MANY = 10_000
# Generous: a few hundredths of a second each on two cores; a page that draws every row takes seconds.
SOON = 2.0
TREE = (
    Example(
        'gemini_api_key = "account-{base62:20}"\ngemini_api_secret = "{base58-20-bytes}"\n',
        "bot/client.py",
    ),
    Example("GEMINI_API_SECRET={base58-20-bytes}\n", "bot/prod.env"),
    Example(
        "keys:\n- name: '</script><img src=x onerror=alert(1)>'\n  exchange: gemini\n"
        "  permissions: [trade, withdraw]\n  ip_whitelist: []\n",
        "keys <b>é.yaml",
    ),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip(f"no browser is installed: none of {', '.join(BROWSERS)} is on the PATH")
    # A sandbox of its own it cannot have where root runs it, as in a container.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page; a word on its console, an error or a request fails the test."""
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.set_default_timeout(10_000)
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url))
    yield opened
    opened.close()
    # The page itself, each time that it is opened.
    assert [word for word in said if not re.fullmatch(r"file://.*\.html(#\w+)?", word)] == []


@pytest.fixture
def report(scanned: Scan, tmp_path: Path) -> Report:
    """What a scan of a small tree finds, one thing silenced and another in the history."""
    for example in TREE:
        made = unpack(example)
        file = tmp_path / "tree" / made.path
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(made.text, encoding="utf-8")
    found = scanned(tmp_path / "tree")
    first, *others, last = found.findings
    past = Past("ab" * 20, Commit("cd" * 20, "A. Trader", "2024-03-01"), in_tip=False)
    return found._replace(
        findings=(dataclasses.replace(first, past=past), *others),
        silenced=(Silenced(last, "comment on line 2: a test value"),),
        unread=(Unread("locked.env", "permission denied", fault=True),),
    )


Opened = Callable[[Report], "Page"]


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Opened:
    """The page of a report, in the browser."""

    def write(report: Report) -> Page:
        file = tmp_path / "report.html"
        file.write_text(html.write(report, Rulebook.of(RULES)), encoding="utf-8")
        page.goto(file.as_uri())
        return page

    return write


def messages(page: Page) -> list[str]:
    """The findings that are shown, in their order."""
    return page.locator("tbody tr.row button").all_inner_texts()


def wait_for(page: Page, count: int) -> None:
    """Wait until so many fit; the page's policy forbids to ask it by a script."""
    told = f"of {count:,}" if count else "None fits"
    page.locator(f"#count:text('{told}')").wait_for()
    assert page.locator("tbody tr.row").count() == min(count, 100)


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


def took(page: Page, act: Callable[[], Any], until: str) -> float:
    """How long it takes until the page shows what was asked for, in seconds."""
    start = time.perf_counter()
    act()
    page.locator(until).first.wait_for()
    return time.perf_counter() - start


def test_ten_thousand_findings_stay_quick(opened: Opened, report: Report) -> None:
    page = opened(many(report))
    wait_for(page, MANY)
    press = {
        name: page.get_by_role("button", name=name, exact=True).click
        for name in ("Place", "Next", "Clear")
    }
    search = page.get_by_label("Search").fill
    times = {
        "sort": took(page, press["Place"], "th:nth-child(3)[aria-sort]"),
        "next": took(page, press["Next"], "#count:text('101 to')"),
        "search": took(page, lambda: search("module_77 secret"), "#count:text('1 to'):not(:text('of 10,000'))"),
        "clear": took(page, press["Clear"], "#count:text('of 10,000')"),
        "open": took(page, page.locator("tbody button").first.click, ".story"),
    }  # fmt: skip
    print({name: f"{spent:.3f} s" for name, spent in times.items()})
    assert {name: spent for name, spent in times.items() if spent > SOON} == {}


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
