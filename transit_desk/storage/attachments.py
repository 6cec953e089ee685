"""Photographs and scans, kept in the vault like everything else; what they tell unasked is taken off on the way in.

A picture is drawn anew, so that the place, the camera and the author that travelled inside it stay behind. Other
papers are kept as closed bytes and are never opened by this program. At C3 and C4 the bytes are a sealed cell.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
from typing import Final

from sqlalchemy import orm

from transit_desk.domain import errors, fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_, Words
from transit_desk.storage.records import OfFile, Record, field
from transit_desk.storage.work import HIDDEN, Work

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
_SIDE: Final = 2_000  # longest side of a kept picture, in pixels
_THUMB: Final = 160
_PICTURES: Final = {"JPEG": "image/jpeg", "PNG": "image/png"}


class Attachment(OfFile, Record):
    """One picture or paper of a child's file. Its name says what it is, never who is on it."""

    __tablename__ = "attachment"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=Level.C1, topic=Topic.LEGAL, required=True
    )
    what: orm.Mapped[str] = field(fields.Text(120), N_("What it is"), level=Level.C2, topic=Topic.LEGAL, required=True)
    media: orm.Mapped[str] = field(fields.Text(60), N_("Kind"), level=Level.C1, topic=Topic.LEGAL, required=True)
    size: orm.Mapped[int] = field(
        fields.Number(0, MOST_BYTES), N_("Size in bytes"), level=Level.C1, topic=Topic.LEGAL, required=True
    )
    digest: orm.Mapped[str] = field(
        fields.Text(64), N_("Fingerprint"), level=Level.C2, topic=Topic.LEGAL, required=True
    )
    photo: orm.Mapped[str | None] = field(
        fields.Text(40 * MOST_BYTES), N_("Picture"), level=Level.C2, topic=Topic.IDENTITY
    )
    thumbnail: orm.Mapped[str | None] = field(
        fields.Text(1_000_000), N_("Small picture"), level=Level.C2, topic=Topic.IDENTITY
    )
    sealed: orm.Mapped[object] = field(
        fields.Text(40 * MOST_BYTES), N_("Sealed content"), level=Level.C3, topic=Topic.LEGAL, travels=False
    )


@dataclasses.dataclass(frozen=True)
class Content:
    """What an attachment holds."""

    what: str
    media: str
    data: bytes


def attach(work: Work, *, file_id: str, what: str, data: bytes, sealed: bool = False) -> Attachment:
    """Keep a picture or a paper; a picture without what was hidden in it. Raises a refusal about `data`."""
    if len(data) > MOST_BYTES:
        raise errors.RuleBroken(
            Words(N_("This is too large to keep: {size} MB, and {most} MB is the most."),
                  {"size": len(data) // 1_048_576 + 1, "most": MOST_BYTES // 1_048_576}), "data",
        )  # fmt: skip
    media, clean, small = _clean(data)
    record = Attachment(
        file_id=file_id, what=what, media=media, size=len(clean), digest=hashlib.sha256(clean).hexdigest()
    )
    text = base64.b85encode(clean).decode()
    if sealed:
        record.sealed = text
    else:
        record.photo = text
        record.thumbnail = base64.b85encode(small).decode() if small else None
    return work.add(record)


def read(work: Work, record: Attachment) -> Content | None:
    """The content for these eyes; None where it is not for them. Leaves a line in the trail."""
    kept = work.see(record, "photo") or work.see(record, "sealed")
    if kept is HIDDEN or kept is None:
        return None
    work.note("read", record)
    return Content(record.what, record.media, base64.b85decode(str(kept)))


def _clean(data: bytes) -> tuple[str, bytes, bytes]:
    """Media type, bytes without hidden data, and a small picture of a picture."""
    if data.startswith(b"%PDF-"):
        return "application/pdf", data, b""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=tuple(_PICTURES)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise errors.RuleBroken(
                    Words(N_("This picture is too large: {found} million points, and {most} million is the most."),
                          {"found": opened.width * opened.height // 1_000_000, "most": MOST_PIXELS // 1_000_000}),
                    "data",
                )  # fmt: skip
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise errors.RuleBroken(N_("Choose a picture (JPEG or PNG) or a PDF."), "data") from None
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)  # a new picture has no past: neither place nor camera
    bare.thumbnail((_SIDE, _SIDE))
    large = _jpeg(bare)
    bare.thumbnail((_THUMB, _THUMB))
    return _PICTURES["JPEG"], large, _jpeg(bare)


def _jpeg(picture: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=85)  # type: ignore[attr-defined]
    return made.getvalue()
