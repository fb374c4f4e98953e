"""detect-secrets' detectors through keylint find what they find when they are called directly."""

from __future__ import annotations

import random
from importlib import import_module

import pytest

from keylint import registry
from keylint.detectors import detect_secrets
from keylint.document import Document
from keylint.examples import unpack
from keylint.gate import Gate
from keylint.model import Blob
from keylint.rule import Detector, DetectorRule

RULE = next(rule for rule in registry.load() if isinstance(rule, DetectorRule))
BY_NAME = {detector.name: detector for detector in RULE.detectors}
# A value of each detector's shape, on a line of the kind that people have.
LINES = (
    ("AWSKeyDetector", 'aws_access_key_id = "AKIA{upper:16}"'),
    ("AWSKeyDetector", "aws_secret_key = '{base62:40}'"),
    ("AzureStorageKeyDetector", "DefaultEndpointsProtocol=https;AccountKey={base62:86}=="),
    ("DiscordBotTokenDetector", 'token = "M{base62:23}.{base62:6}.{base62:27}"'),
    ("GitHubTokenDetector", "GITHUB_TOKEN=gho_{base62:36}"),
    ("GitLabTokenDetector", "CI_TOKEN: glpat-{base62:20}"),
    ("MailchimpDetector", "key = {hex:32}-us12"),
    # In two pieces, or this file would look like one that holds a token.
    ("NpmDetector", "//registry.npmjs.org/:_auth" + "Token=npm_{base62:36}"),
    ("OpenAIDetector", "OPENAI=sk-{base62:21}T3BlbkFJ{base62:21}".replace("21", "20")),
    ("PypiTokenDetector", "password = pypi-AgEIcHlwaS5vcmc{base62:80}"),
    ("SendGridDetector", "SG_KEY=SG.{base62:22}.{base62:43}"),
    ("SlackDetector", "url: https://hooks.slack.com/services/T{upper:8}/B{upper:8}/{base62:24}"),
    ("SlackDetector", "slack = 'xoxb-{digits:12}-{digits:12}-{base62:24}'"),
    ("SquareOAuthDetector", "square: sq0csp-{base62:43}"),
    ("StripeDetector", "stripe = rk_live_{base62:24}"),
    ("TelegramBotTokenDetector", "bot = {digits:10}:{base64url:35}"),
    ("TwilioKeyDetector", 'twilio_sid = "AC{hex:32}"'),
)


def called_directly(detector: Detector, line: str) -> set[str]:
    module = import_module(f"detect_secrets.plugins.{detector.module}")
    return set(getattr(module, detector.name)().analyze_string(line))


@pytest.mark.parametrize(("name", "line"), LINES)
@pytest.mark.parametrize("seed", range(5))
def test_what_a_detector_finds_directly_is_found_through_keylint(
    name: str, line: str, seed: int
) -> None:
    text = unpack(line, seed).text
    direct = called_directly(BY_NAME[name], text)
    assert direct, "the line is of the detector's kind"
    matches = detect_secrets.look(RULE, Document("a.txt", f"first\n{text}\nlast\n"))
    found = [match.secret.reveal() for match in matches if match.secret]
    # Of patterns with groups the library gives every group, such as the prefix alone.
    assert [v for v in direct if not any(v in other or other in v for other in found)] == []


def test_every_detector_is_tried() -> None:
    assert {name for name, _ in LINES} | {"PrivateKeyDetector"} == set(BY_NAME)


def test_a_prefix_within_a_longer_run_is_no_credential() -> None:
    source = random.Random(1)
    noise = "".join(source.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=40))
    text = f"aws image: data:image/png;base64,{noise}AKIA{noise}"
    assert list(detect_secrets.look(RULE, Document("a.ipynb", text))) == []


def test_one_letter_that_grows_in_lower_case_switches_nothing_off() -> None:
    text = unpack('# İ\nKEY = "AKIA{upper:16}"\n').text
    (match,) = detect_secrets.look(RULE, Document("a.py", text))
    assert text[match.span.start : match.span.end].startswith("AKIA")


@pytest.mark.parametrize("body", ["a: " * 20_000, "a: b  \n" * 20_000, "a: " + " " * 100_000])
def test_what_follows_a_key_header_costs_no_more_than_its_length(body: str) -> None:
    text = f"-----BEGIN PRIVATE KEY-----\n{body}"
    assert list(detect_secrets.look(RULE, Document("a.pem", text))) == []


HEADS = ("RSA PRIVATE KEY", "PRIVATE KEY", "PGP PRIVATE KEY BLOCK", "SSH2 ENCRYPTED PRIVATE KEY")
BEHIND = (
    "-----\n{}",
    "-----\\n{}",
    "-----\\r\\n{}",
    '-----\\n" +\n  "{}',
    "-----`,\n    `{}",
    "-----\u00a0\n\u2003{}",
    "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,00\n\n{}",
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("material", ["{base62:64}", "short"])
def test_a_private_key_with_material_opens_the_gate(head: str, behind: str, material: str) -> None:
    text = f"key = '-----BEGIN {head}{behind.replace('{}', unpack(material).text)}\n"
    fast, slow = Gate(RULE.triggers), Gate(RULE.triggers)
    fast.use_engine()
    found = list(detect_secrets.look(RULE, Document("a.txt", text)))
    assert bool(found) is (material != "short")
    for gate in (fast, slow):
        assert bool(gate.select(Blob("a.txt", text.encode()), "utf-8").rules) is bool(found)
