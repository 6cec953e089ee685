"""What must hold of an incident: where it is kept, what makes sense, who must not be told, what is still open."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import casenumber, errors, instants, sense
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.matching import mentions

HOUSE, CARE, REGISTER, COMPLAINTS = "house", "care", "register", "complaints"
NOBODY: Final = "nobody"
FOLLOW_UP, CLOSED, MORE = "follow_up", "closed", "more"
URGENT: Final = frozenset({"taking", "entry", "threat", "weapon", "self_harm", "sexual", "death"})
"""Kinds that somebody looks after at once."""

_SIGNS: Final = 6
_LETTER: Final = {CARE: "C", REGISTER: "S", COMPLAINTS: "K"}
_STANDS_ALONE: Final = 4  # letters of a part of a name


def book_of(kind: str, accused: str) -> str:
    """Whoever is accused decides before what happened: an allegation goes to the register, whatever its kind."""
    if accused != NOBODY:
        return REGISTER
    return CARE if choices.load("incident_kind")[kind].about.get("sealed") is True else HOUSE


def in_order(happened_at: int, ended_at: int | None, now: int) -> None:
    """It happened before now, and ended after it began."""
    sense.hour_has_come(happened_at, now, "happened_at")
    sense.hour_has_come(ended_at, now, "ended_at")
    if ended_at is not None and ended_at < happened_at:
        raise errors.RuleBroken(N_("It ends before it begins."), "ended_at")


def children_named(kind: str, chosen: Collection[str], others: str | None) -> None:
    """What happens to children has children: chosen, or said by number for whoever cannot choose them."""
    needed = choices.load("incident_kind")[kind].about.get("needs_child") is True
    if needed and not chosen and not sense.says_something(others):
        raise errors.RuleBroken(
            Words(
                N_("{kind}: say which children are involved, here or by number in the box below."),
                {"kind": choices.say("incident_kind", kind)},
            ),
            "children",
        )


def accusation_told(accused: str, who: str | None, about: str | None, meant: Collection[str] = ()) -> None:
    """An allegation says against whom, as far as it is known, and of what; without one there is nothing to say here."""
    if accused == NOBODY:
        if who or about or meant:
            raise errors.RuleBroken(N_("You wrote that nobody who works with children is accused."), "accused")
        return
    if not meant:
        sense.reason_given(who, "accused_who", N_("Say who is accused, or what is known: task, agency, since when."))
    if about is None:
        raise errors.RuleBroken(N_("Say what they are accused of."), "about")


def against_nobody_who_works_here(meant: Collection[str]) -> None:
    """Who works with children is accused in an incident, so that more is asked."""
    if meant:
        raise errors.RuleBroken(N_("Against somebody who works with children: write it as an incident."), "meant")


@dataclasses.dataclass(frozen=True)
class Colleague:
    """Somebody who works here as words may speak of them; `titles` are those of the task that keeps the book."""

    id: str
    name: str
    login: str
    titles: tuple[str, ...] = ()


def may_be_meant(who: Colleague, about_somebody: Iterable[str], words: Iterable[str]) -> bool:
    """Whether somebody may be meant: by name in any words, by their task in those that speak of a person."""
    if any(mentions.may_name(each, who.name, who.login) for each in (*about_somebody, *words)):
        return True
    return any(mentions.may_task(each, who.titles) for each in about_somebody)


def say_who_is_meant(names: Iterable[str]) -> None:
    """Nobody is left to a likeness of names: whoever writes says whether this is the one."""
    every = tuple(names)
    if every:
        words = N_("Is this {name}? Choose the name here if so, or below if it is somebody else.")
        raise errors.RuleBroken(Words(words, {"name": Joined(every, ", ")}), "meant")


def not_whoever_keeps_it(accused: Iterable[str], outside: str) -> None:
    """Who keeps the register would read it: what is said against them goes to somebody outside the house."""
    keeper = next(iter(accused), None)
    if keeper is None:
        return
    said = {"name": keeper, "outside": outside}
    words = N_("{name} keeps this register and would read it. Nothing was written down. Tell it outside the house.")
    if outside:
        words = N_("{name} keeps this register and would read it. Nothing was written down. Tell it to: {outside}")
    raise errors.RuleBroken(Words(words, said), "meant")


def follow_up_told(words: str | None, on_day: datetime.date | None, today: datetime.date, field: str) -> None:
    """A follow-up says what and until when; that day is still to come, or is today."""
    if on_day is None and sense.says_something(words):
        raise errors.RuleBroken(N_("Say by which day."), field)
    if on_day is not None and on_day < today:
        raise errors.RuleBroken(N_("This day is past. A follow-up lies ahead."), field)


def only_a_follow_up_has_a_day(on_day: datetime.date | None) -> None:
    """A day is asked of what is still to come, and of nothing else."""
    if on_day is not None:
        raise errors.RuleBroken(N_("Only a follow-up has a day. Leave it empty."), "on_day")


def is_open(*, still: bool) -> None:
    """What was answered is not answered twice."""
    if not still:
        raise errors.RuleBroken(N_("It was written down already what became of this."), "words")


def can_be_closed(open_days: Sequence[datetime.date], *, closed: bool) -> None:
    """Nothing is closed twice, nor while something is still to be followed up."""
    if closed:
        raise errors.RuleBroken(N_("This entry is closed already."), "kind")
    if open_days:
        raise errors.RuleBroken(
            Words(
                N_("{count} follow-up is still open. Write down what became of it first."), {"count": len(open_days)},
                plural=N_("{count} follow-ups are still open. Write down what became of them first."),
                count=len(open_days),
            ),
            "kind",
        )  # fmt: skip


# -- what it is called


def sealed_number(book: str, random_bytes: Callable[[int], bytes]) -> str:
    """A reference of a sealed book: by chance, so that it tells not even how many there are."""
    signs = "".join(casenumber.SYMBOLS[byte % len(casenumber.SYMBOLS)] for byte in random_bytes(_SIGNS))
    return f"{_LETTER[book]}-{signs}"


# -- what is still open


@dataclasses.dataclass(frozen=True)
class Appended:
    """A line as it is reckoned with; `by_keeper` if who wrote it looks after the book."""

    id: str
    kind: str
    on_day: datetime.date | None
    after_id: str | None
    by_keeper: bool = False


def open_follow_ups(lines: Iterable[Appended]) -> list[Appended]:
    """What was to be followed up and no later line answers, the earliest day first."""
    every = list(lines)
    done = {each.after_id for each in every if each.after_id}
    left = [each for each in every if each.kind == FOLLOW_UP and each.id not in done]
    return sorted(left, key=lambda each: (each.on_day or datetime.date.max, each.id))


def looked_after(lines: Iterable[Appended], *, by_keeper: bool, sealed: bool) -> bool:
    """Whether one of those who look after the book saw to an entry: what anybody else adds is no more than news.

    Of what is sealed it is enough that they wrote it themselves, as nobody else is to be told of it.
    """
    return (sealed and by_keeper) or any(each.by_keeper for each in lines)


def is_closed(lines: Iterable[Appended]) -> bool:
    """Whether somebody closed it."""
    return any(each.kind == CLOSED for each in lines)


def tier(day: datetime.date, today: datetime.date) -> str:
    """Where a day stands on Today."""
    if day < today:
        return "now"
    ahead = (day - today).days
    return "night" if ahead == 0 else "tomorrow" if ahead == 1 else "later"


def hours(since: int, now: int) -> int:
    """Whole hours; never below none."""
    return max(0, (now - since) // instants.HOUR)


# -- on paper, and in figures


def parts_of(name: str) -> list[str]:
    """A name whole, and the words of it that may stand for somebody alone: not the little ones, such as de or ya."""
    return [name, *(part for part in name.split() if len(part) >= _STANDS_ALONE)]


def coded(words: str, numbers: Mapping[str, str]) -> str:
    """What was written, with each of these names replaced by its number: a paper of the book names nobody."""
    for name in sorted(numbers, key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", numbers[name], words, flags=re.IGNORECASE)
    return words


def child_days(
    stays: Iterable[tuple[datetime.date, datetime.date | None]], start: datetime.date, end: datetime.date
) -> int:
    """Days that children spent in the care of the house within a span, both ends counted."""
    total = 0
    for began, ended in stays:
        first, last = max(began, start), min(ended or end, end)
        total += max(0, (last - first).days + 1)
    return total


def per_ten_child_months(count: int, days: int) -> int | None:
    """Hundredths of an incident for each ten child-months; None where no child was here."""
    return round(count * 100 * 10 * 365 / (12 * days)) if days else None
