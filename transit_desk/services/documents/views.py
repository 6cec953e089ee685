"""The tab of photographs and papers, composed: what stands there for these eyes, and what is hidden for now."""

from __future__ import annotations

import dataclasses
import datetime

import sqlalchemy
from sqlalchemy import orm

from transit_desk import choices
from transit_desk.domain import dates
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Album, FactLine, Facts, Held, Tab, Verb
from transit_desk.services.documents import rules
from transit_desk.services.documents.records import ClosedDocument, Document
from transit_desk.storage import kept
from transit_desk.storage.attachments import Attachment
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work

NOT_TOLD = ""


@dataclasses.dataclass(frozen=True)
class Listed:
    """One photograph or paper as far as these eyes may know of it; a kind of "" is known to be there and no more."""

    id: str
    attachment_id: str
    kind: str
    words: str
    secrecy: str
    on_day: datetime.date
    made_at: int
    made_by: str
    withdrawn_at: int | None
    withdrawn_why: str

    @property
    def photo(self) -> bool:
        """Whether it hangs on the child's yes to photographs."""
        return bool(self.kind) and rules.is_photo(self.kind)


def photos_agreed(work: Work, file_id: str) -> bool:
    """Whether the child's yes to photographs holds today; asked of the file, never worked out here."""
    return bool(work.ask("case_file.photo_agreed", file_id=file_id))


def find(work: Work, document_id: str) -> Document | ClosedDocument:
    """One of them by its identifier, closed or not."""
    found = work.first(sqlalchemy.select(Document).where(Document.id == document_id))
    return found if found is not None else work.get(ClosedDocument, document_id)


def listed(work: Work, file_id: str) -> list[Listed]:
    """Every photograph and paper these eyes may know of, the newest first, those withdrawn too."""
    rows = work.all(_OF_FILE, file_id=file_id)
    found = [known for row in rows if (known := _known(work, row)) is not None]
    found += [_closed(work, row) for row in work.all(_CLOSED_OF_FILE, file_id=file_id)] if _knows_of_care(work) else []
    return sorted(found, key=lambda each: (each.on_day, each.made_at), reverse=True)


_OF_FILE = sqlalchemy.select(Document).where(Document.file_id == kept.FILE)
_CLOSED_OF_FILE = (
    sqlalchemy.select(ClosedDocument)
    .options(orm.defer(ClosedDocument.content))  # a list opens no paper
    .where(ClosedDocument.file_id == kept.FILE)
)


def _known(work: Work, row: Document) -> Listed | None:
    """As far as the bytes could be opened too; of the rest not even the line."""
    if row.secrecy == rules.OPEN:
        content = fields_of(Attachment)[rules.column_of(row.kind or "other", row.secrecy)]
        if not work.actor.reads(content):
            return None
        return _listed(row, row.attachment_id, row.kind or "other", row.words or "", row.secrecy, row.on_day)
    kind = work.see(row, "sealed_kind")
    if not kind:
        return None
    words = str(work.see(row, "sealed_words") or "")
    return _listed(row, row.attachment_id, str(kind), words, row.secrecy, row.on_day)


def _closed(work: Work, row: ClosedDocument) -> Listed:
    """Whole to its holders; to others who may know that there is one, the day on which it was written down."""
    kind, day = work.see(row, "kind"), work.see(row, "on_day")
    if not kind:
        return _listed(row, "", NOT_TOLD, "", rules.CARE, work.day_of(row.made_at))
    words = str(work.see(row, "words") or "")
    return _listed(row, "", str(kind), words, rules.CARE, datetime.date.fromisoformat(str(day)))


def _listed(
    row: Document | ClosedDocument, attachment_id: str, kind: str, words: str, secrecy: str, on_day: datetime.date
) -> Listed:
    return Listed(
        row.id, attachment_id, kind, words, secrecy, on_day, row.made_at, row.made_by, row.withdrawn_at,
        row.withdrawn_why or "",
    )  # fmt: skip


