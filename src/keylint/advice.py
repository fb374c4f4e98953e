"""How to look a variable up instead of writing its value, in the language of the file."""

from __future__ import annotations

import re
from posixpath import basename, splitext

USUAL_VARIABLE = "GEMINI_API_SECRET"
VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{3,60}")
LOOKUPS: dict[str, tuple[str, ...]] = {
    'os.environ["{name}"]': (".py", ".ipynb", ".pyi"),
    "process.env.{name}": (".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".vue"),
    'os.Getenv("{name}")': (".go",),
    'std::env::var("{name}")?': (".rs",),
    'System.getenv("{name}")': (".java", ".kt", ".kts", ".groovy"),
    'sys.env("{name}")': (".scala",),
    'Environment.GetEnvironmentVariable("{name}")': (".cs", ".fs", ".vb"),
    'getenv("{name}")': (".c", ".h", ".cpp", ".cc", ".hpp", ".php", ".m", ".mm"),
    'ENV.fetch("{name}")': (".rb",),
    'System.fetch_env!("{name}")': (".ex", ".exs"),
    'Sys.getenv("{name}")': (".r",),
    'ENV["{name}"]': (".jl",),
    "$ENV{{{name}}}": (".pl", ".pm"),
    'os.getenv("{name}")': (".lua",),
    'ProcessInfo.processInfo.environment["{name}"]': (".swift",),
    "Platform.environment['{name}']": (".dart",),
    "$env:{name}": (".ps1", ".psm1"),
    "%{name}%": (".bat", ".cmd"),
    "${{{name}}}": (".sh", ".bash", ".zsh", ".yml", ".yaml", ".toml", ".ini", ".cfg", ".conf"),
    "var.{lower}": (".tf", ".tfvars"),
}
BY_SUFFIX = {suffix: form for form, suffixes in LOOKUPS.items() for suffix in suffixes}
ENV_FILE = re.compile(r"(?i)^\.?env(?:\.|rc|$)|\.env(?:\.|$)|^\.envrc$")


def lookup(path: str, variable: str = "") -> str:
    """What to write in place of a value, in the words of a sentence."""
    name = variable if VARIABLE.fullmatch(variable) else USUAL_VARIABLE
    if ENV_FILE.search(basename(path)):
        return f"{name}=<set in the environment or a secret store> in a file that .gitignore names"
    form = BY_SUFFIX.get(splitext(path)[1].lower())
    if form is None:
        return f"a look-up of the variable {name}"
    return f"`{form.format(name=name, lower=name.lower())}`"
