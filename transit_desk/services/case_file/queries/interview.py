"""What is known before the registration interview asks: shown with its source, and not asked again."""

from __future__ import annotations

import dataclasses

from transit_desk import said
from transit_desk.action import query
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.module import FactLine, Told
from transit_desk.services.case_file import pages, views
from transit_desk.services.case_file.records import CaseFile, Person, claims_of, words_of
from transit_desk.services.case_file.views import consent
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work


@query(N_("What was told before"), needs="read")
def told(work: Work, *, record_id: str) -> Told:
    """The statement in use for every question of the interview, with who said it and when."""
    file = work.get(CaseFile, work.stays(record_id))
    person = work.get(Person, file.person_id)
    rows = claims_of(work, person.id)
    lines: dict[str, FactLine] = {}
    values: dict[str, object] = {}
    described = fields_of(CaseFile)
    for name in pages.HEARD:
        if name in described:
            seen = views.answered(work, file, name)
            heard = seen if isinstance(seen, Said) else Said(seen)
            if seen is not HIDDEN and heard.answer is not Answer.NOT_ASKED:
                shown = said.value(described[name], heard.value)
                lines[name] = FactLine(Words(described[name].label), shown, state=heard.answer.value)
                values[name] = heard.value
            continue
        ranked = views.ranked(rows, name)
        if ranked:
            row = ranked[0][0]
            heard = words_of(work, row)
            lines[name] = views.line_of(work, name, row, chosen=True)
            values[name] = heard.value if heard is not HIDDEN else None
    return Told(lines, values, _before(work, file), f"{views.name_of(work, person, file)} · {file.number}")


def _before(work: Work, file: CaseFile) -> dict[str, tuple[FactLine, ...]]:
    agreed = consent.matrix(work, file, views.answers_of(work, file.id)).lines
    kept = consent.withheld_facts(work, file).lines
    found = {
        form: tuple(dataclasses.replace(line, verb=None) for line in lines if line.state == "given" and line.value)
        for form, lines in (("case_file.consent", agreed), ("case_file.withhold", kept))
    }
    return {form: lines for form, lines in found.items() if lines}
