"""What photographs and papers tell the rest of the house: when they came and went, and what a package carries."""

from __future__ import annotations

import hashlib

from transit_desk import choices
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.export.redaction import Audience, Element, Form, Readership
from transit_desk.module import Hooks, Packed
from transit_desk.services.documents import rules, views
from transit_desk.services.documents.records import ClosedDocument, Document
from transit_desk.storage import attachments
from transit_desk.storage.attachments import Attachment
from transit_desk.storage.work import Work

_READ = "documents.read"
_PRINT = "case_file.print"  # whoever may put papers about a child together
_TITLES = {True: N_("Photograph kept"), False: N_("Paper kept")}
_GONE = {True: N_("Photograph withdrawn"), False: N_("Paper withdrawn")}


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """Pictures and papers that came, and those that were withdrawn; never what a closed one is."""
    if _READ not in work.actor.rights:
        return []
    names = work.staff
    told: list[Event] = []
    for each in views.listed(work, file_id):
        detail = choices.say("document_kind", each.kind) if each.kind else ""
        closed = each.secrecy == rules.CARE
        record = ((ClosedDocument if closed else Document).__tablename__, each.id)
        icon = "photo" if each.photo else "paper"
        told.append(Event(each.made_at, work.day_of(each.made_at), Words(_TITLES[each.photo]), detail,
                          names.get(each.made_by, ""), icon, "documents", record))  # fmt: skip
        if each.withdrawn_at is not None:
            told.append(Event(each.withdrawn_at, work.day_of(each.withdrawn_at), Words(_GONE[each.photo]),
                              each.withdrawn_why, "", icon, "documents", record))  # fmt: skip
    return told


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """Open photographs and papers as far as this audience and the child's consent allow; each named by its content."""
    if not {_READ, _PRINT} <= work.actor.rights:
        return []
    readership: Readership = work.ask("case_file.readership", file_id=file_id, audience=Audience(audience).value)
    packed: list[dict[str, object]] = []
    carried: list[tuple[str, bytes]] = []
    for each in views.listed(work, file_id):
        if each.withdrawn_at is not None or each.secrecy != rules.OPEN or not _may_go(readership, each):
            continue
        content = attachments.read(work, work.get(Attachment, each.attachment_id))
        if content is None:
            continue
        packed.append(
            {"kind": each.kind, "words": each.words, "on_day": each.on_day.isoformat(), "media": content.media,
             "sha256": hashlib.sha256(content.data).hexdigest()}
        )  # fmt: skip
        carried.append((content.media, content.data))
    if not packed:
        return []
    section = {"version": 1, "documents": packed}
    return [Packed("documents", section, N_("Photographs and papers"), carried=tuple(carried))]


def _may_go(readership: Readership, each: views.Listed) -> bool:
    if each.photo:
        return readership.shown(Topic.IDENTITY, Level.C2, Element.PHOTO).form is Form.FULL
    return readership.shown(Topic(rules.topic_of(each.kind)), Level.C2).form is Form.FULL


HOOKS = Hooks(timeline=timeline_of, handover=handover_of)
