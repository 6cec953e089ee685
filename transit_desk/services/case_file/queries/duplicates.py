"""Who may have been here before: files that look like one child's, and two of them side by side."""

from __future__ import annotations

import dataclasses
import datetime

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain import claims, dates, errors
from transit_desk.domain.text import N_, Words
from transit_desk.matching import names
from transit_desk.services.case_file import rules, views
from transit_desk.services.case_file.records import (
    NAME,
    OTHER_NAME,
    CaseFile,
    Claim,
    Person,
    SameChild,
    as_claims,
    claims_of,
    words_of,
)
from transit_desk.services.case_file.views import joined
from transit_desk.services.case_file.views.joined import Likely
from transit_desk.storage.work import HIDDEN, Work


@query(N_("Possible earlier file"), needs="open")
def possible_earlier(
    work: Work, *, name: str, sex: str = "unknown", age: str = "", village: str = "", but: str = ""
) -> tuple[Likely, ...]:
    """Files that may be this child's, but those already answered for. Past sight it answers only that there is one."""
    if not name.strip():
        return ()
    keys = names.keys_of(name)
    kinds = (NAME, OTHER_NAME)
    known = {*work.same(but), *_not_the_same(work, but)} if but else set()
    seen = {work.stays(hit.file_id) for hit in work.search(kinds, keys)} - known
    hits = work.search(kinds, keys, past_sight=True)
    unseen = {work.stays(hit.file_id) for hit in hits} - seen - known
    found = joined.likely_among(work, name, sex, age, village, seen)
    if unseen:
        found.append(Likely("", "", Words(N_("Possible earlier file: ask the supervisor.")), 0.0))
    return tuple(found)


def _not_the_same(work: Work, file_id: str) -> set[str]:
    """The files of which somebody answered that they are another child's."""
    return {other for other, decision in _answered(work, file_id).items() if decision == "not_same"}


def _answered(work: Work, file_id: str) -> dict[str, str]:
    files = work.same(file_id)
    rows = work.all(
        sqlalchemy.select(SameChild)
        .where(
            sqlalchemy.or_(SameChild.file_id.in_(files), SameChild.other_id.in_(files)),
            SameChild.other_id.is_not(None),
            SameChild.withdrawn_at.is_(None),
        )
        .order_by(SameChild.made_at)
    )
    pairs = ((row.other_id if row.file_id in files else row.file_id, row.decision or "") for row in rows)
    return {work.stays(other): decision for other, decision in pairs if other}


@query(N_("Files still to be compared"), needs="merge")
def left_to_compare(work: Work, *, file_id: str) -> tuple[Likely, ...]:
    """The files that look like this child's and for which nobody has answered, the likeliest first."""
    answered = _answered(work, file_id)
    return tuple(each for each in _likely(work, file_id) if each.file_id not in answered)


def _likely(work: Work, file_id: str) -> list[Likely]:
    """By every name that was said of this child."""
    file = work.get(CaseFile, work.stays(file_id))
    person = work.get(Person, file.person_id)
    rows = claims_of(work, person.id)
    told = [row.words for row in rows if row.what in {"name", "name_in_use"} and row.words and not row.withdrawn_at]
    age = next((str(row.words) for row in rows if row.what == "age" and row.words and not row.withdrawn_at), "")
    best: dict[str, Likely] = {}
    for name in dict.fromkeys(told):
        for each in possible_earlier(
            work, name=name, sex=person.sex, age=age, village=person.origin_in_use or "", but=file.id
        ):
            if each.file_id and (each.file_id not in best or best[each.file_id].score < each.score):
                best[each.file_id] = each
    return sorted(best.values(), key=lambda each: -each.score)


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
    answered = _answered(work, file.id)
    likely = tuple(_likely(work, file.id))
    if number.strip():
        other_id = str(work.ask("case_file.by_number", number=number))
    first = next((each.file_id for each in likely if each.file_id not in answered), "")
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
        rules.may_join(ends, stays, one_event=joined.in_one_event(work, file, other))
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
    for each in claims.ranked(as_claims(rows, what)):
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
