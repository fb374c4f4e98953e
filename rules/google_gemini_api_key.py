"""Keys of Google's Gemini: another company's secret, which needs other advice."""

import re

from keylint.model import Severity
from keylint.rule import Example, PatternRule, with_encodings

# AIza… keys also open Maps and Firebase, where they are public: only talk of the model tells.
TALK = re.compile(r"(?i)gemini|generativelanguage|genai|generative[-_ ]?ai|aistudio|AQ\.Ab8RN6")
PLACEHOLDER = re.compile(r"(?i)example|placeholder|your|xxxx|(.)\1{5}|123456|abcdef")


def applies(text: str) -> bool:
    """Whether a file speaks of Google's Gemini at all."""
    return TALK.search(text) is not None


def accepts(value: str) -> bool:
    """Whether a value is more than a placeholder."""
    return PLACEHOLDER.search(value) is None


RULE = PatternRule(
    id="google-gemini-api-key",
    title="Plaintext API key of Google's Gemini",
    severity=Severity.HIGH,
    why="This is a key of Google's language model, not of the Gemini exchange: no funds are at "
    "risk, but whoever has it uses the model on your bill and may read files that were uploaded "
    "with it.",
    fix=(
        "Delete the key in Google AI Studio (aistudio.google.com/apikey) or in the Google Cloud "
        "console under APIs & Services › Credentials.",
        "Make a new one, restricted to the Generative Language API, and write {lookup} instead of "
        "the value.",
        "Look at the project's usage and bill for calls that are not yours.",
        "Use different variable names for the two Geminis, such as GEMINI_EXCHANGE_API_KEY for "
        "the exchange.",
    ),
    references=("https://ai.google.dev/gemini-api/docs/api-key",),
    cwe=798,
    keywords=with_encodings("AIzaSy", "AQ.Ab8RN6"),
    message="API key of Google's Gemini in plain text (not of the Gemini exchange)",
    pattern=r"(?<![A-Za-z0-9_-])(?P<value>AIzaSy[A-Za-z0-9_-]{33}|AQ\.Ab8RN6[A-Za-z0-9_-]{44})"
    r"(?![A-Za-z0-9_-])",
    applies=applies,
    accepts=accepts,
    flags=(
        Example("GEMINI_API_KEY=«AIzaSy{base64url:33}»\n", ".env"),
        Example('genai.configure(api_key="«AIzaSy{base64url:33}»")\n', "chat.py"),
        Example('const key = "«AQ.Ab8RN6{base64url:44}»";\n', "chat.ts"),
    ),
    passes=(
        Example('maps_key = "AIzaSy{base64url:33}"\n', "maps.js"),
        Example("GEMINI_API_KEY=AIzaSy{base64url:32}\n", ".env"),
        Example("GEMINI_API_KEY=AIzaSy{base64url:34}\n", ".env"),
        Example('GEMINI_API_KEY = "AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"\n', "chat.py"),
    ),
)