def _knows_of_care(work: Work) -> bool:
    """That there is a closed paper at all is itself of level C3."""
    return work.actor.ceilings.get(Topic.HEALTH, Level.C0) >= Level.C3


def portrait_of(work: Work, file_id: str) -> str | None:
    """The photograph at the head of the file; of two chosen before files were joined, that of the one that stays."""
    files = work.same(file_id)
    chosen = sorted(work.rows(_PORTRAITS, files=files), key=lambda row: files.index(row.file_id))
    return chosen[0].id if chosen else None


_PORTRAITS = sqlalchemy.select(Attachment.id, Attachment.file_id).where(
    Attachment.file_id.in_(kept.FILES), Attachment.portrait.is_(True), Attachment.withdrawn_at.is_(None)
)


def tab(work: Work, file_id: str) -> Tab:
    """Photographs and papers; nothing of them is drawn before somebody asks."""
    agreed = photos_agreed(work, file_id)
    here = [each for each in listed(work, file_id) if each.withdrawn_at is None]
    hidden = [each for each in here if each.photo and not agreed]
    portrait = portrait_of(work, file_id)
    facts = {
        row.id: (row.id == portrait, row.pages)
        for row in work.rows(sqlalchemy.select(Attachment.id, Attachment.pages).where(Attachment.file_id == file_id))
    }
    held = tuple(_held(each, facts.get(each.attachment_id, (False, 1))) for each in here if each not in hidden)
    verb = Verb(N_("Add a picture or a paper"), "plus", page="documents.add", action="documents.add",
                extra={"file_id": file_id})  # fmt: skip
    album = Album(N_("Photographs and papers"), held, "documents.show", verb, N_("No picture and no paper yet."))
    return Tab("documents", N_("Papers and photos"), (album,), _about(len(hidden)))


def _held(each: Listed, about: tuple[bool, int]) -> Held:
    portrait, pages = about
    if not each.kind:
        return Held(each.id, Words(N_("Closed paper of the care team")), dates.say_day(each.on_day), "sealed")
    parts: list[str | Words] = [dates.say_day(each.on_day)]
    if each.words:
        parts.insert(0, each.words)
    if pages > 1:
        parts.append(Words(N_("{count} page"), {"count": pages}, plural=N_("{count} pages"), count=pages))
    if portrait:
        parts.append(Words(N_("at the head of the file")))
    kind = "photo" if each.photo else "paper" if each.secrecy == rules.OPEN else "sealed"
    return Held(each.id, choices.say("document_kind", each.kind), Joined(parts, " · "), kind,
                _verbs(each, portrait=portrait))  # fmt: skip


def _verbs(each: Listed, *, portrait: bool) -> tuple[Verb, ...]:
    about = {"document_id": each.id}
    verbs = [Verb(N_("Withdraw"), "cross", page="documents.withdraw", action="documents.withdraw", extra=about)]
    if each.secrecy != rules.CARE:
        verbs.insert(0, Verb(N_("Replace"), "refresh", page="documents.replace", action="documents.replace",
                             extra=about))  # fmt: skip
    if portrait:
        verbs.insert(0, Verb(N_("Take from the head of the file"), "photo", page="documents.drop_portrait",
                             action="documents.drop_portrait", extra=about))  # fmt: skip
    elif each.photo and each.secrecy == rules.OPEN:
        verbs.insert(0, Verb(N_("Put at the head of the file"), "photo", page="documents.use_portrait",
                             action="documents.use_portrait", extra=about))  # fmt: skip
    return tuple(verbs)


def _about(hidden: int) -> tuple[Facts, ...]:
    """What somebody should know who looks for a photograph and does not see it; nothing where all are seen."""
    if not hidden:
        return ()
    label = Words(N_("{count} photograph"), {"count": hidden}, plural=N_("{count} photographs"), count=hidden)
    line = FactLine(label, Words(N_("no yes holds now")))
    return (Facts(N_("Not shown"), (line,)),)
