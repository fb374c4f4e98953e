"""The documentation as a site: it builds without a complaint, asks nobody, and is searched."""

from __future__ import annotations

import http.server
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from conftest import environment

from keylint import registry

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOP = Path(__file__).parent.parent
GROUPS = ["Start", "How to", "Reference", "Why", "Decisions"]
WORDS = ("whitelist", "allowlist")
LOADED = re.compile(r"<(?:script|img|iframe)[^>]*\ssrc=\"?([^\s\">]+)|<link([^>]*)>")
HREF = re.compile(r"href=\"?([^\s\">]+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: a link that leads nowhere, or a page that is in no menu, fails."""
    pytest.importorskip("material", reason="the extra [docs] is not installed")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=TOP,
        env=environment(folder, {"NO_MKDOCS_2_WARNING": "1"}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_it_holds_every_page_and_no_program(site: Path) -> None:
    built = {page.parent.relative_to(site).as_posix() for page in site.rglob("index.html")}
    assert {f"rules/{rule.id}" for rule in registry.load()} <= built
    assert {"command-line", "configuration", "leak", "security-model"} <= built
    assert list(site.rglob("*.py")) == []
    assert (site / "baseline-v1.schema.json").is_file()


def test_its_menu_has_five_groups() -> None:
    menu = yaml.safe_load((TOP / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert [name for group in menu for name in group] == GROUPS


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        loaded = list(LOADED.finditer(page.read_text(encoding="utf-8")))
        assert loaded
        for one in loaded:
            if one[2] and "canonical" not in one[2]:
                assert not re.match(r"(?:\w+:)?//", HREF.search(one[2])[1]), one[0]
            elif one[1]:
                assert not re.match(r"(?:\w+:)?//", one[1]), one[0]


@pytest.mark.parametrize("word", WORDS)
def test_the_index_of_the_search_has_both_words_for_the_list_of_addresses(
    site: Path, word: str
) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {
        entry["location"].partition("#")[0]
        for entry in index["docs"]
        if re.search(rf"(?i)\b{word}\b", f"{entry['title']} {entry['text']}")
    }
    assert {"", "rules/", "rules/key-without-ip-allowlist/", "keys/"} <= found


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where the site is served, on this machine alone."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(site))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("word", WORDS)
def test_a_reader_finds_both_words_and_the_page_asks_nobody(
    browser: Browser, address: str, word: str
) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.set_default_timeout(10_000)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}?q={word}")  # what is typed before the script is there may be lost
    page.locator(".md-search-result__meta", has_text="matching").wait_for()
    page.locator(".md-search-result__link").first.wait_for()
    links = page.locator(".md-search-result__link").evaluate_all("all => all.map(a => a.href)")
    page.close()
    assert any(link.startswith(f"{address}keys/") for link in links), links
    elsewhere = [url for url in asked if not url.startswith((address, "blob:", "data:"))]
    assert (elsewhere, said) == ([], [])
