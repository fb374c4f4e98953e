"""Which variable stands for which value: one each, over all files, and both halves of a pair alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from keylint import fixes
from keylint.credentials.reading import USUAL_VARIABLES
from keylint.finding import Secret
from keylint.fixes.edit import Answer, Fix, Place
from keylint.fixes.targets import Source, Target

# What no code looks up: an answer with it takes whatever name it is given.
ANY = "KEYLINT_ANY"
# `GEMINI_LOGIN` may be the name of the call that is given both halves of a pair.
TELLING = re.compile(r"(?:^|_)(?:API)?(?:KEY|SECRET|TOKEN|ID|PASSWORD|PRIVATE)(?:_|$)")
Wanted = Sequence[tuple[str, Secret]]


class Names:
    """The variables that are given away, with their values; some may be taken from the start."""

    def __init__(self, taken: Mapping[str, Secret] | None = None) -> None:
        self.taken = dict(taken or {})
        self.by_value = {value: name for name, value in self.taken.items()}

    def allot(self, wanted: Wanted) -> list[str]:
        """The variables of values that belong together: `…_2` where the name has another value."""
        new = [(name, value) for name, value in wanted if value not in self.by_value]
        number = next(n for n in count(1) if all(self.fits(_numbered(x, n), v) for x, v in new))
        for name, value in new:
            self.agree(_numbered(name, number), value)
        return [self.by_value[value] for _, value in wanted]

    def fits(self, name: str, value: Secret) -> bool:
        """Whether a variable may stand for a value."""
        return self.taken.get(name, value) == value

    def agree(self, name: str, value: Secret) -> None:
        """A variable stands for a value from now on."""
        self.taken[name] = value
        self.by_value.setdefault(value, name)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}_{number}"


def answers(source: Source, name: str = "") -> list[Answer]:
    """What the language of a source says to each of its targets, as if all had one name if given."""
    places = [Place(one.credential.span, name or one.name, one.value) for one in source.targets]
    return fixes.answers(source.kind, source.written.text, places)


def named(sources: Sequence[Source], names: Names, unsafe: bool) -> list[Source]:
    """The sources with a variable for each target; only what is looked up takes one.

    What the code looks up already, with the value as its default, comes first.
    """
    wanted = [_looked_up(source, unsafe) for source in sources]
    own = [one for found in wanted for one in found.items() if one[1] != ANY]
    for target, name in sorted(own, key=lambda one: "GEMINI" not in one[1]):
        if names.fits(name, target.value):
            names.agree(name, target.value)
    for found in wanted:
        _allot(found, names)
    return [
        source._replace(
            targets=tuple(
                one._replace(name=names.by_value.get(one.value, one.name)) for one in source.targets
            )
        )
        for source in sources
    ]


def _looked_up(source: Source, unsafe: bool) -> dict[Target, str]:
    """The targets that become look-ups, each with the variable that the code has for it, or ANY."""
    return {
        target: answer.name
        for target, answer in zip(source.targets, answers(source, ANY), strict=True)
        if isinstance(answer, Fix) and answer.name and (answer.safe or unsafe)
    }


def _allot(found: Iterable[Target], names: Names) -> None:
    """Give variables to the targets of a file, the halves of a pair together."""
    at = {target.credential.span: target for target in found}
    for target in at.values():
        partner = target.credential.partner
        both = [target, *([at[partner]] if partner is not None and partner in at else [])]
        both.sort(key=lambda one: one.credential.kind.value)
        names.allot([(name, one.value) for one, name in zip(both, _distinct(both), strict=True)])


def _distinct(both: Sequence[Target]) -> list[str]:
    """The names of the halves of a pair, the usual ones where theirs do not tell them apart."""
    own = [one.name if TELLING.search(one.name) else _usual(one) for one in both]
    return own if len(set(own)) == len(own) else [_usual(one) for one in both]


def _usual(target: Target) -> str:
    return USUAL_VARIABLES[target.credential.kind]
