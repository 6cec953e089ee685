"""How one row of the grid is kept, and how the file it opened is kept in step with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk.domain import errors, fields, mothers, names
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.records import EventMember, EventRow, ReleaseEvent, ReturnOnSite
from transit_desk.storage.records import Record, fields_of, records
from transit_desk.storage.work import Work

_STATEMENTS: Final = {"name_typed": "name_in_use", "age_typed": "age", "village_typed": "place"}
_EMPTIED: Final = "emptied in the list of the arrival"


@dataclasses.dataclass(frozen=True)
class Source:
    """Who said what stands in a row, and how it is known."""

    said_by: str = "child"
    known_by: str = "told"


@dataclasses.dataclass(frozen=True)
class RowKept:
    """A row that is safe: which row, which file with which number; and what stood there before, for undo."""

    row_id: str
    file_id: str
    number: str
    created: bool = False
    before: Mapping[str, object] = dataclasses.field(default_factory=dict, repr=False)


def file_of(work: Work, file_id: str) -> Record:
    """The case file, by the name of its table: another slice's record, through the same sight."""
    return work.get(records()["case_file"], file_id)


def number_of(work: Work, file_id: str) -> str:
    """The number of a file."""
    return str(work.see(file_of(work, file_id), "number"))


def rows_of(work: Work, event_id: str) -> Sequence[EventRow]:
    """The rows of an event that these eyes see, in their order."""
    return work.all(
        sqlalchemy.select(EventRow)
        .where(EventRow.event_id == event_id, EventRow.withdrawn_at.is_(None))
        .order_by(EventRow.position)
    )


def returns_of(work: Work, event_id: str) -> dict[str, ReturnOnSite]:
    """The answers about returns of an event, by row."""
    found = work.all(
        sqlalchemy.select(ReturnOnSite)
        .join(EventRow, EventRow.id == ReturnOnSite.row_id)
        .where(EventRow.event_id == event_id, ReturnOnSite.withdrawn_at.is_(None))
    )
    return {answer.row_id: answer for answer in found}


def return_of(work: Work, row_id: str) -> ReturnOnSite | None:
    """The answers about one row's return."""
    return work.first(_RETURN, row_id=row_id)


_RETURN = (
    sqlalchemy.select(ReturnOnSite)
    .where(ReturnOnSite.row_id == sqlalchemy.bindparam("row_id"), ReturnOnSite.withdrawn_at.is_(None))
    .limit(1)
)


def babies_of(work: Work, row: EventRow) -> Sequence[EventRow]:
    """The babies a girl brought."""
    return work.all(
        sqlalchemy.select(EventRow).where(EventRow.accompanies_id == row.id, EventRow.withdrawn_at.is_(None))
    )


def members_of(work: Work, event_id: str) -> list[str]:
    """Who takes part in an event, by worker."""
    return list(
        work.all(
            sqlalchemy.select(EventMember.worker_id).where(
                EventMember.event_id == event_id, EventMember.withdrawn_at.is_(None)
            )
        )
    )


def facts(work: Work, rows: Sequence[EventRow], returns: Mapping[str, ReturnOnSite]) -> tuple[rules.RowFacts, ...]:
    """The rows as the sums need them, numbered as they are shown: babies have no place of their own."""
    found: list[rules.RowFacts] = []
    numbers = numbers_of(work, rows)
    by_id = {row.id: row for row in rows}
    places: dict[str, int] = {}
    for row in rows:
        baby = row.accompanies_id is not None
        if not baby:
            places[row.id] = len(places) + 1
        place = places.get(row.accompanies_id or row.id, 0)
        name = work.see(row, "name_typed")
        told = str(name.value) if isinstance(name, Said) and name.value else None
        answers = returns.get(row.id)
        found.append(
            rules.RowFacts(
                row.id, place, names.name_and_code(told, numbers.get(row.file_id, "")), row.sex, row.disposition,
                row.reason, baby=baby, complete=answers is not None and answers.complete,
                astray=baby and _astray(row, by_id.get(row.accompanies_id or ""), returns),
            )
        )  # fmt: skip
    return tuple(found)


def _astray(baby: EventRow, mother: EventRow | None, returns: Mapping[str, ReturnOnSite]) -> bool:
    """Whether it is known where the mother is, and not where the baby is; a baby goes home only with her."""
    home = False
    if mother is not None:
        answers = returns.get(mother.id)
        home = mother.disposition == rules.RETURNED and answers is not None and answers.complete
        if mother.disposition is None or (mother.disposition == rules.RETURNED and not home):
            return False  # the refusal is about her
    return baby.disposition is None or (baby.disposition == rules.RETURNED and not home)


