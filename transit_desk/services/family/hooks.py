"""What a family tells the rest of the house: lines of the story, ask before contact, keep apart, figures, a package."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from transit_desk import choices, said
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Packed, Target, Task
from transit_desk.services.family import rules, views
from transit_desk.services.family.records import Bond, Fear, NoContact, OwnChild, Relative
from transit_desk.services.family.views import kin
from transit_desk.storage import joined
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work

_READ: Final = "family.read"


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """That a relative was told of, a child of hers written down, a bond found; never fear, never a closed contact."""
    if _READ not in work.actor.rights:
        return []
    events: list[Event] = []
    if said.reads(work, Relative, "relation"):
        events.extend(
            _event(work, row, row.said_on, N_("Relative told of"), choices.say("relation", row.relation))
            for row in work.standing(Relative, file_id)
        )
    if said.reads(work, OwnChild, "child_file_id"):
        events.extend(
            _event(work, row, work.day_of(row.made_at), N_("Own child written down"))
            for row in work.standing(OwnChild, file_id)
        )
    if said.reads(work, Bond, "what"):
        events.extend(
            _event(work, row, work.day_of(row.made_at), N_("Bond with another child"), choices.say("bond", row.what))
            for row in work.standing(Bond, file_id)
            if row.what != rules.MOTHER_OF
        )
    return events


def _event(work: Work, row: Record, day: datetime.date, title: str, detail: Words | str = "") -> Event:
    return Event(
        row.made_at, day, Words(title), detail, work.staff.get(row.made_by, ""), "family", "family",
        record=(type(row).__tablename__, row.id),
    )  # fmt: skip


_WISHES: Final = {
    "live_with": ("wish", N_("To live with: {who}")),
    "contact": ("wish", N_("To have contact with: {who}")),
    "avoid": ("avoid", N_("The child wants to avoid: {who}")),
}


def _wishes(work: Work, relatives: Sequence[Relative], closed: Sequence[NoContact]) -> Iterator[Mark]:
    """For the brief: with whom the child wishes to live or to have contact, and whom not to contact; never why."""
    for row in relatives if said.reads(work, Relative, "relation", "name", "wish", "safe") else ():
        who = views.named(work, row)
        about, words = _WISHES.get(str(said.plain(work, row, "wish")), ("", ""))
        if about:
            yield Mark(Words(words, {"who": who}), about=about)
        if said.plain(work, row, "safe") == "no":
            yield Mark(Words(N_("Not safe to contact: {who}"), {"who": who}), about="avoid")
    for closed_to in closed:
        who = said.plain(work, closed_to, "who")
        if who:
            yield Mark(Words(N_("Do not contact {who}."), {"who": who}), about="avoid")


def _contradictions(work: Work, file_id: str) -> Iterator[Mark]:
    """What of a mother and her child does not fit; a statement is kept as it was said, and the head of both says so."""
    if _READ in work.actor.rights:
        own = work.stays(file_id)
        yield from (Mark(each.words, "warning", "warn") for each in kin.at_odds(work) if own in each.files)


_MOST_TASKS: Final = 5
_DO_NOT_FIT: Final = N_("A mother and her child do not fit")


def _tasks(work: Work) -> Iterator[Task]:
    """On *Today*: what cannot be so of a mother and her child waits for somebody to look at both files."""
    if _READ not in work.actor.rights:
        return
    certain = [each for each in kin.at_odds(work) if each.certain]
    for each in certain[:_MOST_TASKS]:
        target = Target("case_file.child", min(each.files))
        yield Task(
            Words(N_("A mother and her child do not fit")), each.words, "family", "tomorrow", "", N_("See"), target
        )


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """In the head of a file: ask before any contact, and from whom to keep this child apart; never why.

    What is written of a mother and her child and cannot be is told there too, and on *Today*.
    For the brief, of those who may know it: what the child wishes of each relative, and whom not to contact.
    """
    if file_id is None:
        return list(_tasks(work))
    marks: list[Mark | Task] = list(_contradictions(work, file_id))
    if said.reads(work, NoContact, "ask_first"):
        closed, relatives = work.standing(NoContact, file_id), work.standing(Relative, file_id)
        marks.extend(_wishes(work, relatives, closed))
        if closed or any(row.ask_first for row in relatives):
            marks.append(Mark(Words(N_("ask before any contact with the family")), "warning", "stop", "safety"))
    if said.reads(work, Fear, "apart"):
        fears = work.standing(Fear, file_id)
        others = views.others_of(work, [row.other_id for row in fears]) if fears else {}
        named = [others[row.other_id].name for row in fears if row.other_id in others]
        if fears:
            words = (
                Words(N_("keep apart from {names}"), {"names": ", ".join(named)})
                if named
                else Words(N_("keep apart from another child"))
            )
            marks.append(Mark(words, "warning", "warn", "safety"))
    return marks


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Of the files opened in a span of days: girls with own children, those children, births to register."""
    if _READ not in work.actor.rights or not said.reads(work, OwnChild, "registration"):
        return []
    opened = {file.id for file in work.all(joined.opened(), start=start, end=end)}
    rows = [row for row in work.standing(OwnChild) if work.stays(row.file_id) in opened]
    bound = [(mother, child) for child, hers in kin.mothers_of(work).items() for mother in hers if mother in opened]
    pairs = kin.under_one_number(work, [*bound, *((row.file_id, row.child_file_id) for row in rows)])
    to_register = {work.stays(row.child_file_id) for row in rows if row.registration in {"needed_free", "needed_court"}}
    return [
        ("family.girls_with_children", len({mother for mother, _child in pairs})),
        ("family.own_children", len(pairs)),
        ("family.births_to_register", len(to_register)),
    ]


# -- the section of a package

_PARTS: Final[tuple[tuple[str, type[Record], tuple[str, ...]], ...]] = (
    ("relatives", Relative, ("relation", "name", "other_names", "said_by", "said_on", "alive", "last_place", "phone",
                             "caregiver", "wish", "safe")),
    ("own_children", OwnChild, ("present", "registration")),
    ("bonds", Bond, ("what",)),
    ("no_contact", NoContact, ("who", "since")),
)  # fmt: skip


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """What travels: relatives, whom not to contact, own children, bonds without a name; never fear or a father."""
    if _READ not in work.actor.rights:
        return []
    reader = work.ask("case_file.readership", file_id=file_id, audience=audience)
    content: dict[str, object] = {}
    for part, kind, names in _PARTS:
        told = [found for row in work.standing(kind, file_id) if (found := said.full(work, reader, row, names))]
        if told:
            content[part] = told
    return [Packed("family", {"version": 1, **content}, N_("Family"))] if content else []


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, figures=figures_of, handover=handover_of)
