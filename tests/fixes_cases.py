"""Files before and after a fix, by language and habit."""

from __future__ import annotations

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
