"""What of a child's file goes into a package: who, from where, in whose care, what was promised."""

from __future__ import annotations

import sqlalchemy

from transit_desk.domain import claims
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.export.redaction import Audience, Element, Form
from transit_desk.module import Packed
from transit_desk.reports import document
from transit_desk.services.case_file import views
from transit_desk.services.case_file.papers import PARTS, TITLE, Reader, heard
from transit_desk.services.case_file.records import CaseFile, Due, Person, as_claims, claims_of
from transit_desk.storage.work import HIDDEN, Work


def sections_for(work: Work, file_id: str, audience: Audience) -> list[Packed]:
    """The file's own sections of a package: identity, origin, care, promises, consent; each as facts with sources."""
    file = work.get(CaseFile, work.stays(file_id))
    person = work.get(Person, file.person_id)
    reader = Reader(work, file, person, audience)
    packed = [
        Packed("file", {"number": file.number, "opened_on": file.opened_on.isoformat(), "version": 1}, TITLE[audience])
    ]
    shown = reader.shown(Topic.IDENTITY, Level.C1)
    if shown.form is not Form.NOTHING:
        packed.append(Packed("identity", _identity_content(reader), N_("Who the child is")))
    for key, title, part in (("origin", *PARTS[1]), ("care", *PARTS[2]), ("before", *PARTS[3])):
        facts = [fact for fact in part(reader) if fact is not None]
        if facts:
            packed.append(Packed(key, {"version": 1, "facts": [_packed_fact(fact) for fact in facts]}, title))
    if reader.shown(Topic.CARE, Level.C1).form is not Form.NOTHING:
        packed.append(
            Packed(
                "promises",
                {"version": 1, "dues": [
                    {"what": row.what, "rule": row.rule, "from": row.from_day.isoformat(), "to": row.to_day.isoformat(),
                     "who": row.who or ""}
                    for row in views.once(work, work.all(
                        sqlalchemy.select(Due).where(
                            Due.file_id.in_(work.same(file.id)), Due.withdrawn_at.is_(None), Due.done_on.is_(None)
                        )
                    ))
                ]},
                N_("What was promised"),
            )
        )  # fmt: skip
    return packed


def _identity_content(reader: Reader) -> dict[str, object]:
    work, person = reader.work, reader.person
    content: dict[str, object] = {"version": 1, "name_in_use": person.name_in_use, "sex": person.sex}
    if person.birth_from is not None and person.birth_to is not None:
        # An agency is told an estimate in whole years, even where a day is known.
        first, last = person.birth_from.replace(month=1, day=1), person.birth_to.replace(month=12, day=31)
        content["born"] = {"from": first.isoformat(), "to": last.isoformat(), "estimated": True}
    spoken = views.answered(work, reader.file, "languages")
    if spoken is not HIDDEN and spoken.value:
        content["languages"] = spoken.value
    rows = claims_of(work, person.id)
    stated: list[dict[str, str]] = []
    for what, topic, level, element in (
        ("name_in_use", Topic.IDENTITY, Level.C1, None),
        ("name", Topic.IDENTITY, Level.C2, None),
        ("place", Topic.FAMILY, Level.C2, Element.ORIGIN),
        ("mother", Topic.FAMILY, Level.C2, None),
        ("father", Topic.FAMILY, Level.C2, None),
    ):
        if reader.shown(topic, level, element).form is not Form.FULL:
            continue
        for each in claims.ranked(as_claims(rows, what)):
            seen = heard(work, rows, each.key)
            if seen is not HIDDEN:
                stated.append({"what": what, "words": str(seen), "said_by": each.said_by,
                               "said_on": each.said_on.isoformat(), "known_by": each.how_known})  # fmt: skip
    content["claims"] = stated
    return content


def _packed_fact(fact: document.Fact) -> dict[str, str]:
    return {"label": str(fact.label), "value": fact.said(), "source": str(fact.source), "state": fact.state.value}
