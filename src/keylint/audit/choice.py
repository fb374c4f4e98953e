"""Which pairs are asked about, by the way that the user chose; nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from keylint.audit import found, given
from keylint.audit.known import Known
from keylint.audit.subjects import Subject
from keylint.finding import Finding, Secret
from keylint.inquiry.pairs import NoPair
from keylint.model import Unread
from keylint.wishes import Asking, Network, Reach

UNSET = "its variables are not set: not asked about"
NOBODY: Mapping[Secret, str] = MappingProxyType({})
NO_INVENTORY = "there is no inventory: [[keys]] in keylint.toml names keys and their variables"
NONE_SET = "no variable of the inventory's keys is set: there is nothing to ask about"


class Choice(NamedTuple):
    """The pairs that are asked about, and what was left out with its reason.

    Of secrets that stand `alone` nothing can be asked; they lie in a file all the same.
    """

    subjects: tuple[Subject, ...]
    unread: tuple[Unread, ...] = ()
    alone: tuple[Finding, ...] = ()


def choose(asking: Asking, known: Known, reach: Reach | None = None) -> Choice:
    """The pairs; raises NoPair where there is none to ask about."""
    if asking.found:
        return _in_history(known, reach) if reach else _in_files(known)
    if asking.inventory:
        return _of_inventory(known, asking.network is Network.UNTRUSTED)
    names = (asking.env_key, asking.env_secret)
    if asking.from_stdin:
        return Choice((given.from_stdin(names, known.survey),))
    if asking.keyring:
        return Choice((given.from_keyring(asking.keyring, names, known.survey),))
    return Choice((given.from_environment(names, known.survey),))


def _of_inventory(known: Known, is_gate: bool) -> Choice:
    """The entries whose variables are set; a gate is not passed by a key that nobody asked about."""
    if not known.survey.inventory.keys:
        raise NoPair(NO_INVENTORY)
    told = list(given.from_inventory(known.survey))
    left = [one for one in told if not isinstance(one, Subject)]
    if len(left) == len(told) and not any(why for _, why in left):
        raise NoPair(NONE_SET)
    unread = tuple(Unread(name, why or UNSET, fault=bool(why) or is_gate) for name, why in left)
    return Choice(tuple(one for one in told if isinstance(one, Subject)), unread)


def _in_files(known: Known) -> Choice:
    leaks = found.in_tree(known.survey.documents, known.book[found.SECRET])
    return _of(leaks, found.declared(known.survey))


def _in_history(known: Known, reach: Reach) -> Choice:
    from keylint import history  # most audits ask about today's files
    from keylint.history import repositories

    repository, paths = repositories.of(known.request.paths)
    rules = known.book.only(lambda trigger: trigger.rule in (found.SECRET, found.KEY_ID))
    settings = known.settings._replace(select=(), ignore=())
    # What an earlier scan remembers has no values: all of it is looked at again.
    question = history.Question(
        reach._replace(paths=paths), known.request, settings, rules, cached=False
    )
    report = history.run(repository, question)
    read = found.InHistory(repository, settings.max_file_size)
    chosen = _of(read.leaks(report))
    faults = tuple(entry for entry in report.unread if entry.fault)
    return chosen._replace(unread=(*chosen.unread, *faults))


def _of(leaks: Iterable[found.Leak], declared: Mapping[Secret, str] = NOBODY) -> Choice:
    every = list(leaks)
    alone = tuple(found.lone(leak) for leak in every if leak.pair is None)
    return Choice(tuple(found.subjects(every, declared)), (), alone)
