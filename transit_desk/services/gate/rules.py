"""What must hold at the gate: refused until decided, the child's own no, who is there, a paper of the law."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.matching import whom

ALLOWED, REFUSED = "allowed", "refused"
YES, NO, NOT_ASKED = "yes", "no", "not_asked"
TAKE, PHOTOGRAPH = "take", "photograph"
_DIGITS: Final = re.compile(r"\D+")
_LAST: Final = 8  # the end of a telephone number, without what a country puts before it


@dataclasses.dataclass(frozen=True)
class Asked:
    """A request as it is weighed: by whom, for what, of a girl or not."""

    asker: str
    wish: str
    girl: bool


@dataclasses.dataclass(frozen=True)
class Decision:
    """What is to be decided, with everything it rests on."""

    decision: str
    child_answer: str
    child_words: str | None = None
    asked_by: str | None = None
    legal_paper: str | None = None
    present: str | None = None
    woman: bool | None = None
    place: str | None = None
    minutes: int | None = None


def _about(asker: str, what: str) -> bool:
    return choices.load("gate_asker")[asker].about.get(what) is True


def the_childs_word(given: Decision) -> list[errors.Refusal]:
    """A word is somebody's: who asked, and what the child said."""
    if given.child_answer == NOT_ASKED:
        return []
    found: list[errors.Refusal] = []
    if not sense.says_something(given.child_words):
        found.append(errors.RuleBroken(N_("Write what the child said."), "child_words"))
    if given.asked_by is None:
        found.append(errors.RuleBroken(N_("Say who asked the child."), "asked_by"))
    return found


def may_be_allowed(asked: Asked, given: Decision) -> list[errors.Refusal]:
    """What keeps a request from being allowed, each beside its field; nothing keeps one from being refused."""
    if given.decision != ALLOWED:
        return []
    found: list[errors.Refusal] = []
    if _about(asked.asker, "never"):
        found.append(errors.RuleBroken(N_("To the press nothing is allowed, ever."), "decision"))
    if asked.wish == PHOTOGRAPH and _about(asked.asker, "no_picture"):
        found.append(errors.RuleBroken(N_("No picture of a child goes to a donor."), "decision"))
    if given.child_answer == NO:
        found.append(errors.RuleBroken(N_("The child refuses: so it is refused."), "child_answer"))
    if given.child_answer == NOT_ASKED:
        found.append(errors.RuleBroken(N_("Ask the child first."), "child_answer"))
    if (asked.wish == TAKE or _about(asked.asker, "needs_paper")) and not sense.says_something(given.legal_paper):
        found.append(errors.RuleBroken(N_("Without a paper of the law it is refused."), "legal_paper"))
    return [*found, *_conditions(asked, given)]


def _conditions(asked: Asked, given: Decision) -> list[errors.Refusal]:
    found: list[errors.Refusal] = []
    if not sense.says_something(given.present):
        found.append(errors.RuleBroken(N_("Say who stays with the child."), "present"))
    if asked.girl and not given.woman:
        found.append(errors.RuleBroken(N_("With a girl, a woman stays."), "woman"))
    if not sense.says_something(given.place):
        found.append(errors.RuleBroken(N_("Say where."), "place"))
    if given.minutes is None and asked.wish != TAKE:
        found.append(errors.RuleBroken(N_("Say for how long."), "minutes"))
    return found


def needs_a_child(given: Decision) -> bool:
    """Whether it has to be known which child is meant: to allow anything, and to tell a child's word."""
    return given.decision == ALLOWED or given.child_answer != NOT_ASKED


def of_who_is_here(*, gone: bool) -> list[errors.Refusal]:
    """Of who has left nothing is allowed at this gate."""
    return [errors.RuleBroken(N_("This child has left the house."), "file_id")] if gone else []


def of_one_child(numbers: Iterable[str]) -> list[errors.Refusal]:
    """What is allowed rests on one child's word, and is allowed of no other."""
    others = tuple(numbers)
    if not others:
        return []
    words = Words(N_("This request is about another child too: {numbers}. Write a request for each of them."),
                  {"numbers": Joined(others)})  # fmt: skip
    return [errors.RuleBroken(words, "file_id")]


def decided_once(*, decided: bool) -> None:
    """A decision is final; whoever wants something else asks anew."""
    if decided:
        raise errors.RuleBroken(N_("This request is decided. Write a new request for what is asked now."), "decision")


def has_an_end_once(*, decided: bool, ended: bool) -> None:
    """What became of it follows what was decided, and is told once."""
    if not decided:
        raise errors.RuleBroken(N_("The director decides first."), "outcome")
    if ended:
        raise errors.RuleBroken(N_("It was written down already what became of this."), "outcome")


def after_the_request(at: int, asked_at: int) -> None:
    """Nothing comes of a request before it was made."""
    if at < asked_at:
        raise errors.RuleBroken(N_("This hour comes before the request."), "at")


def as_it_was_allowed(outcome: str, decision: str) -> None:
    """What was refused did not take place as decided."""
    if outcome == "took_place" and decision == REFUSED:
        raise errors.RuleBroken(N_("It was refused. Say what happened instead."), "outcome")


# -- the same outsider


@dataclasses.dataclass(frozen=True)
class Outsider:
    """Somebody who asked: which request, what they are called, how they are reached."""

    id: str
    name: str | None
    contact: str | None


def the_same(one: Outsider, other: Outsider) -> bool:
    """Whether two requests may be one person's: a name that sounds alike, or the same telephone."""
    here, there = _telephone(one.contact), _telephone(other.contact)
    by_name = whom.perhaps(one.name, other.name) or _shortened(one.name, other.name)
    return by_name or bool(here and here == there)


def _shortened(one: str | None, other: str | None) -> bool:
    """Whether one of two names gives first letters for what the other spells out: J. Mugisho, Jean Mugisho."""
    here, there = whom.key_of(one).split(), whom.key_of(other).split()
    if len(here) != len(there):
        return False
    alike = [a == b or (1 in {len(a), len(b)} and a[0] == b[0]) for a, b in zip(here, there, strict=True)]
    return all(alike) and any(a == b and len(a) > 1 for a, b in zip(here, there, strict=True))


def _telephone(contact: str | None) -> str:
    digits = _DIGITS.sub("", contact or "")
    return digits[-_LAST:] if len(digits) >= _LAST else ""


def before(one: Outsider, every: Sequence[Outsider]) -> list[Outsider]:
    """The earlier requests that may be the same person's; `every` stands in the order in which they came."""
    found: list[Outsider] = []
    for other in every:
        if other.id == one.id:
            break
        if the_same(one, other):
            found.append(other)
    return found


def said_again(count: int) -> Words:
    """How often the same person asked before."""
    return Words(N_("asked before: {count} time"), {"count": count}, plural=N_("asked before: {count} times"),
                 count=count)  # fmt: skip
