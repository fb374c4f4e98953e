"""`--fix` writes the look-up that the file's language and habit use."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import Repository
from fixes_cases import CASES, LOOKED_UP, PAIR
from fixing import fixed, made, parses, scanned

from keylint.examples import gemini_secret


@pytest.mark.parametrize("name", CASES)
def test_a_value_becomes_the_look_up_of_its_language(tmp_path: Path, name: str) -> None:
    path, before, after = CASES[name]
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made(before, path).encode())
    assert scanned(file).findings
    done = fixed(file)
    assert file.read_bytes().decode() == after, done
    assert all(outcome.fixed for outcome in done.outcomes if outcome.finding.masked)
    parses(file)
    assert [one for one in scanned(file).findings if one.masked] == []
    assert fixed(file).outcomes == ()
    assert file.read_bytes().decode() == after


LEFT = {
    "an f-string": ("bot.py", 'import os\ngemini_url = f"{os.sep}?gemini_secret=‹S›"\n', "longer text"),
    "a longer text": ("bot.py", 'gemini_sql = "UPDATE gemini SET api_secret = \'‹S›\'"\n', "longer text"),
    "shell within python": ("bot.py", "import os\nos.system('GEMINI_API_SECRET=\"‹S›\" ./bot')\n", "longer text"),
    "a text in three quotes": ("bot.py", '"""\ngemini_api_secret = "‹S›"\n"""\n', "longer text"),
    "os that is something else": ("bot.py", 'os = "linux"\ngemini_api_secret = "‹S›"\n', "another thing"),
    "a pattern": ("bot.py", 'match gemini_api_secret:\n    case "‹S›":\n        pass\n', "constant"),
    "what sets the environment": ("bot.py", 'import os\nos.environ["GEMINI_API_SECRET"] = "‹S›"\n', "delete this line"),
    "old python": ("bot.py", 'print "gemini"\ngemini_api_secret = "‹S›"\n', "not the Python"),
    "prose": ("bot.py", "# the old gemini api secret is ‹S› do not use it\n", "--unsafe-fixes"),
    "javascript of a browser": ("bot.js", "import.meta.env.MODE;\nconst geminiSecret = '‹S›';\n", "browsers"),
    "a tagged template": ("bot.js", "const geminiSecret = sql`‹S›`;\n", "tagged"),
    "a type": ("bot.ts", "type GeminiSecret = '‹S›';\n", "type"),
    "a template of javascript": ("bot.js", "const geminiUrl = `gemini_secret=‹S›&${x}`;\n", "longer text"),
    "a constant of go": ("main.go", 'package main\n\nconst geminiSecret = "‹S›"\n', "constant"),
    "constants of go": ("main.go", 'package main\n\nconst (\n\tgeminiSecret = "‹S›"\n)\n', "constant"),
    "an annotation": ("Bot.java", '@Gemini(secret = "‹S›")\nclass Bot {}\n', "constant"),
    "a text block": ("Bot.java", 'var sql = """\n  gemini_secret = "‹S›"\n  """;\n', "longer text"),
    "a here-document of ruby": ("bot.rb", "sql = <<~SQL\n  gemini_secret = '‹S›'\nSQL\n", "longer text"),
    "a field of php": ("bot.php", "<?php class Bot { private $gemini_secret = '‹S›'; }\n", "constant"),
    "a quoted here-document": ("run.sh", "cat <<'END'\ngemini_secret=‹S›\nEND\n", "longer text"),
    "an attribute of php": ("bot.php", "<?php\n#[Gemini(secret: '‹S›')]\nclass Bot {}\n", "constant"),
    "a default of c sharp": ("Bot.cs", 'void Sign(string geminiSecret = "‹S›") {}\n', "constant"),
    "a symbol of ruby": ("bot.rb", 'gemini_secret = :"‹S›"\n', "constant"),
    "a default of variables": ("defaults.env", "GEMINI_API_SECRET=‹S›\n", "may stand"),
    "rust": ("bot.rs", 'let gemini_secret = "‹S›";\n', "--unsafe-fixes"),
    "json": ("config.json", '{"gemini": {"api_secret": "‹S›"}}', "--unsafe-fixes"),
    "toml": ("config.toml", '[gemini]\napi_secret = "‹S›"\n', "--unsafe-fixes"),
    "yaml": ("config.yml", "gemini:\n  api_secret: ‹S›\n", "--unsafe-fixes"),
    "kubernetes": (
        "secret.yaml",
        "apiVersion: v1\nkind: Secret\nstringData:\n  GEMINI_API_SECRET: ‹S›\n",
        "secretKeyRef",
    ),
    "gitlab": (".gitlab-ci.yml", "variables:\n  GEMINI_API_SECRET: ‹S›\n", "masked variable"),
    "terraform": ("main.tf", 'variable "gemini_api_secret" {\n  default = "‹S›"\n}\n', "TF_VAR"),
    "an image": ("Dockerfile", "ENV GEMINI_API_SECRET=‹S›\n", "an image keeps"),
    "a file of variables": (".env", "GEMINI_API_SECRET=‹S›\n", "may stand"),
    "prose in a page": ("notes.txt", "gemini api secret: ‹S›\n", "no look-up is known"),
    "a script of a workflow": (
        ".github/workflows/ci.yml",
        "jobs:\n  a:\n    steps:\n    - run: |\n        export GEMINI_API_SECRET=‹S›\n",
        "`env:`",
    ),
    "a lone key id": ("bot.py", 'gemini_api_key = "‹K›"\n', "alone opens nothing"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_what_may_not_be_fixed_is_left_and_told(tmp_path: Path, name: str) -> None:
    path, before, why = LEFT[name]
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = made(before, path).encode()
    file.write_bytes(text)
    done = fixed(file)
    assert [one for one in done.outcomes if one.finding.masked], "nothing was found"
    assert file.read_bytes() == text
    told = [one.told for one in done.outcomes if one.finding.masked]
    assert all(why in words for words in told), told


UNSAFE = {
    "json": (
        "config.json",
        '{"gemini": {"api_key": "‹K›", "api_secret": "‹S›"}}',
        '{"gemini": {"api_key": "${GEMINI_API_KEY}", "api_secret": "${GEMINI_API_SECRET}"}}',
    ),
    "toml": (
        "config.toml",
        '[gemini]\napi_secret = "‹S›"\n',
        '[gemini]\napi_secret = "${GEMINI_API_SECRET}"\n',
    ),
    "ini": ("bot.ini", "[gemini]\nsecret = ‹S›\n", "[gemini]\nsecret = ${GEMINI_API_SECRET}\n"),
    "yaml": ("config.yml", "gemini: {secret: ‹S›}\n", 'gemini: {secret: "${GEMINI_API_SECRET}"}\n'),
    "prose": (
        "bot.py",
        "# the old gemini api secret is ‹S› do not use it\n",
        "# the old gemini api secret is GEMINI_API_SECRET do not use it\n",
    ),
    "rust": (
        "bot.rs",
        'let gemini_secret = "‹S›";\n',
        'let gemini_secret = std::env::var("GEMINI_SECRET").expect("GEMINI_SECRET is not set");\n',
    ),
    "a lone key id": (
        "bot.py",
        'import os\ngemini_api_key = "‹K›"\n',
        'import os\ngemini_api_key = os.environ["GEMINI_API_KEY"]\n',
    ),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_fixes_do_more(tmp_path: Path, name: str) -> None:
    path, before, after = UNSAFE[name]
    file = tmp_path / path
    file.write_bytes(made(before, path).encode())
    fixed(file, unsafe=True)
    assert file.read_bytes().decode() == after
    parses(file)
    assert [one for one in scanned(file).findings if one.masked] == []
    assert fixed(file, unsafe=True).outcomes == ()


def test_two_values_never_share_a_variable_and_one_value_has_one(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(made(f"import os\n{PAIR}"))
    (tmp_path / "b.py").write_text(made(f"import os\n{PAIR}", seed=1))
    (tmp_path / "c.py").write_text(made(f"import os\n{PAIR}"))
    fixed(tmp_path)
    assert (tmp_path / "a.py").read_text() == f"import os\n{LOOKED_UP}"
    other = LOOKED_UP.replace('"]', '_2"]')
    assert (tmp_path / "b.py").read_text() == f"import os\n{other}"
    assert (tmp_path / "c.py").read_text() == f"import os\n{LOOKED_UP}"
    assert (tmp_path / ".env.example").read_text() == (
        "GEMINI_API_KEY=\nGEMINI_API_KEY_2=\nGEMINI_API_SECRET=\nGEMINI_API_SECRET_2=\n"
    )


def test_what_the_code_looks_up_already_keeps_its_name(tmp_path: Path, secret: str) -> None:
    (tmp_path / "a.py").write_text(f"import os\ngemini_api_secret = '{secret}'\n")
    (tmp_path / "b.js").write_text(f"const gemini = process.env.MY_GEMINI || '{secret}';\n")
    done = fixed(tmp_path)
    assert done.names == ("MY_GEMINI",)
    assert "os.environ['MY_GEMINI']" in (tmp_path / "a.py").read_text()


def test_two_secrets_of_a_workflow_get_two_names_and_a_place_to_be_set(
    repository: Repository, secret: str
) -> None:
    other = gemini_secret(random.Random("other"))
    text = f"env:\n  GEMINI_SECRET: {secret}\njobs:\n  a:\n    env:\n      GEMINI_SECRET: {other}\n"
    file = repository.write(".github/workflows/ci.yml", text)
    done = fixed(repository.folder)
    written = file.read_text()
    assert "${{ secrets.GEMINI_SECRET }}" in written
    assert "${{ secrets.GEMINI_SECRET_2 }}" in written
    assert done.names == ()
    assert "GEMINI_SECRET has to be put into the secrets of the repository" in done.beside[0]
    assert not (repository.folder / ".env.example").exists()
