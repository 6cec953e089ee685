"""What can be done with photographs and papers."""

from __future__ import annotations

import datetime

import sqlalchemy

from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, sense
from transit_desk.domain.text import N_
from transit_desk.export import redrawn
from transit_desk.services.documents import rules, views
from transit_desk.services.documents.records import ClosedDocument, Document
from transit_desk.storage import attachments
from transit_desk.storage.attachments import Attachment
from transit_desk.storage.records import Record, fields_of
from transit_desk.storage.work import Work

_REPLACED = "replaced"
_SCAN = fields.Field(fields.Scan(), N_("Picture or PDF"), required=True, name="data")
_GIVEN = ("secrecy", "on_day", "kind", "words")


def _undo_add(work: Work, undone: Undone) -> None:
    document = views.find(work, undone.result)
    _take_out(work, document, "undone")
    if isinstance(document, Document) and document.replaces_id is not None:
        _bring_back(work, work.get(Document, document.replaces_id))


def _undo_withdraw(work: Work, undone: Undone) -> None:
    _bring_back(work, views.find(work, undone.values["document_id"]))


def _bring_back(work: Work, document: Document | ClosedDocument) -> None:
    for record in _records(work, document):
        record.withdrawn_by = record.withdrawn_at = record.withdrawn_why = None


def _records(work: Work, document: Document | ClosedDocument) -> list[Record]:
    """What stands together: the description and its bytes."""
    if isinstance(document, Document):
        return [document, work.get(Attachment, document.attachment_id)]
    return [document]


@action(N_("Add a picture or a paper"), needs="add", undo=_undo_add)
def add(
    work: Work,
    *,
    file_id: str,
    kind: str,
    data: bytes,
    on_day: datetime.date | None = None,
    words: str | None = None,
    secrecy: str = rules.OPEN,
) -> str:
    """Keep a picture or a PDF, drawn anew; a photograph only with the child's yes. Returns its identifier."""
    described = {name: field for name, field in fields_of(Document).items() if name in _GIVEN}
    checked = fields.check_all(
        described, {"secrecy": secrecy, "on_day": on_day or work.today(), "kind": kind, "words": words}
    )
    if checked["kind"] is None:
        raise errors.RuleBroken(N_("Choose one of the answers."), "kind")
    sense.day_has_come(checked["on_day"], work.today(), "on_day")
    rules.agreed(photo=rules.is_photo(kind), consented=views.photos_agreed(work, file_id))
    _SCAN.check(data)
    return _keep(work, file_id, checked, data, None)


def _keep(work: Work, file_id: str, checked: dict[str, object], data: bytes, replaces_id: str | None) -> str:
    kind, secrecy, words = str(checked["kind"]), str(checked["secrecy"]), checked["words"]
    made = redrawn.redrawn_apart(data, rules.stamp_of(kind))
    if secrecy == rules.CARE:
        day = checked["on_day"]
        closed = ClosedDocument(
            file_id=file_id, kind=kind, words=words, media=made.media, content=attachments.as_text(made.data),
            on_day=day.isoformat() if isinstance(day, datetime.date) else day,
        )  # fmt: skip
        return work.add(closed).id
    attachment = attachments.attach(
        work, file_id=file_id, column=rules.column_of(kind, secrecy),
        kept=attachments.Kept(made.media, made.data, made.small, made.pages),
    )  # fmt: skip
    work.session.flush()
    document = Document(file_id=file_id, attachment_id=attachment.id, replaces_id=replaces_id)
    before = "" if secrecy == rules.OPEN else "sealed_"
    given = {"secrecy": secrecy, "on_day": checked["on_day"], f"{before}kind": kind, f"{before}words": words}
    work.put(document, given)
    return work.add(document).id


@action(N_("Replace a picture or a paper"), needs="change", undo=_undo_add)
def replace(work: Work, *, document_id: str, data: bytes, on_day: datetime.date | None = None) -> str:
    """Keep a better picture in place of one; the earlier one is withdrawn. Returns the new identifier."""
    document = work.get(Document, document_id)
    rules.in_use(withdrawn=document.withdrawn_at is not None)
    before = "" if document.secrecy == rules.OPEN else "sealed_"
    kind, words = work.see(document, f"{before}kind"), work.see(document, f"{before}words")
    if not kind:
        raise errors.NotFound
    rules.agreed(photo=rules.is_photo(str(kind)), consented=views.photos_agreed(work, document.file_id), field="data")
    day = fields_of(Document)["on_day"].check(on_day or document.on_day)
    sense.day_has_come(day, work.today(), "on_day")
    _SCAN.check(data)
    checked: dict[str, object] = {"secrecy": document.secrecy, "on_day": day, "kind": kind, "words": words or None}
    fresh = _keep(work, document.file_id, checked, data, document.id)
    portrait = work.get(Attachment, document.attachment_id).portrait
    _take_out(work, document, _REPLACED)
    work.session.flush()
    if portrait:
        work.get(Attachment, work.get(Document, fresh).attachment_id).portrait = True
    return fresh


@action(N_("Withdraw a picture or a paper"), needs="change", undo=_undo_withdraw)
def withdraw(work: Work, *, document_id: str, why: str) -> None:
    """Take a picture or a paper out of use, for a reason; it is shown no more."""
    sense.reason_given(why)
    document = views.find(work, document_id)
    rules.in_use(withdrawn=document.withdrawn_at is not None)
    _take_out(work, document, why)


def _take_out(work: Work, document: Document | ClosedDocument, why: str) -> None:
    for record in _records(work, document):
        work.withdraw(record, why)
        if isinstance(record, Attachment):
            record.portrait = False


def _undo_portrait(work: Work, undone: Undone) -> None:
    document = work.get(Document, undone.values["document_id"])
    _portrait(work, document.file_id, str(undone.result))


@action(N_("Use as the child's photo"), needs="change", undo=_undo_portrait)
def use_portrait(work: Work, *, document_id: str) -> str:
    """Put a photograph at the head of the file, masked; the one before steps back. Returns the one before."""
    document = work.get(Document, document_id)
    rules.in_use(withdrawn=document.withdrawn_at is not None)
    rules.may_be_portrait(document.kind, document.secrecy)
    rules.agreed(photo=True, consented=views.photos_agreed(work, document.file_id), field=None)
    return _portrait(work, document.file_id, document.attachment_id)


@action(N_("No photo at the head of the file"), needs="change", undo=_undo_portrait)
def drop_portrait(work: Work, *, document_id: str) -> str:
    """Leave the head of the file without a photo; the photograph stays among the papers. Returns the one before."""
    return _portrait(work, work.get(Document, document_id).file_id, "")


def _portrait(work: Work, file_id: str, attachment_id: str) -> str:
    """A child of two numbers has one photo: what was chosen under the other steps back with it."""
    before = views.portrait_of(work, file_id) or ""
    for each in work.all(
        sqlalchemy.select(Attachment).where(Attachment.file_id.in_(work.same(file_id)), Attachment.portrait.is_(True))
    ):
        each.portrait = False
    if attachment_id:
        work.get(Attachment, attachment_id).portrait = True
    return before
