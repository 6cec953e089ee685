"""Who may have been here before: files that look like one child's, and two of them side by side."""

from __future__ import annotations

import dataclasses
import datetime

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain import claims, dates, errors
from transit_desk.domain.dates import PartialDate
from transit_desk.domain.text import N_, Words
from transit_desk.services.case_file import rules, views
from transit_desk.services.case_file.records import (
    CaseFile,
    Claim,
    Person,
    SameChild,
    as_claims,
    claims_of,
    words_of,
)
from transit_desk.services.case_file.views import alike, joined
from transit_desk.services.case_file.views.alike import Likely
from transit_desk.services.case_file.views.joined import SAME
from transit_desk.storage.work import HIDDEN, Work


@query(N_("Possible earlier file"), needs="open")
def possible_earlier(  # what is typed of a child who has no file yet, or, with `but`, has one
    work: Work,
    *,
    name: str = "",
    sex: str = "unknown",
    age: str = "",
    village: str = "",
    mother: str = "",
    father: str = "",
    born: PartialDate | None = None,
    but: str = "",
    answered: bool = False,
) -> tuple[Likely, ...]:
    """Files that may be this child's, but those said to be another's unless what was answered is asked for too.

    Past sight it answers only that there is one.
    """
    new = alike.typed(work, name=name, sex=sex, age=age, village=village, mother=mother, father=father, born=born)
    decided = joined.answers_about(work, but) if but else {}
    apart = _apart(work, but, {} if answered else decided)
    found = alike.among(work, new, alike.seen_like(work, new) - apart, decided)
    if alike.beyond_sight(work, new.names) - apart:
        found.append(Likely("", "", Words(N_("Possible earlier file: ask the supervisor.")), 0.0))
    return tuple(found)


def _apart(work: Work, file_id: str, decided: dict[str, str]) -> set[str]:
    """The file itself, and those of which somebody answered that they are another child's."""
    others = {other for other, decision in decided.items() if decision == "not_same"}
    return {*work.same(file_id), *others} if file_id else others


@query(N_("Files still to be compared"), needs="merge")
def left_to_compare(work: Work, *, file_id: str) -> tuple[Likely, ...]:
    """The files that look like this child's and wait for an answer, or to be joined; the likeliest first."""
    return tuple(each for each in _likely(work, file_id) if each.decision in {"", SAME})


def _likely(work: Work, file_id: str) -> list[Likely]:
    """By everything that was said of this child; a file that somebody said to be the same comes first."""
    file = work.get(CaseFile, work.stays(file_id))
    decided = joined.answers_about(work, file.id)
    _numbers, (child,) = alike.known(work, [file.id])
    found = alike.among(work, child, alike.seen_like(work, child) - _apart(work, file.id, decided), decided)
    said = {other for other, decision in decided.items() if decision == SAME} - {each.file_id for each in found}
    numbers, others = alike.known(work, said) if said else ({}, [])
    told = [
        Likely(each.record, numbers[each.record], Words(N_("said to be the same child")), 0.0, SAME) for each in others
    ]
    return sorted([*told, *found], key=lambda each: (_TURN[each.decision], -each.score))


_TURN = {SAME: 0, "": 1, "do_not_know": 2}


@dataclasses.dataclass(frozen=True)
class Compared:
    """One line of two files side by side: what is asked, what each says, whether they say the same."""

    label: str | Words
    left: tuple[str | Words, ...]
    right: tuple[str | Words, ...]
    agree: bool


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Two files side by side, what is in the way of joining them, and what else may be this child's."""

    file_id: str
    number: str
    other_id: str = ""
    other_number: str = ""
    lines: tuple[Compared, ...] = ()
    stays: str = ""  # the number that would stay
    in_the_way: Words | None = None
    asks_both: bool = False  # under both numbers the child lives here: how that came is asked
    decision: str = ""
    likely: tuple[Likely, ...] = ()
    asked: bool = False  # somebody at the door asked


