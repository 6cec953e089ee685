"""Consent of one child: its tab, what its form begins with, and what it opens to whom."""

from __future__ import annotations

import dataclasses
import datetime

from transit_desk.action import query
from transit_desk.domain import ages, consents
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.export.redaction import Audience, Form, Readership
from transit_desk.module import Tab
from transit_desk.services.case_file import views
from transit_desk.services.case_file.records import CaseFile, Person
from transit_desk.services.case_file.views import consent
from transit_desk.storage.work import HIDDEN, Work


@query(N_("Consent"), needs="read", sensitive=True)
def consent_tab(work: Work, *, record_id: str) -> Tab:
    """What the child agreed to and what stays from whom; asked for when its tab is opened."""
    file = work.get(CaseFile, work.stays(record_id))
    work.note("read", file, ("consent",))
    return consent.tab_of(work, file, work.get(Person, file.person_id))


@query(N_("What the form begins with"), needs="consent")
def consent_values(work: Work, *, file_id: str) -> dict[str, object]:
    """Who should answer at this child's age, in which language and on which day."""
    file = work.get(CaseFile, work.stays(file_id))
    person = work.get(Person, file.person_id)
    born = views.born_of(person) if work.reads(Person, "birth_from") else None
    span = ages.age_span(born, work.today()) if born is not None else None
    first: dict[str, object] = {
        "given_by": consents.proposed(span, views.age_rules(work, work.today())), "on_day": work.today(),
        "explained_by": work.staff.get(work.actor.worker_id, ""),
    }  # fmt: skip
    spoken = views.answered(work, file, "languages")
    if spoken is not HIDDEN and spoken.value:
        first["language"] = spoken.value[0]
    return first


@query(N_("Exactly what they will see"), needs="print")
def readership(work: Work, *, file_id: str, audience: str) -> Readership:
    """What was agreed to and what is kept back, for other slices that print or pack something about this child."""
    work.get(CaseFile, file_id)
    return views.readership_of(work, file_id, Audience(audience))


@query(N_("Whether they may have it"), needs="read")
def may_have(work: Work, *, file_id: str, audience: str, topic: str, level: int) -> bool:
    """Whether an audience may have a topic up to a level, for papers that a slice prints by a right of its own.

    Nobody hands on what they do not read themselves.
    """
    work.get(CaseFile, file_id)
    asked, height = Topic(topic), Level(level)
    ceiling = work.actor.ceilings.get(asked)
    if ceiling is None or height > ceiling:
        return False
    return views.readership_of(work, file_id, Audience(audience)).shown(asked, height).form is Form.FULL


@dataclasses.dataclass(frozen=True)
class Counts:
    """The answer that counts for somebody: what was said, when, until when, and the child's own limits to it.

    Where another name was refused that may mean the same one, it stands in `doubt`.
    """

    key: str
    decision: str
    on_day: datetime.date
    expires_on: datetime.date | None
    limits: str
    doubt: str = ""


@query(N_("What the child answered"), needs="read")
def agreed_to(
    work: Work, *, file_id: str, purpose: str, whom: str | None = None, there: str | None = None
) -> Counts | None:
    """The child's own answer to a purpose for one agency or person by name; without a name the newest there is.

    `there` is who answers for the files at that agency.
    """
    row = views.counting_for(work, file_id, purpose, whom)
    if row is None:
        return None
    limits = work.see(row, "limits")
    said = str(limits) if limits and limits is not HIDDEN else ""
    doubt = views.doubt_of(work, file_id, purpose, whom, there) if whom is not None else ""
    return Counts(row.id, row.decision, row.on_day, row.expires_on, said, doubt)


@query(N_("Whether photographs are agreed to"), needs="read")
def photo_agreed(work: Work, *, file_id: str) -> bool:
    """Whether the child's yes to photographs holds today: all that another slice has to know to show one, or not."""
    work.get(CaseFile, file_id)
    return views.photo_agreed(work, file_id)
