"""The benchmark of speed counts rightly; what it measured is for its page."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

BENCH = Path(__file__).parent.parent / "bench"
sys.path.insert(0, str(BENCH))

import amounts  # noqa: E402
import growth_plot  # noqa: E402
import histories  # noqa: E402
import profile_rooms  # noqa: E402
import speed_table  # noqa: E402
import team_rules  # noqa: E402
import timing  # noqa: E402
import works  # noqa: E402
from amounts import Amount  # noqa: E402
from timing import Command, Effort, Measure, Run  # noqa: E402
from verdicts import Bar, Measured, Row  # noqa: E402

BARS = (Bar(0.5, "kingfisher"), Bar(0.5, "kingfisher", "memory"))


def measured(keylint: Measure, **others: Measure) -> Measured:
    row = Row("tree", Amount(17_000_000, files=2000), [], bars=BARS)
    return Measured(row, {"keylint": keylint, **others})


def test_a_ratio_is_that_of_the_medians() -> None:
    one = measured(Measure((1.0, 9.0, 2.0), 10), kingfisher=Measure((8.0, 8.0, 80.0), 40))
    assert one.ratio("kingfisher") == 0.25
    assert one.ratio("kingfisher", "memory") == 0.25
    assert one.verdict(BARS) == "yes"


def test_a_bar_that_does_not_hold_says_by_how_much() -> None:
    one = measured(Measure((2.6,), 10), kingfisher=Measure((4.0,), 40))
    assert one.verdict(BARS) == "no: 1.3 x the bar"
    barely = measured(Measure((2.0001,), 10), kingfisher=Measure((4.0,), 40))
    assert barely.verdict(BARS) == "no: 1.01 x the bar"


def test_what_is_not_installed_leaves_a_bar_open() -> None:
    assert measured(Measure((1.0,), 1)).verdict(BARS) == "open: without kingfisher"
    bars = (*BARS, Bar(0.01, "detect-secrets"))
    one = measured(Measure((1.0,), 1), kingfisher=Measure((4.0,), 4))
    assert one.verdict(bars) == "yes (without detect-secrets)"


def test_a_command_that_failed_gives_no_figure() -> None:
    failed = Measure((0.1,), 1, "exit code 2")
    one = measured(failed, kingfisher=Measure((4.0,), 4))
    assert one.ratio("kingfisher") is None
    assert one.verdict(BARS) == "not measured: exit code 2"
    assert "| exit code 2 | 4 s |" in speed_table.figures([one])


def test_the_table_tells_what_was_there_and_what_each_took() -> None:
    one = measured(Measure((1.0,), 30_000_000), kingfisher=Measure((4.0,), 120_000_000))
    row = speed_table.figures([one]).splitlines()[-1]
    assert row.startswith("| tree | 2,000 files, 17 MB | 1 s, 17 MB/s | 0.25 (4 s) |")
    assert row.endswith("| yes | – | – | 30 MB (kingfisher 120 MB) |")
    assert row.count("|") == len(speed_table.HEAD) + 1


def test_figures_go_between_their_markers_and_nowhere_else() -> None:
    page = "above\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nbelow\n"
    new = speed_table.put(page, "figures", "new\n")
    assert new == "above\n<!-- figures: begin -->\n\nnew\n\n<!-- figures: end -->\nbelow\n"
    assert speed_table.put(new, "figures", "new") == new


@pytest.mark.parametrize("dark", ["prefers-color-scheme: dark", 'class="paper"'])
def test_the_plot_is_xml_and_readable_in_the_dark(dark: str) -> None:
    points = [(1.0, 0.2), (3.16, 0.5), (10.0, 1.4)]
    drawn = growth_plot.draw({"bytes": points, "files & folders": points, "commits": []})
    root = ElementTree.fromstring(drawn)
    assert len(root.findall("{http://www.w3.org/2000/svg}polyline")) == 2
    assert "files &amp; folders" in drawn
    assert dark in drawn


def test_the_plot_of_nothing_is_xml_too() -> None:
    ElementTree.fromstring(growth_plot.draw({}))


def test_the_same_seed_gives_the_same_history(tmp_path: Path) -> None:
    heads = [
        histories.git(histories.make(tmp_path / name, 30, seed), "rev-parse", "HEAD")
        for name, seed in (("one", 1), ("same", 1), ("other", 2))
    ]
    assert heads[0] == heads[1] != heads[2]


def test_a_history_is_counted_and_cut(tmp_path: Path) -> None:
    folder = histories.make(tmp_path / "bot", 30)
    amount = amounts.of_history(folder)
    assert amount.commits == 30
    since = amounts.revision_before(folder, 10)
    assert amounts.of_commits_since(folder, since).commits == 10
    lists = amounts.blob_lists(folder, tmp_path)
    ids = [name for path in lists for name in path.read_text().split()]
    assert len(set(ids)) == len(ids) == amount.blobs


def test_a_tree_has_the_files_that_it_was_asked_for(tmp_path: Path) -> None:
    made = amounts.of_tree(works.made_up_tree(tmp_path / "made", 30, 5000))
    assert made == Amount(150_000, files=30)
    assert amounts.of_tree(works.library_tree(tmp_path / "library", 30)).files == 30
    names = works.staged_files(tmp_path / "hook", 3)
    assert sorted(names) == sorted(path.name for path in (tmp_path / "hook").glob("[!.]*"))


def test_every_tenth_of_the_teams_rules_finds_its_value(tmp_path: Path) -> None:
    file = works.with_team_values(tmp_path / "log.txt", 50_000)
    assert file.stat().st_size == 50_000
    assert team_rules.main(str(file)) == 1


def test_a_run_tells_its_exit_code_and_its_end(tmp_path: Path) -> None:
    def run(code: str, limit: int = 60) -> Run:
        return timing.run(Command("x", (sys.executable, "-c", code), tmp_path, limit=limit))

    assert run("pass").failed == ""
    assert run("raise SystemExit(2)").failed == "exit code 2"
    assert run("import time; time.sleep(30)", limit=1).failed == "no answer in 1 s"
    held = run("held = bytearray(80_000_000)").peak
    assert 80_000_000 < held < 200_000_000


def test_a_slow_command_runs_once_and_the_others_in_turn(tmp_path: Path) -> None:
    log = tmp_path / "log"
    commands = [
        Command(name, ("sh", "-c", f"echo {name} >> '{log}'; sleep {pause}"), tmp_path)
        for name, pause in (("a", 0), ("slow", 0.5), ("b", 0))
    ]
    done = timing.in_turn(commands, Effort(patience=0.4, budget=0, least=2, most=2))
    assert log.read_text().split() == ["a", "slow", "b", "a", "b", "a", "b"]
    assert [len(done[name].seconds) for name in ("a", "slow", "b")] == [2, 1, 2]


def test_a_librarys_time_counts_for_the_room_that_called_it() -> None:
    gate = ("/x/src/keylint/gate/search.py", 1, "search")
    rule = ("/x/rules/gemini_api_key.py", 1, "judge")
    library = ("/python/re.py", 1, "search")
    costs = {
        gate: (1, 1, 1.0, 2.0, {}),
        rule: (1, 1, 0.5, 3.5, {}),
        library: (
            2, 2, 4.0, 4.0, {gate: (1, 1, 1.0, 1.0), rule: (1, 1, 3.0, 3.0)},
        ),
    }  # fmt: skip
    assert profile_rooms.by_room(costs) == {"gate": 2.0, "judging": 3.5}


def test_a_command_without_an_answer_in_time_does_not_hold_its_bar() -> None:
    late = measured(Measure((20.0,), 1, "no answer in 20 s"), kingfisher=Measure((4.0,), 4))
    assert late.verdict(BARS) == "no: no answer in 20 s"