def numbers_of(work: Work, rows: Sequence[EventRow]) -> dict[str, str]:
    """The numbers of the rows' files."""
    kind = records()["case_file"]
    wanted = [row.file_id for row in rows]
    return {
        file.id: str(work.see(file, "number")) for file in work.all(sqlalchemy.select(kind).where(kind.id.in_(wanted)))
    }


def missing_to_close(
    work: Work, event: ReleaseEvent, counted: rules.Sums, told: Sequence[rules.RowFacts], rows: Sequence[EventRow]
) -> tuple[errors.RuleBroken, ...]:
    """Everything that stands between an event and its closing; brothers and sisters are parted for a reason only."""
    missing = rules.refusals_to_close(counted, told, event.girls_asked, girls_noted=event.girls_note is not None)
    by_id = {fact.id: fact for fact in told}
    by_file = {work.stays(row.file_id): by_id[row.id] for row in rows}
    pairs = [
        (by_file[one], by_file[other])
        for one, other in work.ask("family.siblings")
        if one in by_file and other in by_file
    ]
    parted = rules.parted(pairs, event.parted_why)
    return missing if parted is None else (*missing, parted)


def see_whole(event: ReleaseEvent, rows: Sequence[EventRow]) -> bool:
    """Whether these eyes see every row there is; sums over a part would be wrong without showing it."""
    return len(rows) == event.rows_kept


# -- writing


def check_cells(cells: Mapping[str, object], event: ReleaseEvent, source: Source) -> dict[str, object]:
    """The cells as they are kept; every refusal stands beside its cell."""
    checked = fields.check_given(
        {name: field for name, field in fields_of(EventRow).items() if name in rules.CELLS}, cells
    )
    if "age_typed" in checked:
        age = checked["age_typed"]
        rules.read_age(age if isinstance(age, Said) else Said(age), source.said_by, event.day)
    if "sex" in checked and checked["sex"] is None:
        checked["sex"] = "unknown"
    if "disposition" in checked and checked["disposition"] != rules.TO_CENTRE:
        checked.setdefault("reason", None)
    return checked


def new_row(
    work: Work, event: ReleaseEvent, cells: Mapping[str, object], source: Source, mother: EventRow | None = None
) -> RowKept:
    """A row with its file and its number, from whatever was typed first. Nothing at all is needed for it."""
    checked = check_cells({**_sexless(cells), "sex": cells.get("sex") or "unknown"}, event, source)
    file_id = work.do(
        "case_file.open_case", sex=checked["sex"], care_track="unknown", arrival_type="release_event",
        said_on=event.day, accompanies_id=mother.file_id if mother is not None else None,
    )  # fmt: skip
    event.rows_made += 1
    event.rows_kept += 1
    row = work.add(
        EventRow(
            event_id=event.id, file_id=file_id, position=event.rows_made, sex=str(checked["sex"]), statements={},
            accompanies_id=mother.id if mother is not None else None, **_silent(),
        )
    )  # fmt: skip
    work.session.flush()
    show_to_members(work, [row], members_of(work, event.id))
    _keep(work, event, row, checked, source)
    if mother is not None and mother.disposition is not None:
        settle(work, event, mother)
    return RowKept(row.id, file_id, number_of(work, file_id), created=True)


def _sexless(cells: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in cells.items() if name != "sex"}


def _silent() -> dict[str, str]:
    """Nothing was asked yet; said here, since defaults of columns come only with the flush."""
    return {f"{name}_answer": Answer.NOT_ASKED.value for name, field in fields_of(EventRow).items() if field.asked}


def change_row(work: Work, event: ReleaseEvent, row: EventRow, cells: Mapping[str, object], source: Source) -> RowKept:
    """Keep changed cells, and give back what stood in them."""
    checked = check_cells(cells, event, source)
    before = {name: _kept(row, name) for name in checked}
    changed = {name: value for name, value in checked.items() if before[name] != value}
    if "disposition" in changed:
        rules.may_move(row.arrived_on)
    _keep(work, event, row, changed, source)
    return RowKept(row.id, row.file_id, number_of(work, row.file_id), before={name: before[name] for name in changed})


def _kept(row: EventRow, name: str) -> object:
    value = getattr(row, name)
    answer = getattr(row, f"{name}_answer", None)
    return value if answer is None else Said(value, Answer(answer))


