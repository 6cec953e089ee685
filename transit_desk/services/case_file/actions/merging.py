"""Whether two files are one child's: the question, the answer, joining them, taking them apart."""

from __future__ import annotations

import dataclasses

import sqlalchemy

from transit_desk import children
from transit_desk.action import Undone, action
from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_
from transit_desk.services.case_file import rules
from transit_desk.services.case_file.actions.care import open_episode, seen_by_the_house
from transit_desk.services.case_file.actions.due import plan_due
from transit_desk.services.case_file.records import CaseFile, Joining, Person, SameChild, renew
from transit_desk.services.case_file.views import joined
from transit_desk.storage.records import fields_of
from transit_desk.storage.sight import RESIDENTS
from transit_desk.storage.work import Work


@action(N_("Ask the supervisor"), needs="open")
def ask_supervisor(work: Work, *, file_id: str) -> str:
    """Ask those who see every file whether this child was here before; once, and without saying who it may be."""
    file = work.get(CaseFile, file_id)
    waiting = _question(work, file)
    return waiting.id if waiting is not None else work.add(SameChild(file_id=file.id)).id


def _question(work: Work, file: CaseFile) -> SameChild | None:
    return work.first(
        sqlalchemy.select(SameChild).where(
            SameChild.file_id == file.id, SameChild.other_id.is_(None), SameChild.withdrawn_at.is_(None)
        )
    )


@dataclasses.dataclass(frozen=True)
class Answered:
    """An answer that was kept, as undo needs it: the rows that were written for it."""

    rows: tuple[str, ...]


def _undo_said(work: Work, undone: Undone) -> None:
    forget_answer(work, rows=undone.result.rows)


@action(N_("Say whether a child was here before"), needs="open", undo=_undo_said)
def say_same(work: Work, *, file_id: str, decision: str, other_id: str | None = None) -> Answered:
    """Keep what whoever receives a child says of an earlier file. Nothing is joined by it.

    What is said to be the same child is put before a supervisor, and so is what is not known; of a file that is not
    for these eyes nothing can be said, so it is always asked.
    """
    file = work.get(CaseFile, file_id)
    decision = str(fields_of(SameChild)["decision"].check(decision))
    asks = decision == "do_not_know" and _question(work, file) is None
    if other_id is None:
        ask_supervisor(work, file_id=file.id)
        return Answered(())
    other = work.get(CaseFile, other_id)
    if decision == joined.SAME:
        sides = (rules.Side(each.id, accompanies=each.accompanies_id) for each in (file, other))
        rules.may_join(*sides, one_event=joined.in_one_event(work, file, other), bound=joined.bound(work, file, other))
    for earlier in _answers(work, file.id, other.id):
        work.withdraw(earlier, "answered anew")
    kept = [work.add(SameChild(file_id=file.id, other_id=other.id, decision=decision)).id]
    if asks:
        kept.append(ask_supervisor(work, file_id=file.id))
    work.session.flush()
    return Answered(tuple(kept))


@action(N_("Take an answer back"), needs="open")
def forget_answer(work: Work, *, rows: tuple[str, ...]) -> None:
    """What was said of an earlier file by mistake; the question it put to the supervisor goes with it."""
    for each in rows:
        work.withdraw(work.get(SameChild, each), "undone")


def _undo_answer(work: Work, undone: Undone) -> None:
    one, other = (str(undone.values[name]) for name in ("file_id", "other_id"))
    if undone.values["decision"] == "same":
        split(work, file_id=other if work.stays(one) == one else one, why="undone")
    for answer in _answers(work, one, other):
        work.withdraw(answer, "undone")


@action(N_("Say whether it is the same child"), needs="merge", undo=_undo_answer)
def answer_same(
    work: Work, *, file_id: str, other_id: str, decision: str, why: str | None = None, why_both: str | None = None
) -> str:
    """Keep the answer, so that it is not asked again; the same child's files are joined. Returns the file that stays.

    Which number stays follows from where the child sleeps.
    """
    file, other = work.get(CaseFile, file_id), work.get(CaseFile, other_id)
    if file.id == other.id:
        rules.may_join(rules.Side(file.id), rules.Side(other.id), one_event=False)
    described = fields_of(SameChild)
    for earlier in _answers(work, file.id, other.id):
        work.withdraw(earlier, "answered anew")
    work.add(
        SameChild(
            file_id=file.id, other_id=other.id, decision=described["decision"].check(decision),
            why=described["why"].check(why),
        )
    )  # fmt: skip
    work.session.flush()
    stays = file.id
    if decision == "same":
        first = rules.which_stays(joined.side_of(work, file), joined.side_of(work, other))
        ends, into = (other, file) if first else (file, other)
        stays = merge(work, file_id=ends.id, other_id=into.id, why=why or "", why_both=why_both)
    _settle_question(work, file)
    return stays


def _answers(work: Work, one: str, other: str) -> list[SameChild]:
    both = (one, other)
    rows = work.all(
        sqlalchemy.select(SameChild).where(
            SameChild.file_id.in_(both), SameChild.other_id.in_(both), SameChild.withdrawn_at.is_(None)
        )
    )
    return list(rows)


