"""What must hold of a case file.

No rule here reads the certification track or how a child came out.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from transit_desk import choices
from transit_desk.domain import births, claims, errors, fields, schedule, sense
from transit_desk.domain.fields import Field, Said
from transit_desk.domain.levels import Answer, Level, Topic
from transit_desk.domain.text import N_, Words

RESIDENT_TRACKS = choices.load("care_track").that_say("ours")
"""The tracks in which the house's own people need to see a child."""

MISSING = "missing"
"""The track of a child who is declared missing: who lives here stays in the sight of those who would see it back."""

HOUSE_CARE = frozenset({"stay_review"})
"""What is due because a child lives here, and ends with that. Everything else goes on with the file."""

SHARED = choices.load("due_what").that_say("shared")
"""What is due of the work of the door and of the nurse: whoever plans says that it is done."""


def may_settle(what: str, *, drops: bool) -> bool:
    """Whether somebody says of something that it is due no longer: of everything, or of what is shared alone."""
    return drops or what in SHARED


def must_settle(what: str, *, drops: bool) -> None:
    """A visit to a family, a search for one, a review: whoever follows the case says that it is done."""
    if not may_settle(what, drops=drops):
        raise errors.NotAllowed(N_("Whoever follows this case says that this is done."))


STAY_REVIEWS = "case_file.stay_reviews"
"""The setting: after how long somebody looks at a stay."""
_AHEAD = 7  # days before its day from which a review can be done

WHY_LIFTED = Field(
    fields.Text(500),
    N_("Why it is lifted"),
    Level.C2,
    Topic.CARE,
    N_("as the child says it"),
    required=True,
    name="why",
)
WHY_APART = Field(
    fields.Text(2_000, lines=3),
    N_("Why"),
    Level.C2,
    Topic.IDENTITY,
    N_("each file is again what it was, with what was written in it since"),
    required=True,
    name="why",
)
NURSE_TOLD = Field(
    fields.Flag(),
    N_("May the others know that the nurse is to see the child today?"),
    Level.C1,
    Topic.HEALTH,
    N_("ask the child; they never learn why, and some help has to come within 72 hours"),
    asked=True,
    name="nurse_told",
)
NURSE_TODAY = Field(
    fields.Flag(),
    N_("The nurse is to see the child today"),
    Level.C1,
    Topic.HEALTH,
    N_("everybody around the child sees it, nobody sees why"),
    required=True,
    name="today",
)
WHY_A_MAN = Field(
    fields.Text(500),
    N_("Why a man takes over from a woman"),
    Level.C2,
    Topic.CARE,
    N_("only for a girl; it is kept as a confidential note"),
    name="why",
)
DONE_ON = Field(fields.Day(past=True), N_("Done on"), Level.C1, Topic.CARE, required=True, name="on_day")

_SPECIALIST_NEEDS = frozenset({"see_nurse_today", "needs_specialist"})


def expiry_after(given: object, expires: object) -> None:
    """An answer can't end before it was given."""
    if isinstance(given, datetime.date) and isinstance(expires, datetime.date) and expires < given:
        raise errors.RuleBroken(N_("This ends before it was given."), "expires_on")


def may_decide(*, may: bool) -> None:
    """Who does not lead the house decides nothing for a child."""
    if not may:
        raise errors.RuleBroken(N_("A supervisor writes down what is decided for a child."), "given_by")


def still_awaits(*, awaits: bool) -> None:
    """What was confirmed, or taken back, waits for nobody."""
    if not awaits:
        raise errors.RuleBroken(N_("Nobody waits for this any more."))


def child_was_heard(*, heard: bool) -> None:
    """Nothing is confirmed behind a child's back."""
    if not heard:
        raise errors.RuleBroken(N_("Hear the child first."), "child_heard")


def who_is_there_first(*, sex: str, by: str, known: bool) -> None:
    """A girl tells a man nothing before it is written down who is with her, or why no woman is."""
    if sex == "f" and by == "m" and not known:
        raise errors.RuleBroken(N_("First write down who is there: a girl talks with a woman, or you say why not."))


def handed_on(*, sex: str, before: str, after: str, why: str | None) -> None:
    """A girl whom a woman follows stays with a woman, or somebody says why not."""
    if parts_from_a_woman(sex=sex, before=before, after=after) and not sense.says_something(why):
        raise errors.RuleBroken(N_("A woman follows this girl, and this is a man. Say why he takes over."), "why")


def parts_from_a_woman(*, sex: str, before: str, after: str) -> bool:
    """Whether a girl goes from a woman's hands into a man's."""
    return (sex, before, after) == ("f", "f", "m")


def of_a_search(before: str, after: str) -> None:
    """Whoever searches a child says that it is missing from this house, or back in it; nothing else."""
    house = {before, after} - {MISSING}
    if len(house) != 1 or not house <= RESIDENT_TRACKS:
        raise errors.RuleBroken(N_("This is no child who is searched from this house."))


def window_in_order(from_day: datetime.date, to_day: datetime.date) -> None:
    """A window ends on or after the day it opens."""
    if to_day < from_day:
        raise errors.RuleBroken(N_("The last day comes before the first."), "to_day")


def nurse_wanted(*, today: bool) -> None:
    """The nurse is asked for by a tick, not by opening a form."""
    if not today:
        raise errors.RuleBroken(N_("Tick it where the nurse is to see the child."), "today")


