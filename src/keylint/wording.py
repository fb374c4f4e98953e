"""Random text or words? Identifiers of a secret's length are common, and made of known words."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

# What identifiers, file names and slugs are made of, four letters and more, longest first.
WORDS = (
    "abstract access account action active adapter address admin after alert allow amount "
    "annotation application argument array assert asset async attach attempt audit auth average "
    "backend backup balance base batch before between binance bitcoin block body book bool border "
    "bottom bracket branch bridge broker browser buffer build builder bundle button byte cache "
    "call callback cancel candle capture card case cast catch center chain change channel char "
    "chart check child class clean clear client clock clone close cloud code collect color column "
    "command comment commit common compare complete component compute config confirm connect "
    "console const contain content context control convert cookie copy core count counter create "
    "crypto cursor custom daily data database date debug decimal decode default define delete "
    "deposit desc design detail detect device dialog digest direct disable dispatch display "
    "document domain double down download driver dummy dynamic each edit element email empty "
    "enable encode encoder encrypt engine entity entry enum environ equal error event every "
    "exact exception exchange execute exist exit expect export extend extract factory fail "
    "fetch field file fill filter final find first flag flash float flow focus folder font "
    "footer format forward frame frequency from front full function fund future gemini generate "
    "generic global graph group handle handler hash have header health hello help helper hidden "
    "history hook host html http icon identifier image implement import include index info init "
    "initial inner input insert inside install instance integer interface internal interval into "
    "invalid invoke item iterator join json keep kept kernel keyring label language last layer "
    "layout leaf length level library light limit line link list listen load local lock logger "
    "login long look loop main make manager manual many margin mark market match matrix media "
    "member memory menu merge message meta method middle migrate minimum missing mobile mock "
    "mode model module monitor more mount move multi name native network next node none normal "
    "notify null number object offset only open operation option order other outer output over "
    "override owner pack package page pair panel param parent parse parser part partial pass "
    "password patch path pattern payload payment pending percent perform permission pipe place "
    "plugin point policy pool popup port position post power prefix prepare present preview price "
    "print private process product profile program progress project promise property protocol "
    "provider proxy public publish pull purge push quantity query queue quick quote random range "
    "rate read reader ready real recent record redirect reduce refer refresh region register "
    "reject relation release reload remote remove render replace reply report request require "
    "reset resize resolve resource response rest restore result retry return reverse review "
    "right role root round route router rule runner runtime safe sample save scale scan schedule "
    "schema scope score screen script scroll search second secret section secure security select "
    "send sender serial serialize server service session setting setup share shift short should "
    "show side sign signal signature signer simple single size skip slice slot small snapshot "
    "socket some sort source space span spec split spot stack stage start state static status "
    "step stop storage store strategy stream strict string struct style submit subscribe success "
    "suffix super support switch symbol sync system table task team temp template test text that "
    "theme then this thread ticker time timeout timer title toggle token tool total trace track "
    "trade trader trading transaction transfer transform tree trigger true type uint union unique "
    "unit unknown unlock update upload upper user util valid validate value variable vault vector "
    "verify version video view virtual visible wait wallet watch wave week weight where while "
    "widget width window with withdraw word words work worker workflow wrap wrapper write writer "
    "xhtml year yield zone "
    "alphabet archive because bitmap calendar carousel checkbox coordinator dashboard delegate "
    "deserializer destination dictionary dropdown duration emitter encoding endpoint environment "
    "evaluator executor expression extension features fixture formatter fragment framework "
    "generator geometry gesture gradient hardware highlight horizontal hydrate increment "
    "indicator inspector installer invocation invoice keyboard listener location manifest mapper "
    "material measure metadata middleware mutation namespace navigation navigator normalizer "
    "notification observable observer overlay paginator parameter physics pipeline placeholder "
    "pointer portfolio predicate presenter priority procedure producer quaternion reducer "
    "reference registry renderer repository resolver scheduler selector sequence serializer "
    "simulator statement subscription texture together toolbar tooltip transition translator "
    "transport traversal utility validator vertical viewport visitor workspace"
).split()
# Of 28 random base58 characters 9 or more were covered by such words in none of 200,000 values.
MOST_IN_WORDS = 8
# No word is shorter.
BEGINNING = 4
LOWER_RUN = re.compile(r"[A-Z]?[a-z]{3,}")
MOST_IN_RUNS = 0.8


@cache
def _by_beginning() -> dict[str, tuple[str, ...]]:
    """The words by what they begin with, the longest first: fifty times faster than a pattern."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(WORDS, key=len, reverse=True):
        found[word[:BEGINNING]] = (*found.get(word[:BEGINNING], ()), word)
    return found


def _in_words(value: str) -> int:
    """How many characters of a value belong to words, each to the first one that is met."""
    folded, words = value.lower(), _by_beginning()
    at = covered = 0
    while at < len(folded):
        met = words.get(folded[at : at + BEGINNING], ())
        length = next((len(word) for word in met if folded.startswith(word, at)), 0)
        covered += length
        at += length or 1
    return covered


def changes(value: str) -> int:
    """How often the kind of character changes: words change seldom, random text often."""
    kinds = ["0" if c.isdigit() else "A" if c.isupper() else "a" for c in value]
    return sum(left != right for left, right in pairwise(kinds))


def is_worded(value: str) -> bool:
    """Whether a value is put together from words, as identifiers are."""
    if _in_words(value) > MOST_IN_WORDS:
        return True
    # Words that nobody listed: few identifiers have digits, and nearly all random values do.
    in_runs = sum(len(run) for run in LOWER_RUN.findall(value))
    return in_runs >= MOST_IN_RUNS * len(value) and not any(map(str.isdigit, value))


def is_random(value: str) -> bool:
    """Whether a value is mixed as random text is, and not made of words.

    Random base58 of 27 characters changes its kind 16.7 ± 2.6 times, base62 of 20 characters
    11.8 ± 2.1 times; identifiers of that length seldom reach half of it.
    """
    upper = any(character.isupper() for character in value)
    lower = any(character.islower() for character in value)
    return upper and lower and changes(value) >= len(value) // 4 and not is_worded(value)
