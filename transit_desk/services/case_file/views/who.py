"""Who a child is, in words: the name in use, the sex, the age."""

from __future__ import annotations

import datetime
from typing import Any, Protocol

from transit_desk import choices
from transit_desk.domain import ages, dates
from transit_desk.domain.text import Words
from transit_desk.services.case_file.records import CaseFile, Person
from transit_desk.storage.work import Work


class Born(Protocol):
    """A person, or the columns of one that tell the sex and the age."""

    sex: Any

    birth_from: Any
    birth_to: Any
    birth_estimated: Any


def born_of(person: Born) -> dates.PartialDate | None:
    """When a person was born, as far as it is known."""
    if person.birth_from is None or person.birth_to is None:
        return None
    return dates.PartialDate(person.birth_from, person.birth_to, dates.Precision.BETWEEN)


def age_words(person: Born, today: datetime.date, *, short: bool = False) -> Words:
    """How old a person is, in words."""
    born = born_of(person)
    span = ages.age_span(born, today) if born is not None else None
    return ages.in_words(span, estimated=person.birth_estimated, short=short)


def sex_and_age(work: Work, person: Born, today: datetime.date, *, short: bool = False) -> tuple[Words, ...]:
    """The sex and the age for these eyes, in words."""
    told: list[Words] = []
    if work.reads(Person, "sex"):
        told.append(choices.say("sex_short" if short else "sex", person.sex))
    if work.reads(Person, "birth_from"):
        told.append(age_words(person, today, short=short))
    return tuple(told)


def name_of(work: Work, person: Person, file: CaseFile) -> str:
    """The name in use for these eyes, else the number."""
    shown = work.see(person, "name_in_use")
    return str(shown) if shown else file.number