def _settle_question(work: Work, file: CaseFile) -> None:
    """The question is answered once nothing is left to look at beside this file."""
    if work.ask("case_file.left_to_compare", file_id=file.id):
        return
    for asked in work.all(
        sqlalchemy.select(SameChild).where(
            SameChild.file_id.in_(work.same(file.id)), SameChild.other_id.is_(None), SameChild.withdrawn_at.is_(None)
        )
    ):
        work.withdraw(asked, "answered")


@action(N_("There is no earlier file"), needs="merge")
def none_earlier(work: Work, *, file_id: str) -> None:
    """Close the question where no file was found that could be this child's."""
    file = work.get(CaseFile, file_id)
    for asked in work.all(
        sqlalchemy.select(SameChild).where(
            SameChild.file_id == file.id, SameChild.other_id.is_(None), SameChild.withdrawn_at.is_(None)
        )
    ):
        work.withdraw(asked, "no earlier file")


def _undo_merge(work: Work, undone: Undone) -> None:
    split(work, file_id=str(undone.values["file_id"]), why="undone")


@action(N_("Join two files of one child"), needs="merge", undo=_undo_merge)
def merge(work: Work, *, file_id: str, other_id: str, why: str, why_both: str | None = None) -> str:
    """Let this file be read with the other, whose number stays. Nothing moves; returns the file that stays."""
    ends, stays = work.get(CaseFile, file_id), work.get(CaseFile, other_id)
    one, other = joined.side_of(work, ends), joined.side_of(work, stays)
    rules.may_join(one, other, one_event=joined.in_one_event(work, ends, stays), bound=joined.bound(work, ends, stays))
    rules.reason_for_both(one, other, why_both)
    sense.reason_given(why)
    seen = {file.id: sorted(work.holders_of(file.id)) for file in (ends, stays)}
    for file, beside in ((ends, stays), (stays, ends)):
        work.add(
            Joining(
                file_id=file.id, other_id=beside.id, stays=file is stays, why=why.strip(), why_both=why_both or None,
                holders=seen[file.id],
            )
        )  # fmt: skip
    ends.merged_into_id = stays.id
    work.get(Person, ends.person_id).merged_into_id = stays.person_id
    work.joined_anew()
    for holder in {*seen[ends.id], *seen[stays.id]}:
        work.show_to(stays.id, stays.person_id, holder)
    renew(work, work.get(Person, stays.person_id), stays)
    return stays.id


def _undo_split(work: Work, undone: Undone) -> None:
    ends = work.get(CaseFile, str(undone.values["file_id"]))
    merge(work, file_id=ends.id, other_id=str(undone.result), why="undone", why_both="undone")


@action(N_("Take two files apart"), needs="merge", undo=_undo_split)
def split(work: Work, *, file_id: str, why: str) -> str:
    """Take the pointer away: each file is what it was, with what was written in it since. Returns the other file."""
    why = str(rules.WHY_APART.check(why))
    sense.reason_given(why)
    ends = work.get(CaseFile, file_id)
    if ends.merged_into_id is None:
        raise errors.RuleBroken(N_("This file is not joined with another."))
    stays = work.get(CaseFile, ends.merged_into_id)
    seen: dict[str, frozenset[str]] = {}
    for line in work.all(
        sqlalchemy.select(Joining).where(
            Joining.file_id.in_((ends.id, stays.id)),
            Joining.other_id.in_((ends.id, stays.id)),
            Joining.withdrawn_at.is_(None),
        )
    ):
        seen[line.file_id] = frozenset(line.holders)
        work.withdraw(line, why)
    ends.merged_into_id = None
    person = work.get(Person, ends.person_id)
    person.merged_into_id = None
    work.joined_anew()
    _see_as_before(work, ends, seen.get(ends.id, frozenset()), frozenset())
    brought = seen.get(ends.id, frozenset()) - seen.get(stays.id, frozenset())
    _see_as_before(work, stays, work.holders_of(stays.id) - brought, work.holders_of(stays.id))
    for answer in _answers(work, ends.id, stays.id):
        work.withdraw(answer, why)
    renew(work, person, ends)
    renew(work, work.get(Person, stays.person_id), stays)
    for file in (ends, stays):
        _ask_where_it_lives(work, file)
    return stays.id


def _ask_where_it_lives(work: Work, file: CaseFile) -> None:
    """A leaving under the joined numbers ended both stays; the child who did not leave is on no roll call since."""
    if file.care_track in children.HOUSE and file.withdrawn_at is None and open_episode(work, file.id) is None:
        today = work.today()
        plan_due(work, file_id=file.id, rule="case_file.taken_apart", what="lives_where", from_day=today, to_day=today,
                 source_table=CaseFile.__tablename__, source_id=file.id)  # fmt: skip


def _see_as_before(work: Work, file: CaseFile, before: frozenset[str], kept: frozenset[str]) -> None:
    """Who saw a file before it was joined, its own caseworker, and the house where the child now lives."""
    holders = set(before) - {RESIDENTS}
    if file.worker_id is not None and (file.worker_id in before or file.worker_id in kept):
        holders.add(file.worker_id)
    if file.withdrawn_at is None and seen_by_the_house(work, file):
        holders.add(RESIDENTS)
    for holder in work.holders_of(file.id) - holders:
        work.hide_from(file.id, holder)
    for holder in holders:
        work.show_to(file.id, file.person_id, holder)
