"""What other tools' files say of findings: read as JSON or lines, and nothing in them is run.

Such a file may hold values in plain text: of them only imprints are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from keylint.finding import Finding, Imprint
from keylint.model import unshown
from keylint.reports.shown import safe
from keylint.settings import ConfigurationError

Object = Mapping[str, Any]
FINGERPRINT = re.compile(r"(?:[0-9a-f]{40,64}:)?(?P<path>.+):[\w.-]+:(?P<line>\d+)")
HIDDEN = ("", "REDACTED")
BY_LINE = "told by line only, where anything may stand: judge with `keylint baseline --audit`"
ELSEWHERE = "whose path lies elsewhere than this repository"
FROM_ROOT = re.compile(r"/|[A-Za-z]:|\.\./")


class Claim(NamedTuple):
    """What a file says of one finding: where, of which value, and that it was judged false.

    `why_not` says why it is not to be taken over, `reason` what its users wrote.
    """

    tool: str
    path: str
    line: int = 0
    sha1: str = ""
    values: tuple[bytes, ...] = ()
    fingerprint: str = ""
    why_not: str = ""
    reason: str = ""

    def __repr__(self) -> str:
        return unshown(self)

    def is_about(self, finding: Finding, path: str) -> bool:
        """Whether it speaks of a finding's value, in a path that is told from the root."""
        if self.fingerprint:
            return self.fingerprint == finding.fingerprint
        imprint = finding.imprint
        has_value = self.sha1 == imprint.sha1.hex() or imprint.sha256 in self.values
        return self.path == path and has_value

    @property
    def weighed(self) -> Claim:
        """The claim, not to be taken over where nobody can tell what it is about."""
        if self.why_not or self.fingerprint:
            return self
        if FROM_ROOT.match(self.path):
            return self._replace(why_not=ELSEWHERE)
        return self if self.sha1 or self.values else self._replace(why_not=BY_LINE)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


def read(name: str, data: bytes, root: str) -> list[Claim]:
    """What a file says; raises ConfigurationError where it is of no tool that is known."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigurationError(f"{name}: not UTF-8") from None
    place = _Place(root.replace("\\", "/").rstrip("/"))
    try:
        claims = _claims(text, place)
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError):
        claims = None
    if claims is None:
        raise ConfigurationError(
            f"{name}: neither a .secrets.baseline of detect-secrets, nor JSON of gitleaks or "
            "trufflehog, nor a .gitleaksignore, nor SARIF; or it is cut off"
        )
    return [claim.weighed for claim in claims]


class _Place(NamedTuple):
    """Paths as keylint tells them: from the root, with slashes."""

    root: str

    def told(self, path: str) -> str:
        plain = path.replace("\\", "/").removeprefix(f"{self.root}/")
        return re.sub(r"^(?:\./+)+", "", re.sub(r"/(?:\./)+", "/", plain))


def _claims(text: str, place: _Place) -> list[Claim] | None:
    try:
        whole = json.loads(text)
    except ValueError:
        return _of_lines(text, place)
    if isinstance(whole, dict) and isinstance(whole.get("results"), dict):
        return list(_of_detect_secrets(whole["results"], place))
    if isinstance(whole, dict) and "runs" in whole:
        return list(_of_sarif(whole["runs"], place))
    if isinstance(whole, dict) and "SourceMetadata" in whole:
        return [_of_trufflehog(whole, place)]
    if isinstance(whole, list) and all(isinstance(one, dict) for one in whole):
        hogs = [one for one in whole if "SourceMetadata" in one]
        of_one: Callable[[Object, _Place], Claim] = _of_trufflehog if hogs else _of_gitleaks
        return [of_one(one, place) for one in whole]
    return None


def _of_lines(text: str, place: _Place) -> list[Claim] | None:
    """JSON lines of trufflehog, or the fingerprints of a .gitleaksignore."""
    lines = [line.strip() for line in text.splitlines()]
    told = [line for line in lines if line and not line.startswith("#")]
    if told and all(line.startswith("{") for line in told):
        found = map(json.loads, told)
        return [_of_trufflehog(one, place) for one in found if "SourceMetadata" in one]
    matches = [FINGERPRINT.fullmatch(line) for line in told]
    if not told or not all(matches):
        return None
    return [
        Claim("gitleaks", place.told(found["path"]), int(found["line"]))
        for found in matches
        if found
    ]


def _of_detect_secrets(results: Mapping[str, list[Object]], place: _Place) -> Iterator[Claim]:
    for path, found in results.items():
        for one in found:
            real = "judged real there" if one.get("is_secret") else "not audited there"
            yield Claim(
                "detect-secrets",
                place.told(path),
                int(one.get("line_number", 0)),
                sha1=str(one["hashed_secret"]).lower(),
                why_not="" if one.get("is_secret") is False else real,
            )


def _of_gitleaks(one: Object, place: _Place) -> Claim:
    """Who keeps a report of gitleaks keeps it to have what is in it ignored."""
    secret = str(one.get("Secret", ""))
    values = () if secret in HIDDEN or secret.endswith("...") else (Imprint.of(secret).sha256,)
    return Claim("gitleaks", place.told(one["File"]), int(one["StartLine"]), values=values)


def _of_trufflehog(one: Object, place: _Place) -> Claim:
    (data,) = one["SourceMetadata"]["Data"].values()
    # What is not verified may not have been asked for at all: `--no-verification` says the same.
    why_not = "verified there" if one.get("Verified") else "judged by nobody there"
    if one.get("VerificationError"):
        why_not = "could not be verified there"
    return Claim(
        "trufflehog",
        place.told(str(data["file"])),
        int(data.get("line", 0)),
        why_not=why_not,
    )


def _of_sarif(runs: Iterable[Object], place: _Place) -> Iterator[Claim]:
    for run in runs:
        tool = safe(str(run["tool"]["driver"]["name"]))
        for result in run.get("results") or ():
            yield _of_result(result, tool, place)


def _of_result(result: Object, tool: str, place: _Place) -> Claim:
    first: Object = next(iter(result.get("locations") or ()), {})
    physical = first.get("physicalLocation") or {}
    if "uri" not in (physical.get("artifactLocation") or {}):
        named = str(result.get("ruleId", "a result"))
        return Claim(tool, f"{named} of {tool}", why_not="without a place in a file")
    uri = unquote(physical["artifactLocation"]["uri"]).removeprefix("file://")
    accepted = [
        one
        for one in result.get("suppressions") or ()
        if one.get("status", "accepted") == "accepted"
    ]
    reasons = (str(one["justification"]) for one in accepted if one.get("justification"))
    return Claim(
        tool,
        place.told(uri),
        int(physical.get("region", {}).get("startLine", 0)),
        fingerprint=str((result.get("partialFingerprints") or {}).get("keylint/v1", "")),
        why_not="" if accepted else "not suppressed there",
        reason=safe(next(reasons, "")),
    )
