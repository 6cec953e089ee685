"""The file itself: its own fields, who is responsible for it, which papers of it left the screen."""

from __future__ import annotations

from transit_desk import paper as papers
from transit_desk.action import action
from transit_desk.domain import fields
from transit_desk.domain.text import N_
from transit_desk.services.case_file import rules
from transit_desk.services.case_file.records import CaseFile, Person
from transit_desk.services.case_file.views import joined
from transit_desk.storage.people import Worker
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work


@action(N_("Change the file"), needs="write")
def change_file(work: Work, *, file_id: str, values: dict[str, object], sex: str | None = None) -> None:
    """Change described fields of the file itself; only those given."""
    file = work.get(CaseFile, work.stays(file_id))
    described = {name: field for name, field in fields_of(CaseFile).items() if name in _CHANGEABLE}
    checked = fields.check_given(described, values)
    work.put(file, checked)
    if "needs_now" in checked:
        file.specialist = file.specialist or rules.needs_specialist(checked["needs_now"])
    if sex is not None:
        person = work.get(Person, file.person_id)
        checked_sex = str(fields_of(Person)["sex"].check(sex))
        rules.mother_stays_a_girl(checked_sex, is_mother=checked_sex == "m" and joined.is_mother(work, file))
        person.sex = checked_sex


_CHANGEABLE = ("languages", "needs_now", "arrival_type", "exit_type", "category", "certification")


@action(N_("Give the file to a caseworker"), needs="assign")
def assign(work: Work, *, file_id: str, worker_id: str, why: str | None = None) -> None:
    """Make somebody responsible; they see the file from now on, and those before keep their sight of it.

    Where a girl goes from a woman to a man, why is asked and kept as a confidential note.
    """
    file = work.get(CaseFile, work.stays(file_id))
    worker = work.get(Worker, worker_id)
    why = str(rules.WHY_A_MAN.check(why) or "").strip()
    before = work.get(Worker, file.worker_id).sex if file.worker_id else ""
    hands = {"sex": work.get(Person, file.person_id).sex, "before": before, "after": worker.sex}
    rules.handed_on(**hands, why=why)
    if rules.parts_from_a_woman(**hands):
        work.do("case_file.write_note", file_id=file.id, closed_words=why)
    file.worker_id = worker.id
    work.show_to(file.id, file.person_id, worker.id)


@action(N_("A paper was printed or saved"), needs="print")
def note_paper(work: Work, *, file_id: str, paper: str, audience: str, way: str) -> None:
    """Leave a line about a paper that left the screen: which, for whom, printed or saved."""
    papers.left(work, paper, way, audience, about=work.get(CaseFile, file_id))
