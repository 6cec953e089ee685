"""What is asked about photographs and papers: the tab, one of them on demand, the child's photo."""

from __future__ import annotations

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.module import Tab
from transit_desk.services.documents import rules, views
from transit_desk.services.documents.records import ClosedDocument, Document
from transit_desk.storage import attachments
from transit_desk.storage.attachments import Attachment, Content
from transit_desk.storage.work import Work


@query(N_("Photographs and papers"), needs="read")
def tab(work: Work, *, record_id: str) -> Tab:
    """The tab of a child's page: what there is, never the pictures themselves."""
    return views.tab(work, record_id)


@query(N_("Look at a picture or a paper"), needs="read", sensitive=True)
def show(work: Work, *, record_id: str) -> Content:
    """The content of one, because somebody asked for it; each look leaves a line in the trail."""
    document = views.find(work, record_id)
    rules.in_use(withdrawn=document.withdrawn_at is not None)
    known = next((each for each in views.listed(work, document.file_id) if each.id == document.id), None)
    if known is None:
        raise errors.NotFound
    rules.for_these_eyes(told=bool(known.kind))
    agreed = not known.photo or views.photos_agreed(work, document.file_id)
    rules.agreed(photo=known.photo, consented=agreed, field=None)
    content = _content(work, document, str(choices.say("document_kind", known.kind)))
    if content is None:
        raise errors.NotFound
    work.note("read", document, ("content",))
    return content


def _content(work: Work, document: Document | ClosedDocument, what: str) -> Content | None:
    if isinstance(document, Document):
        return attachments.read(work, work.get(Attachment, document.attachment_id), what)
    kept = work.see(document, "content")
    return Content(what, str(work.see(document, "media")), attachments.as_bytes(str(kept))) if kept else None


@query(N_("Look at the child's photo"), needs="read", sensitive=True)
def portrait(work: Work, *, record_id: str) -> Content:
    """The small picture at the head of the file, because somebody asked; each look leaves a line in the trail."""
    chosen = views.portrait_of(work, record_id)
    if chosen is None:
        raise errors.NotFound
    attachment = work.get(Attachment, chosen)
    rules.agreed(photo=True, consented=views.photos_agreed(work, record_id), field=None)
    content = attachments.read_small(work, attachment)
    if content is None:
        raise errors.NotFound
    work.note("read", attachment, ("thumbnail",))
    return content
