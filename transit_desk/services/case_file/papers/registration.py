"""The registration on paper: the interview in its order, blank to be written by hand, or with what is known today."""

from __future__ import annotations

from collections.abc import Iterator

from transit_desk import paper
from transit_desk.action import query
from transit_desk.domain.levels import Level
from transit_desk.domain.text import N_, Words
from transit_desk.export.redaction import Audience, Form, Readership
from transit_desk.module import FactLine, FormPage, Part, Section, Told
from transit_desk.reports import document, form_paper
from transit_desk.services.case_file import pages, views
from transit_desk.services.case_file.papers.to_sign import SIGNED
from transit_desk.services.case_file.records import CaseFile, Person
from transit_desk.storage.work import Work

TITLE = N_("Registration form")
_APART = frozenset({"case_file.consent", "case_file.withhold"})  # they have a paper of their own
_AGAIN = 18.0  # millimetres for others of a kind


def on_paper() -> tuple[Part, ...]:
    """The parts of the interview that may lie on a table: never the time before, which marks a child."""
    return tuple(part for part in pages.IN_ORDER if part.chapter != pages.EXPERIENCE and part.form not in _APART)


def _whole(part: Part, form: FormPage) -> Section:
    """All questions of a part under one heading: paper has less room than a screen.

    Not what is known already, since the child tells it; and never what is written for a named person alone.
    """
    names = tuple(
        name
        for section in form.sections
        for name in section.names
        if name not in part.given and form.fields[name].level is not Level.C4
    )
    return Section(part.title or form.title, names, form.sections[0].help)


@query(N_("Registration form"), needs="print", sensitive=True)
def registration_form(work: Work, *, file_id: str) -> document.Document:
    """The interview with what is known today: to be read over with the child, and signed."""
    file = work.get(CaseFile, work.stays(file_id))
    person = work.get(Person, file.person_id)
    work.note("read", file, ("registration_form",))
    reader = views.readership_of(work, file.id, Audience.CENTRE)
    told = {part.told: _told(work, part.told, file.id) for part in on_paper()}
    first: dict[str, object] = {"sex": person.sex if work.reads(Person, "sex") else None}
    blocks = form_paper.filled(pages.WHO, pages.NEW.fields, first)
    for part in on_paper():
        if part.form not in told[part.told].not_for:
            blocks += tuple(_filled(work, part, work.form(part.form), told[part.told], reader))
    return paper.of_centre(work, Words(TITLE), (*blocks, SIGNED), code=file.number)


def _told(work: Work, name: str, file_id: str) -> Told:
    """What a slice knows already; nothing where its door is closed to these eyes."""
    slice_name = name.partition(".")[0]
    return work.ask(name, record_id=file_id) if f"{slice_name}.read" in work.actor.rights else Told()


def _filled(work: Work, part: Part, form: FormPage, told: Told, reader: Readership) -> Iterator[document.Block]:
    """The answers of a part; a question above these eyes' ceiling, or above that of the paper, is left out."""
    shown = {
        name for name, field in form.fields.items()
        if work.actor.reads(field) and reader.shown(field.topic, field.level, travels=field.travels).form is Form.FULL
    }  # fmt: skip
    if form.in_parts:
        sections = [Section(each.title, tuple(name for name in each.names if name in shown), each.help)
                    for each in form.sections]  # fmt: skip
        values = {name: told.values[name] if line.state == "given" else views.answer_of(line)
                  for name, line in told.lines.items() if line.state != "hidden"}  # fmt: skip
        yield from form_paper.filled([each for each in sections if each.names], form.fields, values)
        return
    if any(name not in shown and field.level is not Level.C4 for name, field in form.fields.items()):
        return
    lines = told.before.get(form.key, ())
    heading = document.Heading(Words(part.title or form.title))
    facts = document.Facts(tuple(_fact(line) for line in lines))
    yield document.KeepTogether((heading, facts if lines else document.Paragraph(Words(N_("Nothing is written yet.")))))


def _fact(line: FactLine) -> document.Fact:
    source = " · ".join(str(each) for each in (line.said_by, line.day) if str(each))
    return document.Fact(line.label, line.value, source)


@query(N_("Registration form, blank"), needs="read")
def registration_blank(work: Work) -> document.Document:
    """The same questions in the same order, to be written by hand."""
    open_answers = document.Notice(
        Words(N_("Where the child does not know, or does not wish to answer, write that. Do not ask again."))
    )
    blocks: tuple[document.Block, ...] = (open_answers, *form_paper.blank(pages.WHO, pages.NEW.fields))
    for part in on_paper():
        blocks += form_paper.blank((_whole(part, work.form(part.form)),), work.form(part.form).fields)
        if part.many:
            blocks += (document.Box(Words(N_("Others, with the same answers")), _AGAIN),)
    return paper.of_centre(work, Words(TITLE), (*blocks, SIGNED))
