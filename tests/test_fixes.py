"""`--fix` writes the look-up that the file's language and habit use."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import Repository
from fixing import fixed, made, parses, scanned

from keylint.examples import gemini_secret

PAIR = 'gemini_api_key = "‹K›"\ngemini_api_secret = "‹S›"\n'
LOOKED_UP = (
    'gemini_api_key = os.environ["GEMINI_API_KEY"]\n'
    'gemini_api_secret = os.environ["GEMINI_API_SECRET"]\n'
)
# path, before, after
CASES = {
    "python": ("bot.py", PAIR, f"import os\n\n{LOOKED_UP}"),
    "python with the import": ("bot.py", f"import os\n{PAIR}", f"import os\n{LOOKED_UP}"),
    "python with imports": ("bot.py", f"import json\n\n{PAIR}", f"import os\nimport json\n\n{LOOKED_UP}"),
    "python with a docstring and a future": (
        "bot.py",
        f'#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n"""A bot."""\n\nfrom __future__ import annotations\n\n{PAIR}',
        f'#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n"""A bot."""\n\nfrom __future__ import annotations\n\nimport os\n\n{LOOKED_UP}',
    ),
    "python below a shebang": (
        "bot.py",
        f"#!/usr/bin/env python3\n# trades\n{PAIR}",
        f"#!/usr/bin/env python3\nimport os\n\n# trades\n{LOOKED_UP}",
    ),
    "python with a docstring on the same line": (
        "bot.py",
        '"""A bot."""; gemini_api_secret = "‹S›"\n',
        '"""A bot."""; import os; gemini_api_secret = os.environ["GEMINI_API_SECRET"]\n',
    ),
    "python with getenv": (
        "bot.py",
        f'import os\nurl = os.getenv("URL")\n{PAIR}',
        'import os\nurl = os.getenv("URL")\ngemini_api_key = os.getenv("GEMINI_API_KEY")\n'
        'gemini_api_secret = os.getenv("GEMINI_API_SECRET")\n',
    ),
    "python with environ by name": (
        "bot.py",
        f"from os import environ\n{PAIR}",
        'from os import environ\ngemini_api_key = environ["GEMINI_API_KEY"]\n'
        'gemini_api_secret = environ["GEMINI_API_SECRET"]\n',
    ),
    "python where os has another name": (
        "bot.py",
        "import os as system\ngemini_api_secret = '‹S›'\n",
        "import os as system\ngemini_api_secret = system.environ['GEMINI_API_SECRET']\n",
    ),
    "python where the import comes later": (
        "bot.py",
        'gemini_api_secret = "‹S›"\nimport os\n',
        'import os\n\ngemini_api_secret = os.environ["GEMINI_API_SECRET"]\nimport os\n',
    ),
    "python bytes": (
        "bot.py",
        "import os\ngemini_api_secret = b'‹S›'\nos.getenv('A')\n",
        "import os\ngemini_api_secret = os.environ['GEMINI_API_SECRET'].encode()\nos.getenv('A')\n",
    ),
    "python encoded": (
        "bot.py",
        'import os\nos.getenv("A")\ngemini_api_secret = "‹S›".encode("utf-8")\n',
        'import os\nos.getenv("A")\ngemini_api_secret = os.environ["GEMINI_API_SECRET"].encode("utf-8")\n',
    ),
    "python with a default": (
        "bot.py",
        'import os\nsecret = os.getenv("GEMINI_SECRET", "‹S›")\n',
        'import os\nsecret = os.getenv("GEMINI_SECRET")\n',
    ),
    "python with a fallback": (
        "bot.py",
        'import os\nsecret = os.environ.get("GEMINI_SECRET") or "‹S›"\n',
        'import os\nsecret = os.environ.get("GEMINI_SECRET")\n',
    ),
    "python call": (
        "bot.py",
        'import os\nclient = gemini.PrivateClient("‹K›", "‹S›")\n',
        'import os\nclient = gemini.PrivateClient(os.environ["GEMINI_API_KEY"], os.environ["GEMINI_API_SECRET"])\n',
    ),
    "python call that is named for both": (
        "bot.py",
        'import os\ngemini.login("‹K›", "‹S›")\n',
        'import os\ngemini.login(os.environ["GEMINI_API_KEY"], os.environ["GEMINI_API_SECRET"])\n',
    ),
    "python with a commented-out pair": (
        "bot.py",
        'import os\n# gemini_api_key = "‹O›"\n# gemini_api_secret = "‹P›"\n'
        f'{PAIR}# client = gemini.Client("‹K›", "‹S›")\n',
        f"import os\n{LOOKED_UP}",
    ),
    "python with tabs and Windows' line ends": (
        "bot.py",
        'class Gemini:\r\n\tapi_secret = "‹S›"\r\n',
        'import os\r\n\r\nclass Gemini:\r\n\tapi_secret = os.environ["GEMINI_API_SECRET"]\r\n',
    ),
    "python without an ending": (
        "trade",
        "#!/usr/bin/python3\ngemini_api_secret = '‹S›'",
        "#!/usr/bin/python3\nimport os\n\ngemini_api_secret = os.environ['GEMINI_API_SECRET']",
    ),
    "javascript": (
        "bot.js",
        "const ex = new ccxt.gemini({ apiKey: '‹K›', secret: `‹S›` });\n",
        "const ex = new ccxt.gemini({ apiKey: process.env.GEMINI_API_KEY, secret: process.env.GEMINI_API_SECRET });\n",
    ),
    "javascript with a fallback": (
        "bot.mjs",
        'const geminiSecret = process.env.GEMINI_SECRET || "‹S›";\n',
        "const geminiSecret = process.env.GEMINI_SECRET;\n",
    ),
    "javascript with a commented-out pair": (
        "bot.js",
        '// const geminiKey = "‹O›";\n  // const geminiSecret = "‹P›";\nconst geminiSecret = "‹S›"; // ours\n',
        "const geminiSecret = process.env.GEMINI_SECRET; // ours\n",
    ),
    "typescript": (
        "bot.ts",
        'const geminiSecret: string = "‹S›";\n',
        "const geminiSecret: string = process.env.GEMINI_SECRET!;\n",
    ),
    "jsx": (
        "App.jsx",
        'const app = <Gemini name="a" apiKey="‹K›" apiSecret="‹S›" />;\n',
        'const app = <Gemini name="a" apiKey={process.env.GEMINI_API_KEY} apiSecret={process.env.GEMINI_API_SECRET} />;\n',
    ),
    "deno": (
        "bot.ts",
        'Deno.env.get("HOME");\nconst geminiSecret = "‹S›";\n',
        'Deno.env.get("HOME");\nconst geminiSecret = Deno.env.get("GEMINI_SECRET")!;\n',
    ),
    "java": (
        "Bot.java",
        'class Bot {\r\n  static final String GEMINI_SECRET = "‹S›";\r\n}\r\n',
        'class Bot {\r\n  static final String GEMINI_SECRET = System.getenv("GEMINI_SECRET");\r\n}\r\n',
    ),
    "kotlin": (
        "Bot.kt",
        'val geminiSecret = "‹S›"\n',
        'val geminiSecret = System.getenv("GEMINI_SECRET")\n',
    ),
    "go": (
        "main.go",
        'package main\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nvar geminiSecret = []byte("‹S›")\n',
        'package main\n\nimport (\n\t"fmt"\n\t"os"\n\t"strings"\n)\n\nvar geminiSecret = []byte(os.Getenv("GEMINI_SECRET"))\n',
    ),
    "go with a text that is called like the module": (
        "main.go",
        'package main\n\nvar words = []string{\n\t"os",\n}\n\nvar geminiSecret = "‹S›"\n',
        'package main\n\nimport "os"\n\nvar words = []string{\n\t"os",\n}\n\nvar geminiSecret = os.Getenv("GEMINI_SECRET")\n',
    ),
    "go without imports": (
        "main.go",
        "package main\n\nvar geminiSecret = `‹S›`\n",
        'package main\n\nimport "os"\n\nvar geminiSecret = os.Getenv("GEMINI_SECRET")\n',
    ),
    "ruby": ("bot.rb", "GEMINI_SECRET = '‹S›'.freeze\n", 'GEMINI_SECRET = ENV.fetch("GEMINI_SECRET").freeze\n'),
    "php": (
        "bot.php",
        "<?php\n$gemini_secret = '‹S›';\n",
        '<?php\n$gemini_secret = getenv("GEMINI_SECRET");\n',
    ),
    "c sharp": (
        "Bot.cs",
        'var geminiSecret = "‹S›";\n',
        'var geminiSecret = System.Environment.GetEnvironmentVariable("GEMINI_SECRET");\n',
    ),
    "powershell": ("bot.ps1", '$GeminiSecret = "‹S›"\n', "$GeminiSecret = $env:GEMINI_SECRET\n"),
    "batch": ("bot.bat", "set GEMINI_API_SECRET=‹S›\r\n", "set GEMINI_API_SECRET=%GEMINI_API_SECRET%\r\n"),
    "shell": (
        "run.sh",
        "export GEMINI_API_KEY=‹K›\nGEMINI_API_SECRET='‹S›' ./bot\n",
        'export GEMINI_API_KEY="${GEMINI_API_KEY:?}"\nGEMINI_API_SECRET="${GEMINI_API_SECRET:?}" ./bot\n',
    ),
    "shell within quotes": (
        "run.sh",
        "GEMINI_API_SECRET=\"‹S›\"\ncurl -H 'X-GEMINI-APIKEY: ‹K›' https://api.gemini.com\n",
        'GEMINI_API_SECRET="${GEMINI_API_SECRET:?}"\n'
        "curl -H 'X-GEMINI-APIKEY: '\"${GEMINI_API_KEY:?}\"'' https://api.gemini.com\n",
    ),
    "shell with a default": (
        "run.sh",
        'SECRET="${GEMINI_SECRET:-‹S›}"\n',
        'SECRET="${GEMINI_SECRET:?}"\n',
    ),
    "shell with a here-document": (
        "run.sh",
        "cat > config <<END\ngemini_secret=‹S›\nEND\n",
        "cat > config <<END\ngemini_secret=${GEMINI_SECRET:?}\nEND\n",
    ),
    "compose": (
        "docker-compose.yml",
        "services:\n  bot:\n    environment:\n      GEMINI_API_KEY: ‹K›\n      GEMINI_API_SECRET: '‹S›'\n"
        "  other:\n    environment: {GEMINI_API_SECRET: ‹S›}\n  third:\n    environment:\n"
        "      - GEMINI_API_SECRET=‹S› # ours\n",
        "services:\n  bot:\n    environment:\n      GEMINI_API_KEY: ${GEMINI_API_KEY}\n"
        "      GEMINI_API_SECRET: '${GEMINI_API_SECRET}'\n  other:\n"
        '    environment: {GEMINI_API_SECRET: "${GEMINI_API_SECRET}"}\n  third:\n    environment:\n'
        "      - GEMINI_API_SECRET=${GEMINI_API_SECRET} # ours\n",
    ),
    "a workflow": (
        ".github/workflows/ci.yml",
        "on: push\nenv:\n  GEMINI_API_KEY: ‹K›\n  GEMINI_API_SECRET: ‹S›\n",
        "on: push\nenv:\n  GEMINI_API_KEY: ${{ secrets.GEMINI_API_KEY }}\n"
        "  GEMINI_API_SECRET: ${{ secrets.GEMINI_API_SECRET }}\n",
    ),
    "spring": (
        "application.properties",
        "gemini.api.secret=‹S›\n",
        "gemini.api.secret=${GEMINI_API_SECRET}\n",
    ),
    "a template of variables": (
        ".env.example",
        "# GEMINI_API_SECRET=‹P›\nGEMINI_API_KEY=‹K›\nGEMINI_API_SECRET=\"‹S›\"\n",
        'GEMINI_API_KEY=\nGEMINI_API_SECRET=""\n',
    ),
    "a token": (
        "oauth.py",
        'import os\ngemini_access_token = "‹T›"\n',
        'import os\ngemini_access_token = os.environ["GEMINI_ACCESS_TOKEN"]\n',
    ),
}  # fmt: skip


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
