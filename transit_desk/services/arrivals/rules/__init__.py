"""What must hold of a group arrival: the sums, who is not accounted for, when it may be closed, what a return needs."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Final

from transit_desk.domain import ages, errors, schedule, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words

STAGES: Final = ("event", "children", "twins", "beds", "papers", "check")
RETURNED: Final = "returned_on_site"
TO_CENTRE: Final = "to_centre"

TRACKS: Final[Mapping[str, str]] = {
    TO_CENTRE: "in_transit",
    "to_hospital": "hospital",
    "to_foster_family": "fat",
    "other_centre": "other_centre",
    "taken_back": "with_group_or_custody",
    "lost_on_the_way": "missing",
    "died": "deceased",
}
"""Where a child is after a disposition. Whatever is not named here, an unanswered return too, is *not known*."""

FIRST_VISIT: Final = schedule.Rule(
    "arrivals.first_visit", "arrivals.returned_on_site", 0, 14, "caseworker", Words(N_("First follow-up visit"))
)

CELLS: Final = (
    "name_typed", "sex", "age_typed", "language", "village_typed", "needs", "disposition", "reason",
)  # fmt: skip
"""The cells of a row, in the order of the grid."""

RETURN_ANSWERS: Final = (
    "adult", "relation", "link_checks", "heard_apart", "wish", "recruiter_near", "armed_near", "decided_by",
    "visit_who", "visit_name", "visit_by",
)  # fmt: skip
"""What has to be answered before a return counts, in the order in which it is asked."""


@dataclasses.dataclass(frozen=True)
class RowFacts:
    """What the sums need of a row: its place in the list, how it is called in a refusal, and where the child goes."""

    id: str
    place: int
    label: str
    sex: str
    disposition: str | None
    reason: str | None = None
    baby: bool = False
    complete: bool = False
    astray: bool = False
    """a baby of whom nothing is written, or a return without her mother, while it is known where her mother is"""

    @property
    def accounted(self) -> bool:
        """Whether it is known where this child is. A return counts once it is answered for."""
        return self.disposition is not None and (self.disposition != RETURNED or self.complete)


@dataclasses.dataclass(frozen=True)
class Sums:
    """The two equations: announced = seen + not shown; seen = returned + to the centre + elsewhere + unaccounted."""

    announced: int | None
    not_shown: int | None
    seen: int
    returned: int
    to_centre: int
    elsewhere: int
    unaccounted: int
    babies: int
    girls: int
    boys: int
    sex_unknown: int

    @property
    def announced_right(self) -> bool:
        """Whether the first equation holds; the second holds by the way it is counted."""
        return self.announced is not None and self.announced == self.seen + (self.not_shown or 0)

    @property
    def right(self) -> bool:
        """Whether the count is whole: both equations, and nobody unaccounted for."""
        return self.announced_right and not self.unaccounted

    def spoken(self) -> Words:
        """The second equation in words, for a paper or a screen reader."""
        return Words(
            N_("{seen} seen = {returned} back in the family + {to_centre} to the centre + {elsewhere} elsewhere + "
               "{unaccounted} not accounted for"),
            {"seen": self.seen, "returned": self.returned, "to_centre": self.to_centre,
             "elsewhere": self.elsewhere, "unaccounted": self.unaccounted},
        )  # fmt: skip

    def announced_spoken(self) -> Words:
        """The first equation in words."""
        if self.announced is None:
            return Words(N_("{seen} seen; how many were announced is not written"), {"seen": self.seen})
        return Words(
            N_("{announced} announced = {seen} seen + {not_shown} not shown"),
            {"announced": self.announced, "seen": self.seen, "not_shown": self.not_shown or 0},
        )


def sums(rows: Iterable[RowFacts], announced: int | None, not_shown: int | None) -> Sums:
    """Count the rows. Babies stand beside: they are counted, and never among the seen."""
    every = tuple(rows)
    seen = [row for row in every if not row.baby]
    returned = sum(row.disposition == RETURNED and row.complete for row in seen)
    to_centre = sum(row.disposition == TO_CENTRE for row in seen)
    unaccounted = sum(not row.accounted for row in seen)
    girls = sum(row.sex == "f" for row in seen)
    boys = sum(row.sex == "m" for row in seen)
    return Sums(
        announced, not_shown, len(seen), returned, to_centre,
        len(seen) - returned - to_centre - unaccounted, unaccounted,
        len(every) - len(seen), girls, boys, len(seen) - girls - boys,
    )  # fmt: skip


def unaccounted(rows: Iterable[RowFacts]) -> tuple[RowFacts, ...]:
    """The children of whom it is not known where they are, in the order of the list."""
    return tuple(row for row in rows if not row.baby and not row.accounted)


def refusals_to_close(
    counted: Sums, rows: Iterable[RowFacts], girls_asked: str | None, *, girls_noted: bool
) -> tuple[errors.RuleBroken, ...]:
    """Everything that stands between an event and its closing, each beside what it is about."""
    told = tuple(rows)
    every = tuple(row for row in told if not row.baby)
    lost = tuple(row for row in told if row.astray)
    found = [_missing(row) for row in unaccounted(every)]
    found.extend(_unwritten(row) for row in lost)
    found.extend(
        errors.RuleBroken(
            Words(N_("Row {place} ({child}): write why this child comes to the centre."),
                  {"place": row.place, "child": row.label}),
            f"{row.id}.reason",
        )
        for row in every
        if row.disposition == TO_CENTRE and row.reason is None
    )  # fmt: skip
    if not counted.announced_right:
        found.append(_announced(counted))
    if not counted.girls and (girls_asked is None or (girls_asked == "not_asked" and not girls_noted)):
        found.append(_girls(girls_asked))
    return tuple(found)


def parted(pairs: Iterable[tuple[RowFacts, RowFacts]], why: str | None) -> errors.RuleBroken | None:
    """Brothers and sisters go to the same place, unless it is written why not; the first who do not are named."""
    if sense.says_something(why):
        return None
    for one, other in pairs:
        if one.place < other.place and None not in (places := {one.disposition, other.disposition}) and len(places) > 1:
            words = N_("Rows {one} and {other} are brothers or sisters and go to different places: write why.")
            return errors.RuleBroken(Words(words, {"one": one.place, "other": other.place}), "parted_why")
    return None


def _unwritten(row: RowFacts) -> errors.RuleBroken:
    named = {"place": row.place, "child": row.label}
    words = Words(N_("Row {place} ({child}) is not accounted for: write where this child goes."), named)
    return errors.RuleBroken(words, f"{row.id}.disposition")


def _missing(row: RowFacts) -> errors.RuleBroken:
    named = {"place": row.place, "child": row.label}
    if row.disposition is None:
        return _unwritten(row)
    words = Words(N_("Row {place} ({child}) is not accounted for: answer the questions about the return."), named)
    return errors.RuleBroken(words, f"{row.id}.return")


def _announced(counted: Sums) -> errors.RuleBroken:
    if counted.announced is None:
        return errors.RuleBroken(N_("Write how many children were announced."), "announced")
    return errors.RuleBroken(
        Words(
            N_("{announced} were announced, but {seen} seen and {not_shown} not shown make {sum}."),
            {"announced": counted.announced, "seen": counted.seen, "not_shown": counted.not_shown or 0,
             "sum": counted.seen + (counted.not_shown or 0)},
        ),
        "not_shown",
    )  # fmt: skip


def _girls(asked: str | None) -> errors.RuleBroken:
    if asked is None:
        return errors.RuleBroken(
            N_("There is no girl in this list. Ask whether some stayed behind, and write the answer."), "girls_asked"
        )
    return errors.RuleBroken(N_("Write why nobody could ask about girls."), "girls_note")


# -- one cell, one row


def read_age(said: Said, said_by: str, day: datetime.date) -> None:
    """Refuse, beside its cell, an age nobody can read or a house for children cannot receive."""
    if said.answer is not Answer.GIVEN:
        return
    try:
        ages.told(str(said.value), said_by, day)
    except errors.RuleBroken as broken:
        raise errors.RuleBroken(broken.words, "age_typed") from None


def track_of(disposition: str | None) -> str:
    """Where a child is who has this disposition; a return on site is known only once it is answered for."""
    return TRACKS.get(disposition or "", "unknown")


def not_closed(closed_at: int | None) -> None:
    """A closed event stays as it was signed."""
    if closed_at is not None:
        raise errors.RuleBroken(N_("This event is closed."))


def takes_part(*, among: bool) -> None:
    """What is told of a release is told by those who were there, and by those who answer for every file."""
    if not among:
        raise errors.NotAllowed(
            N_("You do not take part in this arrival. Ask those who do, or your supervisor, to add you.")
        )


def moments_in_order(departed: object, arrived: object, now: int) -> None:
    """A way ends after it begins, and neither lies ahead."""
    for name, at in (("departed_at", departed), ("arrived_at", arrived)):
        sense.hour_has_come(at, now, name)
    if isinstance(departed, int) and isinstance(arrived, int) and arrived < departed:
        raise errors.RuleBroken(N_("The arrival comes before the departure."), "arrived_at")


def may_move(arrived_on: datetime.date | None) -> None:
    """A child who has arrived at the centre leaves it by the door, never by a cell of the grid."""
    if arrived_on is not None:
        raise errors.RuleBroken(N_("This child has already arrived at the centre."), "disposition")


def may_carry(mother_event: str, event: str, *, mother_is_baby: bool, mother_is_boy: bool = False) -> None:
    """A baby belongs to the row of a girl of the same event, and no baby to a baby."""
    if mother_is_boy:
        raise errors.RuleBroken(N_("This is the row of a boy. Choose the girl who brought this baby."), "accompanies")
    if mother_is_baby or mother_event != event:
        raise errors.RuleBroken(N_("Choose the row of the child who brought this baby."), "accompanies")


# -- a return on site


def put(value: object) -> bool:
    """Whether a question was put: any answer counts, *does not know* and *did not wish to answer* too."""
    if isinstance(value, Said):
        return value.answer is not Answer.NOT_ASKED
    return value is not None and value not in ("", [])


def checks_count(checks: object) -> bool:
    """Whether the family link was checked in any way; *not checked* is honest, and does not send a child home."""
    return isinstance(checks, list) and bool(set(checks) - {"not_checked"})


def is_complete(answered: Mapping[str, object]) -> bool:
    """Whether every question of a return was put."""
    return all(answered.get(name) is True for name in RETURN_ANSWERS)


def open_questions(answered: Mapping[str, object]) -> tuple[str, ...]:
    """The questions of a return that were not put yet, in their order."""
    return tuple(name for name in RETURN_ANSWERS if answered.get(name) is not True)


def visit_in_window(visit_by: object, day: datetime.date, days: int) -> None:
    """The first visit comes within the days promised, and not before the return."""
    if not isinstance(visit_by, datetime.date):
        return
    window = schedule.due(dataclasses.replace(FIRST_VISIT, window_days=days), day)
    if not window.day_from <= visit_by <= window.day_to:
        raise errors.RuleBroken(
            Words(N_("The first visit comes within {count} day of the return."), {"count": days},
                  plural=N_("The first visit comes within {count} days of the return."), count=days),
            "visit_by",
        )  # fmt: skip