@query(N_("Two files side by side"), needs="merge", sensitive=True)
def comparison(work: Work, *, record_id: str, other_id: str = "", number: str = "") -> Comparison:
    """A file beside another, chosen, or found by its number; without one, beside the likeliest not yet answered for."""
    file = work.get(CaseFile, work.stays(record_id))
    work.note("read", file)
    answered = joined.answers_about(work, file.id)
    likely = tuple(_likely(work, file.id))
    if number.strip():
        other_id = str(work.ask("case_file.by_number", number=number))
    first = next((each.file_id for each in likely), "")
    other_id = work.stays(other_id or first)
    asked = work.count(
        SameChild, SameChild.file_id == file.id, SameChild.other_id.is_(None), SameChild.withdrawn_at.is_(None)
    )
    bare = Comparison(file.id, file.number, likely=likely, asked=asked > 0)
    if not other_id:
        return bare
    other = work.get(CaseFile, other_id)
    work.note("read", other)
    left, right = sides = joined.side_of(work, file), joined.side_of(work, other)
    first_stays = rules.which_stays(left, right)
    ends, stays = (right, left) if first_stays else (left, right)
    refusal: Words | None = None
    try:
        rules.may_join(
            ends, stays, one_event=joined.in_one_event(work, file, other), bound=joined.bound(work, file, other)
        )
    except errors.RuleBroken as broken:
        refusal = broken.words
    return dataclasses.replace(
        bare,
        other_id=other.id,
        other_number=other.number,
        lines=_lines(work, file, other),
        stays=file.number if first_stays else other.number,
        in_the_way=refusal,
        asks_both=all(side.lives_here for side in sides),
        decision=answered.get(other.id, ""),
    )


def _lines(work: Work, file: CaseFile, other: CaseFile) -> tuple[Compared, ...]:
    pairs = [_facts(work, each) for each in (file, other)]
    told = [_compared(label, left, right) for (label, left), (_label, right) in zip(pairs[0], pairs[1], strict=True)]
    said = [claims_of(work, each.person_id) for each in (file, other)]
    for choice in choices.load("claim_kind"):
        sides = [_said(work, rows, choice.key) for rows in said]
        if any(sides):
            told.append(_compared(choices.say("claim_kind", choice.key), sides[0], sides[1]))
    return tuple(told)


def _compared(label: str | Words, left: tuple[str | Words, ...], right: tuple[str | Words, ...]) -> Compared:
    bare = [{str(each).split(" · ")[0].casefold().strip() for each in side} for side in (left, right)]
    return Compared(label, left, right, bool(bare[0] & bare[1]))


def _facts(work: Work, file: CaseFile) -> list[tuple[Words, tuple[str | Words, ...]]]:
    person = work.get(Person, file.person_id)
    age = (views.age_words(person, work.today()),) if person.birth_from else ()
    began = views.admissions_of(work, [file.id]).get(file.id)
    return [
        (Words(N_("Case number")), tuple(work.get(CaseFile, each).number for each in work.same(file.id))),
        (Words(N_("Sex")), (choices.say("sex", person.sex),)),
        (Words(N_("Age")), age),
        (Words(N_("Opened on")), (dates.say_day(file.opened_on),)),
        (Words(N_("Where the child is")), (choices.say("care_track", file.care_track),)),
        (Words(N_("Admitted on")), (dates.say_day(began),) if began else ()),
    ]


def _said(work: Work, rows: list[Claim], what: str) -> tuple[str | Words, ...]:
    """Every account that stands, the one in use first, each with who said it and when."""
    by_id = {row.id: row for row in rows}
    lines: list[str | Words] = []
    for each in claims.ranked(as_claims(rows, *claims.kin(what))):
        if each.what != what:
            continue
        said = words_of(work, by_id[each.key])
        if said is HIDDEN:
            continue
        source = choices.say("claim_source", each.said_by)
        lines.append(
            Words(
                N_("{what} · {source}, {day}"),
                {"what": str(said.value), "source": source, "day": dates.say_day(each.said_on)},
            )
        )
    return tuple(lines)


@dataclasses.dataclass(frozen=True)
class Account:
    """One statement as it was made, whatever became of it; `words` is nothing where it is not for these eyes."""

    id: str
    file_number: str
    what: str
    words: str | None
    said_by: str
    said_on: datetime.date
    withdrawn: bool
    supersedes_id: str | None


@query(N_("Everything that was said"), needs="read", sensitive=True)
def everything_said(work: Work, *, file_id: str) -> tuple[Account, ...]:
    """Every statement about a child, those corrected and those taken back too, each with its source and number."""
    told = []
    for each in work.same(file_id):
        file = work.get(CaseFile, each)
        own = [row for row in claims_of(work, file.person_id) if row.person_id == file.person_id]
        for row in own:
            said = words_of(work, row)
            told.append(
                Account(
                    row.id, file.number, row.what, None if said is HIDDEN else said.value, row.said_by, row.said_on,
                    row.withdrawn_at is not None, row.supersedes_id,
                )
            )  # fmt: skip
    return tuple(told)
