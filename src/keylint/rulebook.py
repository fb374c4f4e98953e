"""Which rules run, by id; each is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from keylint.gate.trigger import Trigger

if TYPE_CHECKING:
    from keylint.policy import Policy
    from keylint.rule import Rule


class Rulebook(Mapping[str, "Rule"]):
    """Rules by id, of which the triggers are known before any of them is loaded."""

    def __init__(self, triggers: Iterable[Trigger], load: Callable[[str], Rule]) -> None:
        self.triggers = tuple(triggers)
        self._load = load
        self.waiting = tuple(dict.fromkeys(one.rule for one in self.triggers if one.waits))
        self._loaded: dict[str, Rule | None] = dict.fromkeys(one.rule for one in self.triggers)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Rulebook:
        """The book of rules that are there already."""
        by_id = {rule.id: rule for rule in rules}
        triggers = (trigger for rule in by_id.values() for trigger in rule.triggers)
        return cls(triggers, by_id.__getitem__)

    def __getitem__(self, name: str) -> Rule:
        rule = self._loaded[name]
        if rule is None:
            rule = self._loaded[name] = self._load(name)
        return rule

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)

    def only(self, wanted: Callable[[Trigger], bool]) -> Rulebook:
        """The book without the rules that are not wanted."""
        return Rulebook(filter(wanted, self.triggers), self._load)

    def under(self, policy: Policy) -> Rulebook:
        """The book with the owner's limits in the rules that have any."""
        return Rulebook(self.triggers, lambda name: self[name].under(policy))