def _keep(work: Work, event: ReleaseEvent, row: EventRow, changed: Mapping[str, object], source: Source) -> None:
    work.put(row, changed)
    for name, what in _STATEMENTS.items():
        said = changed.get(name)
        if isinstance(said, Said):
            _state(work, event, row, what, said, source)
    if "age_typed" in changed:
        _ages_fit(work, row)
    about: dict[str, object] = {}
    language, needs = changed.get("language"), changed.get("needs")
    if isinstance(language, Said):
        about["languages"] = Said([language.value] if language.value else None, language.answer)
    if isinstance(needs, Said):
        about["needs_now"] = needs
    sex = changed.get("sex")
    if about or sex is not None:
        work.do("case_file.change_file", file_id=row.file_id, values=about, sex=sex)
    if "disposition" in changed:
        settle(work, event, row)


def _ages_fit(work: Work, row: EventRow) -> None:
    """A baby is born enough years after the girl who brought it, whichever of the two ages is typed last."""
    mother = work.get(EventRow, row.accompanies_id) if row.accompanies_id is not None else row
    for baby in babies_of(work, row) if mother is row else (row,):
        mothers.refuse(_person(work, mother), _person(work, baby), int(work.setting(mothers.YEARS)), "age_typed")


def _person(work: Work, row: EventRow) -> Any:
    file: Any = file_of(work, row.file_id)
    return work.get(records()["person"], work.stays(file.person_id))


def _state(work: Work, event: ReleaseEvent, row: EventRow, what: str, said: Said, source: Source) -> None:
    """A word typed again stands in place of the one before; a cell that was emptied takes all of them back."""
    told = dict(row.statements)
    earlier = told.get(what)
    chain = [str(key) for key in earlier] if isinstance(earlier, list) else []
    if said.answer is Answer.NOT_ASKED:
        for claim_id in reversed(chain):
            work.do("case_file.unsay", file_id=row.file_id, claim_id=claim_id, why=_EMPTIED)
        told[what] = []
    else:
        claim_id = work.do(
            "case_file.say", file_id=row.file_id, what=what, words=said, said_by=source.said_by, said_on=event.day,
            known_by=source.known_by, preferred=what == "name_in_use" and source.said_by == "child",
            supersedes_id=chain[-1] if chain else None,
        )  # fmt: skip
        told[what] = [*chain, claim_id]
    row.statements = told


# -- where the child is


def settle(work: Work, event: ReleaseEvent, row: EventRow) -> None:
    """Say in the file where the child is, and make the first visit due; the babies go where she goes."""
    answers = return_of(work, row.id)
    home = row.disposition == rules.RETURNED and answers is not None and answers.complete
    track = "reunified" if home else rules.track_of(row.disposition)
    for each in (row, *babies_of(work, row)):
        if each is not row:
            each.disposition, each.reason = row.disposition, row.reason
        if each.arrived_on is None:
            work.do("case_file.move_care", file_id=each.file_id, track=track, since=event.day)
    if answers is None:
        return
    if home:
        work.do(
            "case_file.plan_due", file_id=row.file_id, rule=rules.FIRST_VISIT.key, what="first_visit",
            from_day=event.day, to_day=answers.visit_by, who=answers.visit_name,
            source_table=ReturnOnSite.__tablename__, source_id=answers.id,
        )  # fmt: skip
    else:
        work.do(
            "case_file.drop_due", file_id=row.file_id, rule=rules.FIRST_VISIT.key, source_id=answers.id,
            why="the child did not go home from the place of the release",
        )  # fmt: skip


def show_to_members(work: Work, rows: Sequence[EventRow], members: Sequence[str]) -> None:
    """Let everybody who takes part see the files of the event."""
    for row in rows:
        person_id = work.see(file_of(work, row.file_id), "person_id")
        for worker_id in members:
            work.show_to(row.file_id, str(person_id), worker_id)


def take_away(work: Work, event: ReleaseEvent, row: EventRow, why: str) -> None:
    """Take a row, its babies and their files out of use; the numbers are never given again."""
    for each in (*babies_of(work, row), row):
        rules.may_move(each.arrived_on)
        work.withdraw(each, why)
        work.do("case_file.take_back", file_id=each.file_id, why=why)
        event.rows_kept -= 1


def bring_back(work: Work, event: ReleaseEvent, rows: Sequence[EventRow]) -> None:
    """Put rows and their files back into use."""
    for row in rows:
        row.withdrawn_by = row.withdrawn_at = row.withdrawn_why = None
        work.do("case_file.bring_back", file_id=row.file_id)
        event.rows_kept += 1
