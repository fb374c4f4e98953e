"""A page of a report in a real browser."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import RULES, Scan

from keylint.examples import Example, unpack
from keylint.finding import Silenced
from keylint.model import Unread
from keylint.past import Commit, Past
from keylint.report import Report
from keylint.reports import html
from keylint.rulebook import Rulebook

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
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
