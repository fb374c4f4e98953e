"""The files of the repository that is full of values: ‹…› is to become one."""

from __future__ import annotations

FILES = {
    "pair.env": "GEMINI_API_KEY=‹key of a .env|key›\nGEMINI_API_SECRET=‹secret of a .env›\n",
    "shell.sh": "export GEMINI_API_SECRET='‹export in a shell›'; export DB_PASSWORD=‹next on the line|base64›\n",
    "bot.py": "gemini_secret = '‹string in Python›'  # ‹comment in Python›\n"
    "gemini_api_secret_‹name of a variable› = 1\nkey = os.environ['‹name of a variable that is read|variable›']\nsecret = os.getenv('GEMINI_API_SECRET_‹name of another that is read|hex›')\n"
    "gemini = Client(‹bare word in Python›, api_secret='‹argument in Python›', aws='‹second on the line|AWS›')\n"
    "gemini_secret = ('‹first half of joined literals›'\n    '')\n",
    "ignored.py": "gemini_secret = '‹silenced by a comment›'  # keylint: ignore[gemini-api-secret] ‹reason of an ignore›\n"
    "gemini_secret = '‹beside an unknown rule›'  # keylint: ignore[‹rule of an ignore›]\n"
    "x = 1  # keylint: ignore[gemini-api-secret] ‹reason of a stale ignore›\n"
    "gemini_secret = '‹allowed by a pragma›'  # pragma: allowlist secret\n",
    "bot.js": "const gemini = { secret: '‹string in JavaScript›', ['‹computed name in JavaScript›']: 1 }; // ‹comment in JavaScript›\n",
    "bot.go": 'const GeminiSecret = "‹string in Go›" // ‹comment in Go›\n',
    "Bot.java": '@Gemini("‹annotation in Java›") String geminiSecret = "‹string in Java›";\n',
    "keys.yaml": "‹key in YAML›: &‹anchor in YAML› !‹tag in YAML›\n  exchange: gemini\n"
    "  permissions: [withdraw, ‹permission in YAML›]\n  ip_whitelist: []\nother: *‹anchor in YAML›\n"
    "keys:\n- name: ‹label in YAML›\n  exchange: gemini\n  api_key: ‹key id in YAML|key›\n"
    "  permissions: [withdraw]\n  ip_whitelist: ['‹address in YAML›', '0.0.0.0/0']\n  # ‹comment in YAML›\n"
    "- {name: ‹label of a uuid|uuid›, exchange: gemini, can_withdraw: true, ip_whitelist: '*'}\n"
    "- {name: ‹label of hex digits|hex›, exchange: gemini, environment: ‹environment in YAML›, can_withdraw: true, ip_whitelist: ''}\n"
    "- {name: ‹label of base64url|base64url›, exchange: gemini, can_withdraw: true, ip_whitelist: '10.0.0.1'}\n"
    "- {name: ‹label of base64|base64›, exchange: gemini, can_withdraw: true, ip_whitelist: any}\n"
    "- {name: gemini_‹end of a label›_v2, exchange: gemini, can_withdraw: true, ip_whitelist: any, created: '‹day in YAML›'}\n",
    "named.json": '{"gemini-‹key in JSON›": {"api_key": "‹key id in JSON|key›", "ip_whitelist": "*", "can_withdraw": true,'
    ' "roles": ["‹role in JSON›", "Fund Manager"], "‹unknown key in JSON›": "‹unknown value in JSON›"}}',
    "conf.toml": "[gemini.‹table in TOML›]\nsecret = '‹string in TOML›' # ‹comment in TOML›\nip_whitelist = []\ncan_withdraw = true\n",
    "conf.ini": "[gemini ‹section of an INI›]\nsecret = ‹value of an INI›\n‹name in an INI› = x\n; ‹comment in an INI›\nip_whitelist =\n",
    "main.tf": 'resource "gemini_key" "‹resource in Terraform›" {\n  secret = "‹string in Terraform›"\n  ip_whitelist = []\n  can_withdraw = true\n}\n',
    "conf.xml": '<gemini name="‹attribute in XML›"><secret>‹text in XML›</secret><‹tag in XML|word›/>'
    "<ip_whitelist></ip_whitelist><can_withdraw>true</can_withdraw><!-- ‹comment in XML› --></gemini>\n",
    "keys.csv": "exchange,name,api_key,api_secret,ip_whitelist,can_withdraw,‹header of a CSV›\n"
    "gemini,‹label in a CSV›,‹key id in a CSV|key›,‹secret in a CSV›,,true,‹cell of a CSV›\n",
    "notes.md": "# Gemini ‹heading in Markdown›\n[‹text of a link›](https://api.gemini.com/?api_secret=‹query of a URL›)\n"
    "```env ‹info of a fence›\nGEMINI_API_SECRET=‹secret in a fence›\n```\n| name | secret |\n|-|-|\n| gemini | ‹cell in Markdown› |\n",
    "urls.txt": "gemini https://‹user of a URL›:‹password of a URL›@api.gemini.com/v1/‹path of a URL›#‹fragment of a URL›\n",
    "broken.json": '{"gemini": {"secret": "‹value in broken JSON›" "‹key in broken JSON›": [] }',
    "broken.yaml": "gemini: ‹value in broken YAML›\n  ip_whitelist: '‹string in broken YAML›\n *‹alias to nothing›: ",
    "broken.toml": "gemini = ‹bare value in TOML›\n[‹open table in TOML›\n",
    "broken.xml": "<gemini><secret>‹text in broken XML›</‹wrong end in XML|word›></gemini>&‹entity in XML›;",
    "broken.ipynb": '{"cells": [{"source": ["gemini_secret = ‹cell of a broken notebook›"',
    "broken.py": "gemini_secret = '‹string in broken Python›\n  def ‹function in broken Python›(:\n\\‹escape in Python›\n",
    "cloud.py": "gemini_aws = '‹key of AWS|AWS›'\ngemini_google = '‹key of Google|Google›'\nGEMINI_CLIENT_SECRET='‹secret of OAuth|uuid›'\n"
    "gemini_password = '‹password of hex digits|hex›'\nurl = 'postgres://gemini:‹password in a DSN|hex›@db'\n",
    "gemini_‹name of a file›.env": "GEMINI_API_SECRET=‹secret below its name›\n",
    "‹name of a folder›/gemini-‹name of a key›/x.yaml": "exchange: gemini\nname: bot\nip_whitelist: []\ncan_withdraw: true\n",
    "‹name like a key|key›.env": "GEMINI_IP_WHITELIST=\nGEMINI_API_KEY=‹key below its name|key›\nGEMINI_CAN_WITHDRAW=1\n",
    "…‹name behind an ellipsis›.env": "GEMINI_API_SECRET=‹secret behind an ellipsis›\n",
    "‹name of hex digits|hex›.gemini.json": '{"exchange": "gemini", "ip_whitelist": "*"}',
    "‹name of a uuid|uuid›.gemini.json": '{"exchange": "gemini", "ip_whitelist": "*"}',
    "‹name of base64url|base64url›.env": "GEMINI_API_SECRET=‹secret below base64url›\n",
}  # fmt: skip

CONFIGURATION = """
exclude = ["‹pattern to leave out›"]
per-path-ignores = {{ "‹pattern of paths›" = ["gemini-api-key"], "conf.*" = ["gemini-api-secret"], "‹name of a folder›*" = ["key-can-withdraw"] }}
# ‹comment in the configuration›
[[keys]]
name = "‹name of a declared key›"
exchange = "gemini"
env = ["‹variable of a declared key|variable›", "GEMINI_API_SECRET"]
roles = ["Trader"]
scope = "account"
ip-allowlist = []
environment = "‹environment of a declared key›"
created = 2020-01-01
owner = "‹owner of a declared key›"
purpose = "‹purpose of a declared key›"
accepted = [{{ rule = "key-without-ip-allowlist", reason = "‹reason of an accepted risk›", until = 2999-01-01 }}]
""".replace("{{", "{").replace("}}", "}")  # fmt: skip
