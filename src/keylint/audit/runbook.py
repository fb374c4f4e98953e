"""What to do about a secret that lies open and works: in order, for copies are made within minutes."""

from __future__ import annotations

SETTINGS = "https://exchange.gemini.com/settings/api"
STEPS = (
    f"Now: deactivate the key at {SETTINGS}. It stops working at once, and so do the bots that "
    "use it.",
    "Look at the approved withdrawal addresses and take out what you do not know "
    "(https://exchange.gemini.com/settings/addresses); an address that was added waits seven days.",
    "Look at open orders, trades and transfers (https://exchange.gemini.com/transfer/history), "
    "cancel and report what you do not know: https://support.gemini.com.",
    f"Make a new key at {SETTINGS}: the fewest roles that the bot needs (Auditor to read, Trader "
    "to trade, no Fund Manager) and “Trusted IPs only”.",
    "Give the new pair to every deployment of the bot, by its environment or a secret store.",
    "Write {lookup} instead of the value in the file.",
)
HISTORY = (
    "Take the value out of the history: `keylint scan --history` prints the exact lines. Forks "
    "and caches keep it, which is why step 1 comes first."
)
THEN = "Run `keylint audit --found` again: the old pair must be dead."


def runbook(lookup: str, in_history: bool) -> tuple[str, ...]:
    """The steps, with the look-up of the finding's file."""
    steps = [step.replace("{lookup}", lookup) for step in STEPS]
    then = THEN.replace("--found", "--found --history") if in_history else THEN
    return (*steps, HISTORY, then)
