"""A text in each format, with what rules' examples have not got."""

from __future__ import annotations

from stand_ins import filled

LINE = filled(b'gemini_api_key = "account-{base62:20}"\ngemini_api_secret = "{base58-20-bytes}"\n')
SECRET = filled(b"{base58-20-bytes}")
KEYS = (
    b"keys:\n- exchange: gemini\n  name: bot\n  roles: [Trader, Fund Manager]\n  scope: master\n"
    b"  ip_allowlist: [0.0.0.0/0, 10.0.0.1]\n  created: 2019-03-01\n  rotate_after: 30 days\n"
)

OWN: dict[str, tuple[bytes, ...]] = {
    "env": (LINE, b"export A='x y' # z\nENV B \"c\"\nset -x C d\nexport D=\n\ndeclare -x E=f"),
    "json": (
        b'{"keys": [{"exchange": "gemini", "a": "b\\u0041\\ud83d", c: +1.5e3, /* d */ "e": [1,],}]}',
        b'{"a": "{\\"gemini\\": {\\"ip_whitelist\\": []}}"}\n{"b": nan}\n// c\n[true, null]',
    ),
    "yaml": (
        KEYS,
        b"a: &a {x: 1}\nb: {<<: *a, y: [*a, 'q', \"\\u0041\"]}\nc: |\n  gemini: {a: b}\n  d\n"
        b"---\n? e\n: !!str f\n...\n%YAML 1.2\n---\ndata:\n  config.json: |-\n    {\"a\": [1]}\n",
    ),
    "toml": (
        b"a = 'b'\n[c.d]\n\"e\" = \"\"\"f\\\n  g\"\"\"\nh = [1, # i\n 0x1f]\n[[j]]\nk.l = {m = 1}\n",
        b"[[keys]]\nexchange = \"gemini\"\nip-allowlist = [\"1.2.3.4\"]\ncreated = 2019-03-01\n",
    ),
    "ini": (
        b"[gemini]\nip_whitelist =\n    1.2.3.4\n    # no\n    5.6.7.8 ; x\nroles: a, b\n[c]\nd=\"e\"\n",
    ),
    "hcl": (
        b'resource "x" "gemini" {\n  ip_allowlist = ["1.2.3.4"]\n  a = <<-END\n  b\n  END\n'
        b'  # c\n  d { e = "f${g}h" }\n  i = { j : true }\n}\n',
    ),
    "xml": (
        b'<?xml version="1.0"?><!DOCTYPE a><keys xmlns:x="y"><key exchange="gemini" '
        b"roles='Trader'>&amp;<x:ip>1.2.3.4</x:ip><![CDATA[d]]><!-- e --></key></keys>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<configuration><appSettings><add key="gemini.ips" value="1.2.3.4"/></appSettings>'
        b"<array><string>\xc3\xa9 &#233;</string></array></configuration>",
        b"<plist><dict><key>gemini</key><string>&#65;</string><true/></dict></plist>",
    ),
    "csv": (
        b"exchange,label,ip_whitelist\ngemini,\"a \"\"b\"\"\n c\",1.2.3.4\n",
        b"exchange\troles\ngemini\tTrader; withdraw\n",
    ),
    "markdown": (
        b"# gemini\n| exchange | roles |\n|---|:-:|\n| gemini | `Trader` |\n\n```yaml\n" + KEYS
        + b"```\n~~~ json\n{\"a\": 1}\n~~~\n---\n",
        b"---\ntitle: gemini\n---\n\n    indented = 1\n* a\n  ```env\n  A=1\n  ```\n",
    ),
    "python": (
        b"gemini = {'ip_whitelist': ['1.2.3.4'], 'roles': ('Trader',)}\nclass Gemini(Base):\n"
        b"    a: str = f\"{b}\" 'c'\n    d = os.getenv('E', \"f\")\n    g(h=date(2019, 3, 1), *i)\n",
        b"for a in b:\n  with c as d: gemini['e'] = d if a else None\ntry: pass\nexcept E: x = b'y'\n",
    ),
    "javascript": (
        b"const gemini: Key = { ipWhitelist: ['1.2.3.4'], ...rest, [a]: `b${c}d`, 'e': f(g) };\n"
        b"export default { gemini, h: { i: /j/g, k: () => { return 1 } } } // l\n/* m */\n",
    ),
}  # fmt: skip
