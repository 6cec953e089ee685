"""Photographs and papers as bytes, kept in the vault like everything else: by topic, and at C3 as sealed cells.

What comes here was drawn anew on its way in (`export/redrawn.py`); what it is and says stands in the slice that keeps
it. One row is one picture or paper, and exactly one of its columns holds it: the column decides who may open it. A
paper of level C4 is not here: that there is one is for its holders to know.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
from typing import Any, Final

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field
from transit_desk.storage.work import HIDDEN, Work

MOST_BYTES: Final = 25 * 1024 * 1024
MOST_TEXT: Final = MOST_BYTES * 5 // 4 + 8
PHOTO, PAPER, MEDICAL, SEALED = "photo", "paper", "medical", "sealed"
COLUMNS: Final = (PHOTO, PAPER, MEDICAL, SEALED)


def _content(label: str, level: Level, topic: Topic) -> Any:
    """A column of content: text of 85 signs, as the bytes of a picture travel through every dialect and cell."""
    return field(fields.Text(MOST_TEXT), label, level=level, topic=topic, travels=level < Level.C3)


class Attachment(OfFile, Record):
    """The bytes of one picture or paper of a child's file."""

    __tablename__ = "attachment"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=Level.C1, topic=Topic.LEGAL, required=True
    )
    media: orm.Mapped[str] = field(fields.Text(60), N_("Kind"), level=Level.C1, topic=Topic.LEGAL, required=True)
    size: orm.Mapped[int] = field(
        fields.Number(0, MOST_BYTES), N_("Size in bytes"), level=Level.C1, topic=Topic.LEGAL, required=True
    )
    pages: orm.Mapped[int] = field(
        fields.Number(1, 1_000), N_("Pages"), level=Level.C1, topic=Topic.LEGAL, required=True, default=1
    )
    digest: orm.Mapped[str] = field(
        fields.Text(64), N_("Fingerprint"), level=Level.C2, topic=Topic.LEGAL, required=True
    )
    portrait: orm.Mapped[bool] = field(
        fields.Flag(), N_("The child's photo, in use"), level=Level.C1, topic=Topic.IDENTITY, required=True,
        default=False,
    )  # fmt: skip
    photo: orm.Mapped[str | None] = _content(N_("Picture"), Level.C2, Topic.IDENTITY)
    paper: orm.Mapped[str | None] = _content(N_("Paper"), Level.C2, Topic.LEGAL)
    medical: orm.Mapped[str | None] = _content(N_("Paper about health"), Level.C2, Topic.HEALTH)
    sealed: orm.Mapped[object] = _content(N_("Sealed paper"), Level.C3, Topic.LEGAL)
    thumbnail: orm.Mapped[str | None] = field(
        fields.Text(1_000_000), N_("Small picture"), level=Level.C2, topic=Topic.IDENTITY
    )


@dataclasses.dataclass(frozen=True)
class Kept:
    """What was drawn anew and is to be kept."""

    media: str
    data: bytes = dataclasses.field(repr=False)
    small: bytes = dataclasses.field(default=b"", repr=False)
    pages: int = 1


@dataclasses.dataclass(frozen=True)
class Content:
    """What an attachment holds: a JPEG, or a PDF whose pages are pictures."""

    what: str
    media: str
    data: bytes = dataclasses.field(repr=False)


def attach(work: Work, *, file_id: str, column: str, kept: Kept) -> Attachment:
    """Keep a picture or a paper in the column that says who may open it."""
    if column not in COLUMNS:
        raise KeyError(column)
    digest = hashlib.sha256(kept.data).hexdigest()
    record = Attachment(file_id=file_id, media=kept.media, size=len(kept.data), pages=kept.pages, digest=digest)
    setattr(record, column, as_text(kept.data))
    if column == PHOTO and kept.small:  # of anything else a small picture would stand open beside the closed one
        record.thumbnail = as_text(kept.small)
    return work.add(record)


def read(work: Work, record: Attachment, what: str = "") -> Content | None:
    """The content for these eyes; None where it is not for them. Whoever asks leaves the line in the trail."""
    kept = next((seen for name in COLUMNS if (seen := work.see(record, name)) is not HIDDEN and seen), None)
    return None if kept is None else Content(what, record.media, as_bytes(str(kept)))


def as_text(data: bytes) -> str:
    """Bytes as a column or a cell keeps them."""
    return base64.b85encode(data).decode()


def as_bytes(kept: str) -> bytes:
    """Bytes again."""
    return base64.b85decode(kept)


def read_small(work: Work, record: Attachment, what: str = "") -> Content | None:
    """The small picture of a photograph, for the head of a page."""
    kept = work.see(record, "thumbnail")
    return None if kept is HIDDEN or not kept else Content(what, "image/jpeg", as_bytes(str(kept)))
