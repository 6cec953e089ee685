"""The tab, composed: the picture of who matters, then relatives, own children, bonds, whom not to contact."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

import sqlalchemy

from transit_desk import choices, said
from transit_desk.domain import ages, dates
from transit_desk.domain.levels import NO_VALUE
from transit_desk.domain.text import N_, Words
from transit_desk.module import Block, Entries, Entry, FactLine, Mark, Tab, Target, Tie, Ties, Verb, entries_of
from transit_desk.services.family import rules
from transit_desk.services.family.records import Bond, Fear, NoContact, OwnChild, Relative
from transit_desk.storage import corrections
from transit_desk.storage.corrections import Told
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import Work

T = TypeVar("T", bound=Told)
With = list[tuple[T, tuple[T, ...]]]
"""Records that stand, each with those it came in place of."""
Spoken = str | Words
_IS: Final = {
    rules.MOTHER_OF: N_("her child"), rules.CHILD_OF: N_("mother"), "fear_of": N_("frightens this child"),
    "feared_by": N_("is afraid of this child"),
}  # fmt: skip
"""What the other one is, where it is told from the side of the file; alike from both sides where it is not here."""
_SHOWN: Final = ("relation", "name", "alive", "last_place", "phone")


@dataclasses.dataclass(frozen=True)
class Other:
    """Another child of the house, as these eyes see them."""

    name: str
    sex: str
    age: Words
    beside: str | None  # the file of whom this child came with


def others_of(work: Work, files: Iterable[str]) -> Mapping[str, Other]:
    """The children behind some files, in one question; those out of sight are missing."""
    file: Any = records()["case_file"]
    person: Any = records()["person"]
    found = work.rows(
        sqlalchemy.select(
            file.id, file.number, file.accompanies_id, person.name_in_use, person.sex, person.birth_from,
            person.birth_to, person.birth_estimated,
        )
        .join(person, person.id == file.person_id)
        .where(file.id.in_(sorted(set(files))))
    )  # fmt: skip
    kind = records()["person"]
    named, sexed, aged = (work.reads(kind, name) for name in ("name_in_use", "sex", "birth_from"))
    return {
        row.id: Other(
            str(row.name_in_use) if named and row.name_in_use else row.number,
            str(choices.say("sex", row.sex)) if sexed else "",
            _age(row, work.today()) if aged else Words(""),
            row.accompanies_id,
        )
        for row in found
    }


def _age(row: Any, today: datetime.date) -> Words:
    if row.birth_from is None or row.birth_to is None:
        return ages.in_words(None)
    born = dates.PartialDate(row.birth_from, row.birth_to, dates.Precision.BETWEEN)
    return ages.in_words(ages.age_span(born, today), estimated=row.birth_estimated)


# -- verbs


def _adds(title: str, page: str, action: str, file_id: str, icon: str = "plus") -> Verb:
    return Verb(title, icon, page=page, action=action, extra={"file_id": file_id})


def _verb(title: str, page: str, action: str, record: Record, icon: str = "pencil") -> Verb:
    return Verb(title, icon, page=page, action=action, extra={"record_id": record.id})


def _back(record: Record) -> Verb:
    return _verb(N_("Take back"), "family.take_back", "family.take_back", record, "undo")


def _told_verbs(work: Work, row: Relative | NoContact, name: str) -> tuple[Verb, ...]:
    """Who does not read all of it corrects nothing of it."""
    correct = _verb(N_("Correct"), f"family.correct_{name}", "family.correct", row)
    return (correct, _back(row)) if said.reads(work, type(row)) else ()


def _named(work: Work, row: Relative) -> tuple[Spoken, Spoken]:
    """The name and the relation; where nobody knows the name, the relation and that."""
    name, relation = said.plain(work, row, "name"), said.cell(work, row, "relation")
    return (str(name), relation) if name else (relation, Words(N_("name not known")))


# -- what an interview reads again before it asks for another


def relative_line(work: Work, row: Relative) -> FactLine:
    """A relative in one line, with who told of them."""
    known = (name for name in ("name", "last_place", "wish") if said.plain(work, row, name) is not None)
    words = " · ".join(map(str, said.cells(work, row, *known)))
    said_by = choices.say("claim_source", row.said_by)
    return FactLine(said.cell(work, row, "relation"), words, said_by, day=str(dates.say_day(row.said_on)))


def own_child_lines(work: Work, own: Sequence[OwnChild], more: list[str]) -> tuple[FactLine, ...]:
    """The children of a girl, and those who came beside her."""
    others = others_of(work, [*(row.child_file_id for row in own), *more])
    return tuple(
        FactLine(child.name, " · ".join(str(part) for part in (child.sex, child.age) if str(part)))
        for child in others.values()
    )


def no_contact_line(work: Work, row: NoContact) -> FactLine:
    """Who must not be contacted, and why."""
    return FactLine(said.cell(work, row, "who"), said.cell(work, row, "why"), day=str(dates.say_day(row.since)))


def is_girl(work: Work, file: Any) -> bool:
    """Whether own children are a question for this child; they are where the sex is not known."""
    person: Any = work.get(records()["person"], work.stays(file.person_id))
    return bool(person.sex != "m")


def named(work: Work, row: Relative) -> Words:
    """A relative inside a sentence: the relation, and the name where it is known."""
    relation, name = choices.say("relation", row.relation), said.plain(work, row, "name")
    return Words(N_("{relation}, {name}"), {"relation": relation, "name": name}) if name else relation


# -- blocks


def _bond_ties(work: Work, bonds: Sequence[Bond], fears: Sequence[Fear], others: Mapping[str, Other]) -> list[Tie]:
    ties = []
    told: list[Bond | Fear] = [*bonds, *fears]
    for row in told:
        other = others.get(row.other_id)
        who: Spoken = other.name if other else Words(N_("another child"))
        if isinstance(row, Bond):
            tie = Tie(who, _other_is(work, row) if said.reads(work, Bond, "what") else "")
        else:
            tie = Tie(who, _other_is(work, row) if said.reads(work, Fear, "what") else Words(N_("keep apart")), "stop")
        if tie not in ties:  # written under each of two numbers before they were joined
            ties.append(tie)
    return ties


def _other_is(work: Work, row: Bond | Fear) -> Spoken:
    """What the other child is to the one whose page this is."""
    is_told = _IS.get(str(said.plain(work, row, "what")))
    return Words(is_told) if is_told else said.cell(work, row, "what")


def picture(
    work: Work,
    file: Any,
    relatives: Sequence[Relative],
    bonds: Sequence[Bond],
    fears: Sequence[Fear],
    others: Mapping[str, Other],
) -> Ties:
    """The child among those who matter to the child."""
    me = others.get(file.id)
    ties = []
    for row in relatives if said.reads(work, Relative, "name", "relation") else ():
        tone = "plain"
        if said.reads(work, Relative, "wish", "safe") and row.ask_first:
            tone = "stop"
        elif said.plain(work, row, "alive") == "no":
            tone = "warn"
        ties.append(Tie(*_named(work, row), tone))
    ties += _bond_ties(work, bonds, fears, others)
    return Ties(N_("Who matters"), me.name if me else file.number, tuple(ties))


def _wish(work: Work, row: Relative) -> Mark | None:
    wish, safe = said.plain(work, row, "wish"), said.plain(work, row, "safe")
    if not said.reads(work, Relative, "wish", "safe"):
        return Mark(Words(N_("ask first")), "warning", "stop") if row.ask_first else None
    if wish == "avoid":
        return Mark(Words(N_("avoid")), "warning", "stop")
    if safe == "no":
        return Mark(Words(N_("not safe")), "warning", "stop")
    if wish:
        return Mark(choices.say("relative_wish", wish), "", "ok" if safe == "yes" else "plain")
    return None


def relatives_of(work: Work, file_id: str, rows: With[Relative]) -> Entries:
    """Everybody of the family, as they were told of."""

    def entry(row: Relative) -> Entry:
        cells = said.cells(work, row, *_SHOWN)
        return Entry(cells, _wish(work, row), _told_verbs(work, row, "relative"))

    headings = (N_("Who"), N_("Name"), N_("Alive?"), N_("Where they were last"), N_("Phone"))
    add = _adds(N_("Add a relative"), "family.relative", "family.add_relative", file_id)
    return Entries(N_("Relatives"), headings, entries_of(rows, entry), add, N_("Nobody is written down yet."))


def beside(work: Work, file_id: str, own: Sequence[OwnChild]) -> list[str]:
    """The files of those who came beside a girl, or are bound to her as hers, and of whom nothing more is known yet."""
    kind: Any = records()["case_file"]
    came = work.all(
        sqlalchemy.select(kind.id).where(
            kind.accompanies_id == file_id, kind.withdrawn_at.is_(None), kind.merged_into_id.is_(None)
        )
    )
    bound = [work.stays(row.other_id) for row in work.standing(Bond, file_id) if row.what == rules.MOTHER_OF]
    known = {work.stays(row.child_file_id) for row in own}
    return [each for each in dict.fromkeys([*came, *bound]) if each not in known]


def own_children(
    work: Work, file: Any, rows: Sequence[OwnChild], more: list[str], others: Mapping[str, Other]
) -> Entries:
    """The children of a girl, each with a file of its own; first those of whom nothing more is known yet."""
    entries = []
    for file_id in (each for each in more if each in others):
        came = others[file_id]
        complete = Verb(N_("Complete"), "pencil", page="family.complete_own_child",
                        action="family.complete_own_child", extra={"record_id": file_id})  # fmt: skip
        here = Words(N_("came with her")) if came.beside == file.id else Words(NO_VALUE["not_asked"])
        cells = (came.name, came.sex, came.age, here, Words(NO_VALUE["not_asked"]))
        entries.append(Entry(cells, verbs=(complete,), target=Target("case_file.child", file_id)))
    for row in rows:
        child = others.get(row.child_file_id)
        change = _verb(N_("Change"), "family.change_own_child", "family.change_own_child", row)
        told: tuple[Spoken, ...] = (
            child.name if child else Words(N_("another child")), child.sex if child else "", child.age if child else "",
            *said.cells(work, row, "present", "registration"),
        )  # fmt: skip
        target = Target("case_file.child", row.child_file_id) if child else None
        verbs = (change, _back(row)) if said.reads(work, OwnChild, "present", "registration") else ()
        entries.append(Entry(told, verbs=verbs, target=target))
    add = _adds(N_("Add a child of hers"), "family.own_child", "family.add_own_child", file.id)
    headings = (N_("Name"), N_("Sex"), N_("Age"), N_("Here?"), N_("Birth registration"))
    return Entries(N_("Own children"), headings, tuple(entries), add, N_("No child of her own is known."))


def bonds_of(work: Work, file_id: str, bonds: Sequence[Bond], others: Mapping[str, Other]) -> Entries:
    """Bonds with other children of the house."""
    entries = []
    for row in bonds:
        other = others.get(row.other_id)
        target = Target("case_file.child", row.other_id) if other else None
        who: Spoken = other.name if other else Words(N_("another child"))
        cells = (who, *said.cells(work, row, "what", "said_by"))
        entries.append(Entry(cells, verbs=(_back(row),) if other else (), target=target))
    add = _adds(N_("Add a bond"), "family.bond", "family.add_bond", file_id)
    headings = (N_("Who"), N_("What they are to each other"), N_("Said by"))
    return Entries(N_("Other children of the house"), headings, tuple(entries), add, N_("No bond is written down."))


def fears_of(work: Work, file_id: str, fears: Sequence[Fear], others: Mapping[str, Other]) -> Entries:
    """From whom this child is kept apart; why, only for those who may know."""
    entries = []
    for row in fears:
        other = others.get(row.other_id)
        target = Target("case_file.child", row.other_id) if other else None
        who: Spoken = other.name if other else Words(N_("another child"))
        cells = (who, _other_is(work, row), said.cell(work, row, "said_by"))
        mark = Mark(Words(N_("keep apart")), "warning", "stop")
        entries.append(Entry(cells, mark, (_back(row),) if other and said.reads(work, Fear) else (), target))
    add = _adds(N_("Keep apart from…"), "family.fear", "family.keep_apart", file_id)
    headings = (N_("From whom"), N_("Who that is to this child"), N_("Said by"))
    return Entries(N_("Kept apart"), headings, tuple(entries), add, N_("From nobody."))


def no_contacts(work: Work, file_id: str, rows: With[NoContact]) -> Entries:
    """Who must not be contacted, and why, for those who may know."""

    def entry(row: NoContact) -> Entry:
        cells = (said.cell(work, row, "who"), said.cell(work, row, "why"), dates.say_day(row.since),
                 said.cell(work, row, "said_by"))  # fmt: skip
        return Entry(cells, verbs=_told_verbs(work, row, "no_contact"))

    add = _adds(N_("Add somebody"), "family.no_contact", "family.forbid_contact", file_id)
    headings = (N_("Who"), N_("Reason"), N_("Since"), N_("Said by"))
    return Entries(N_("Must not be contacted"), headings, entries_of(rows, entry), add, N_("Nobody is on this list."))


def tab_of(work: Work, file: Any) -> Tab:
    """The whole tab, from as many questions for a large family as for none."""
    told_of = corrections.with_earlier(work, Relative, file.id)
    closed = corrections.with_earlier(work, NoContact, file.id)
    relatives, own = [row for row, _earlier in told_of], work.standing(OwnChild, file.id)
    bonds, fears = work.standing(Bond, file.id), work.standing(Fear, file.id)
    named_in = [*(row.other_id for row in bonds), *(row.other_id for row in fears), *(row.child_file_id for row in own)]
    more = beside(work, file.id, own)
    others = others_of(work, [file.id, *named_in, *more])
    matter = picture(work, file, relatives, bonds, fears, others)
    start: list[Block] = [matter] if matter.ties else []
    start.append(relatives_of(work, file.id, told_of))
    if is_girl(work, file):
        start.append(own_children(work, file, own, more, others))
    end: tuple[Block, ...] = (
        no_contacts(work, file.id, closed), fears_of(work, file.id, fears, others),
        bonds_of(work, file.id, bonds, others),
    )  # fmt: skip
    return Tab("family", N_("Family"), (*start, *end))
