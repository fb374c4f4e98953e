"""Files of other kinds than the rules' examples: coded, packed, with comments; settings, baselines."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Iterator

from seed_texts import LINE, SECRET

from keylint.baseline import Baseline, Entry, file


def layered() -> Iterator[bytes]:
    """Values that are encoded, escaped or cut up, one way and two."""
    coded = base64.b64encode(LINE)
    yield coded
    yield base64.encodebytes(LINE * 3)
    yield base64.b64encode(coded)
    yield base64.urlsafe_b64encode(b"\xff" + SECRET)
    yield b"token: " + b"".join(b"%%%02x" % byte for byte in SECRET)
    yield b"".join(b"\\u%04x" % byte for byte in SECRET) + b"\\n" + SECRET
    yield b"".join(b"\\x%02x" % byte for byte in SECRET) + b"\\101\\102"
    yield b"".join(b"&#%d;" % byte for byte in SECRET) + b"&#x41;"
    yield b'a = "%b" + \\\n    "%b" . \'c\'' % (SECRET[:9], SECRET[9:])
    yield b'("%b"\n  f"%b")' % (SECRET[:14], SECRET[14:])
    yield b"a=%b\\\n%b" % (SECRET[:14], SECRET[14:])
    yield "é𝄞 ".encode() + coded + b' "x" "y"'


def archives() -> Iterator[bytes]:
    """One of each kind, and one within another."""
    for pack in (gzip.compress, bz2.compress, lzma.compress):
        yield pack(LINE)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../a.env", LINE)
        archive.writestr("b/", b"")
        archive.writestr("c.gz", gzip.compress(LINE))
    yield zipped.getvalue()
    tarred = io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w") as tar:
        info = tarfile.TarInfo("/etc/../a.env")
        info.size = len(LINE)
        tar.addfile(info, io.BytesIO(LINE))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    # Without most of the blanks at its end.
    yield tarred.getvalue()[:3072]
    yield gzip.compress(tarred.getvalue())
    yield b"PK\x05\x06" + bytes(18)


def encoded_files() -> Iterator[bytes]:
    """A text in each encoding, with and without its mark."""
    text = LINE.decode() + "é𝄞\r\nx\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield text.encode(encoding)
    yield b"\xe9 latin\n" + LINE
    yield b"a\0b\xff\xfe\n"


def ignores() -> Iterator[bytes]:
    """A finding with each form of comment around it."""
    line = LINE.split(b"\n")[1]
    for mark in (b"# ", b"// ", b"<!-- ", b"/* ", b"-- ", b"; ", b"REM ", b"{{/* "):
        rule = b"keylint: ignore[gemini-api-secret, gemini-api-key] a reason"
        yield b"a.py\n%b  %b%b -->*/}}\n" % (line, mark, rule)
        yield b"a.vb\n%b%b\n%b\n" % (mark, rule, line)
        yield b"a.py\n%b %bpragma: allowlist secret\n" % (line, mark)
        yield b"a.py\n%bpragma: allowlist nextline secret\n%b\n" % (mark, line)


def configurations() -> Iterator[bytes]:
    """Every setting, and an inventory."""
    yield (
        b'select = ["gemini-api-secret"]\nignore = []\nexclude = ["a/**/b*.py", "*.md"]\n'
        b'fail-on = "high"\nconfidence = "low"\nmax-file-size = "5 MB"\nwidest-ipv4 = 24\n'
        b"widest-ipv6 = 64\nrotation-days = 90\nplugins = []\n[per-path-ignores]\n"
        b'"tests/" = ["gemini-api-key"]\n'
    )
    yield (
        b'[[keys]]\nname = "bot"\nexchange = "gemini"\nenv = ["GEMINI_API_KEY"]\n'
        b'roles = ["Trader"]\nscope = "account"\nip-allowlist = ["34.117.59.81"]\n'
        b'environment = "production"\ncreated = 2026-01-01\nrotate-after = 90\nowner = "?"\n'
        b'purpose = "x"\naccepted = [{rule = "key-can-withdraw", reason = "r", '
        b"until = 2027-01-01}]\n"
    )
    yield b'[tool.keylint]\nselect = ["no-rule"]\nmax-file-size = 0\n[[tool.keylint.keys]]\n'


def baselines() -> Iterator[bytes]:
    """A baseline with entries of every kind, as it is written, and as a merge leaves it."""
    entries = (
        Entry("gemini-api-secret", "a.py", "0" * 32),
        Entry("gemini-api-key", "b é.py", "1" * 32, "false", "a reason", "owner", "2026-11-30"),
        Entry("generic-secret", "c", "f" * 32, "real"),
    )
    written = file.write(Baseline("x", bytes(32), entries, (1, 1, 1))).encode()
    # The marks of empty shelves add nothing for a fuzzer.
    short = b"\n".join(
        line for line in written.split(b"\n") if len(line) > 6 or line[:1] not in (b'"',)
    ).replace(b"},\n]", b"}\n]")
    yield short
    yield short.replace(b'"findings"', b"<<<<<<< ours\n=======\n>>>>>>> theirs\n")
    yield b'{"version": 1, "salt": 3, "salt_check": null, "findings": [{}, 1, "00"]}'


def foreign_baselines() -> Iterator[bytes]:
    """A file of each tool that is read."""
    digest = "a" * 40
    for whole in (
        {"results": {"./a.py": [{"hashed_secret": digest, "line_number": 3, "is_secret": False}]}},
        [{"File": "a.py", "StartLine": 1, "Secret": "REDACTED"}, {"File": "b", "StartLine": "2"}],
        {"SourceMetadata": {"Data": {"Git": {"file": "a", "line": 1}}}, "Verified": True},
        {"runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"ruleId": "r", "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": "file:///repo/a%20b"},
             "region": {"startLine": 1}}}], "suppressions": [{"justification": "j"}],
            "partialFingerprints": {"keylint/v1": "f"}}]}]},
    ):  # fmt: skip
        yield json.dumps(whole).encode()
    yield b"# comment\n%b:a/b.py:rule:12\nc.py:rule:3\n" % digest.encode()
    yield b'{"SourceMetadata": {"Data": {"Filesystem": {"file": "a"}}}}\n' * 2
