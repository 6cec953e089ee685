"""What must hold of interviews, places and births: a woman beside a girl or a reason, something to go by."""

from __future__ import annotations

from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.text import N_, Words


def somebody_led(women: object, men: object) -> None:
    """A talk was led by somebody."""
    if not women and not men:
        raise errors.RuleBroken(N_("Somebody led the talk: count her or him too."), "women")


def leader_counted(leader_sex: str, men: object) -> None:
    """A man who leads a talk is a man in the room."""
    if leader_sex == "m" and not men:
        raise errors.RuleBroken(N_("A man led the talk: count him too."), "men")


def by_men_only(sex: str, women: object) -> bool:
    """Whether a girl talked without any woman there."""
    return sex == "f" and not women


def woman_or_reason(sex: str, women: object, reason: object, letters: int) -> None:
    """A girl is interviewed with a woman there; where that could not be, the reason is written, not a dot."""
    if by_men_only(sex, women) and sum(map(str.isalpha, str(reason or ""))) < letters:
        raise errors.RuleBroken(
            Words(N_("A girl talked without a woman there: write why, in {letters} letters or more."),
                  {"letters": letters}),
            "reason",
        )  # fmt: skip


def agency_named(agency: object, words: object) -> None:
    """An agency outside the list has a name."""
    if agency == "other" and not words:
        raise errors.RuleBroken(N_("Write which agency."), "agency_words")


def somewhere(place: object, words: object) -> None:
    """A place is chosen, written, or known not to be known."""
    answered = isinstance(words, Said) and (words.value or words.answer.value in {"unknown", "refused"})
    if not place and not answered:
        raise errors.RuleBroken(N_("Choose a place, or write another."), "place")


def as_told(words: object, typed: str) -> Said:
    """What was typed for a place that no list has stays, beside the other words for it."""
    told = words.value if isinstance(words, Said) else words
    return Said(f"{told}, {typed}" if told else typed)


def ethnicity_wanted(told: object, *, asked: bool) -> None:
    """Nothing is kept of the ethnic group where the office does not ask for it."""
    if not asked and isinstance(told, Said) and told.value:
        raise errors.RuleBroken(N_("This office does not ask for the ethnic group. Leave it empty."), "ethnicity")


def birth_told(words: object, event: object) -> None:
    """A birth is told in words, or by an event; in words alone nobody is asked for more."""
    if not words and not event:
        raise errors.RuleBroken(N_("Write it as it was said, or choose what everybody remembers."), "words")


def side_told(event: object, side: object) -> None:
    """How a birth lies to what is remembered."""
    if event and not side:
        raise errors.RuleBroken(N_("Say how the birth lies to it."), "side")
