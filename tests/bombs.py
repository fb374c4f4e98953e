"""Files and trees that are made to cost time and memory, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bombs_packed as packed
import bombs_placed as placed
import bombs_texts as texts

Recipe = Callable[[Path, int], None]


@dataclass(frozen=True)
class Bomb:
    """What is made, how much of it usually and how much at worst, and what a scan says of it.

    Where nothing is told nothing is cut; what `is_a_fault` makes the exit code 3.
    """

    name: str
    make: Recipe
    usual: int
    huge: int
    told: str = ""
    is_a_fault: bool = False


def text(name: str, made: Callable[[int], str]) -> Recipe:
    """Writes a text into a file."""
    return lambda folder, much: _write(folder / name, made(much).encode())


def data(name: str, made: Callable[[int], bytes]) -> Recipe:
    """Writes bytes into a file."""
    return lambda folder, much: _write(folder / name, made(much))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


DEEP = "nested deeper than 200"
ENTITIES = "declares entities"
TOO_MUCH = "unpacks to more than"
IN_ALL = "with all archives beside and above it"
TEXTS = (
    Bomb("YAML: aliases of aliases", text("a.yaml", texts.yaml_aliases), 30, 5_000),
    Bomb("YAML: merges", text("a.yaml", texts.yaml_merges), 1_000, 100_000, "merges"),
    Bomb("YAML: brackets in brackets", text("a.yaml", texts.yaml_nesting), 10_000, 9_000_000, DEEP),
    Bomb("YAML: indents", text("a.yaml", texts.yaml_indents), 1_000, 4_000, DEEP),
    Bomb("JSON: brackets in brackets", text("a.json", texts.json_nesting), 10_000, 9_000_000, DEEP),
    Bomb("JSON within JSON", text("a.json", texts.json_in_json), 10, 18),
    Bomb("TOML: brackets in brackets", text("a.toml", texts.toml_nesting), 10_000, 9_000_000, "nested"),
    Bomb("Python: a long sum", text("a.py", texts.python_sums), 10_000, 1_000_000, "nested"),
    Bomb("Python: many signs", text("a.py", texts.python_signs), 10_000, 9_000_000, "Python"),
    Bomb("XML: billion laughs", text("a.xml", texts.xml_laughs), 10, 1_000, ENTITIES),
    Bomb("XML: quadratic blowup", text("a.xml", texts.xml_blowup), 10_000, 2_000_000, ENTITIES),
    Bomb("XML: an external entity", text("a.xml", texts.xml_external), 1, 1, ENTITIES),
    Bomb("XML: elements in elements", text("a.xml", texts.xml_nesting), 10_000, 2_000_000, DEEP),
    Bomb("notebook: outputs, and nesting", text("a.ipynb", texts.notebook), 2, 30),
    Bomb("base64 in base64", text("a.env", texts.base64_in_base64), 8, 25),
    Bomb(
        "lines of hits", text("dump.txt", texts.hits), 20_000, 1_000_000,
        "behind the first 10,000", is_a_fault=True,
    ),
)  # fmt: skip
PACKED = (
    Bomb("zip: 1000 to 1", data("a.zip", packed.zip_of_zeros), 80, 1_000, TOO_MUCH),
    Bomb(
        "zip in zip in zip", data("a.zip", packed.zip_in_zip), 10, 200, "archive within 3 archives"
    ),
    Bomb("zip: zips of zips", data("a.zip", packed.zips_of_zips), 4, 16, TOO_MUCH),
    Bomb("zip: members in all zips of a zip", data("a.zip", packed.zips_of_members), 6, 100, IN_ALL),
    Bomb("zip: members that overlap", data("a.zip", packed.zip_overlapping), 300, 65_535, TOO_MUCH),
    Bomb("gzip: 1000 to 1", data("a.gz", packed.gzip_of_zeros), 100, 4_000, TOO_MUCH),
    Bomb("bzip2: a million to 1", data("a.bz2", packed.bzip2_of_zeros), 100, 2_000, TOO_MUCH),
    Bomb("xz: 7000 to 1", data("a.xz", packed.xz_of_zeros), 100, 2_000, TOO_MUCH),
    Bomb(
        "xz: a dictionary of gigabytes", data("a.xz", packed.xz_of_a_huge_dictionary), 1_024, 3_072,
        "of memory to unpack",
    ),
    Bomb("gzip in gzip", data("a.gz", packed.gzip_in_gzip), 10, 100, "archive within 3 archives"),
    Bomb(
        "gzip: empty streams", data("a.gz", packed.gzip_of_many_streams), 6_000, 3_000_000,
        "more than 5,000 streams",
    ),
    Bomb("tar: a length of exabytes", data("a.tar", packed.tar_that_claims), 1, 7, "cannot be unpacked"),
    Bomb("tar: a hole of gigabytes", data("a.tar", packed.tar_sparse), 1, 7),
    Bomb(
        "tar: headers without end", data("a.tgz", packed.tar_without_end), 6_000, 1_000_000,
        "more than",
    ),
    Bomb("tar: names without end", data("a.tgz", packed.tar_of_names), 20, 1_000, TOO_MUCH),
)  # fmt: skip
PLACED = (
    Bomb("a sparse file", placed.sparse, 100, 4_295, "larger than 64 MB"),
    Bomb("folders in folders", placed.levels, 1_000, 1_000),
    Bomb("deeper than a path", placed.levels, 3_000, 10_000, "file name too long", True),
    Bomb("the longest names", placed.long_names, 17, 1_000, "file name too long", True),
    Bomb("links in a circle", placed.links_in_a_circle, 10, 10_000, "symbolic link"),
    Bomb("a pipe", placed.pipe, 1, 1, "a FIFO"),
    Bomb("a device", placed.device, 1, 1, "a device"),
    Bomb("tiny files", placed.tiny_files, 5_000, 1_000_000),
)
BOMBS = (*TEXTS, *PACKED, *PLACED)
BY_NAME = {bomb.name: bomb for bomb in BOMBS}