def needs_specialist(needs: object) -> bool:
    """Whether what a child needs at once calls for a specialist; the only part of it others see."""
    return isinstance(needs, Said) and isinstance(needs.value, list) and bool(_SPECIALIST_NEEDS & set(needs.value))


def read_claim(  # beside its words, what was worked out from an event
    what: str, said: Said, said_by: str, said_on: datetime.date, today: datetime.date, born: births.Told | None = None
) -> dict[str, object] | None:
    """What a claim means beside its words: the days of a birth. Refuses, beside the field, what it can't read."""
    if what not in claims.BIRTH or said.answer is not Answer.GIVEN:
        return None
    if born is None:
        read = births.of_age if what == births.AGE else births.told
        try:
            born = read(str(said.value), said_by, min(said_on, today))
        except errors.RuleBroken as broken:
            raise errors.RuleBroken(broken.words, "words") from None
    return born.parts()


def nothing_hangs_on(hanging: int) -> None:
    """A file can be taken back only while nothing else refers to it."""
    if hanging:
        raise errors.RuleBroken(N_("Something was already written in this file, so it stays."))


def lives_elsewhere(*, lives_here: bool) -> None:
    """No list forgets a child who sleeps in the house."""
    if lives_here:
        raise errors.RuleBroken(N_("This child lives in the house, so the file stays."))


def comes_back(*, lives_here: bool, withdrawn: bool) -> None:
    """A child is received again who does not live here, in a file that is in use."""
    if lives_here:
        raise errors.RuleBroken(N_("This child lives in the house already. Open the file."), "file_id")
    if withdrawn:
        raise errors.RuleBroken(_GONE, "file_id")


def mother_stays_a_girl(sex: str, *, is_mother: bool) -> None:
    """Nobody becomes a boy beside whom a child of her own is written down."""
    if sex == "m" and is_mother:
        raise errors.RuleBroken(N_("A child of hers is written down. Look at that first, then at the sex."), "sex")


def stands_alone(files: int) -> None:
    """A file that was joined with another is taken apart before it goes."""
    if files > 1:
        raise errors.RuleBroken(N_("This file is joined with another. Take them apart first."))


def all_settled(waiting: Sequence[str | Words]) -> None:
    """Nothing in the house is left in the name of a file that is out of use."""
    if waiting:
        raise errors.RuleBroken(Words(N_("First settle this: {what}"), {"what": waiting[0]}))


# -- files that are one child's


@dataclasses.dataclass(frozen=True)
class Side:
    """What must be known of a file before it is joined with another."""

    file_id: str
    lives_here: bool = False
    has_place: bool = False  # a bed, or a place outside where it is kept that the child sleeps
    joined_into: bool = False
    joined_from: bool = False
    withdrawn: bool = False
    accompanies: str | None = None


_NOT_ITSELF = N_("This is the same file. Choose the other one.")
_ENDED = N_("This file was joined with another before. Open that one, or take them apart first.")
_CHAIN = N_("Other files were joined to this one. Join them the other way round, so that this number stays.")
_GONE = N_("This file was taken back. Bring it back first.")
_ONE_EVENT = N_("Both came with the same group arrival, each in a row of its own: they are two children.")
_BOUND = N_("Something is written between these two: they are two children. Take that back first.")
_MOTHER = N_("One of them is the child of the other.")
_OTHER_WAY = N_("The child lives in the house under this number. Join them the other way round, so that it stays.")
_TWO_BEDS = N_("Under both numbers a bed is taken tonight. End one of the two stays first.")


def may_join(ends: Side, stays: Side, *, one_event: bool, bound: bool = False) -> None:
    """Two files can be joined where nothing is lost by it; what is in the way is said beside the other file."""
    reasons = (
        (ends.file_id == stays.file_id, _NOT_ITSELF),
        (ends.withdrawn or stays.withdrawn, _GONE),
        (ends.joined_into or stays.joined_into, _ENDED),
        (ends.joined_from, _CHAIN),
        (stays.file_id == ends.accompanies or ends.file_id == stays.accompanies, _MOTHER),
        (one_event, _ONE_EVENT),
        (bound, _BOUND),
        (ends.has_place and stays.has_place, _TWO_BEDS),
        (ends.has_place or (ends.lives_here and not stays.lives_here), _OTHER_WAY),
    )
    for holds, words in reasons:
        if holds:
            raise errors.RuleBroken(words, "other_id")


def reason_for_both(ends: Side, stays: Side, why: str | None) -> None:
    """A child cannot live here twice: where it is written so, somebody says how that came."""
    if ends.lives_here and stays.lives_here and not sense.says_something(why):
        raise errors.RuleBroken(N_("Under both numbers this child lives in the house. Say how that came."), "why_both")


def which_stays(one: Side, other: Side) -> bool:
    """Whether the first of two files is the one to stay: where the child sleeps, where others were joined, else no."""
    return (one.has_place, one.lives_here, one.joined_from) > (other.has_place, other.lives_here, other.joined_from)


def stay_reviews(setting: str) -> tuple[schedule.Rule, ...]:
    """A review for each step of the setting, open a week before its day."""
    return tuple(
        schedule.Rule(
            f"case_file.stay_review_{step.key}", "case_file.admitted", (0 if step.in_months else step.count) - _AHEAD,
            _AHEAD, "", choices.say("due_what", "stay_review"), step.count if step.in_months else 0,
        )
        for step in schedule.steps(setting)
    )  # fmt: skip
