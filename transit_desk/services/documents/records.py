"""What is kept of a photograph or a paper beside its bytes: what it is, of which day, who may know of it."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.attachments import MOST_TEXT
from transit_desk.storage.records import OfFile, Record, field

C1, C2, C3, C4 = Level.C1, Level.C2, Level.C3, Level.C4
_KIND, _WORDS = fields.Choice("document_kind"), fields.Text(200)


class Document(OfFile, Record):
    """One photograph or paper. What a sealed one is, is sealed like it: a title tells as much as a page."""

    __tablename__ = "document"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True
    )
    attachment_id: orm.Mapped[str] = field(
        fields.Reference("attachment"), N_("Content"), level=C1, topic=Topic.LEGAL, required=True
    )
    secrecy: orm.Mapped[str] = field(
        fields.Choice("document_level"), N_("Who may open it"), level=C1, topic=Topic.LEGAL, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Of which day"), level=C1, topic=Topic.CARE, required=True
    )
    kind: orm.Mapped[str | None] = field(_KIND, N_("What it is"), level=C2, topic=Topic.IDENTITY)
    words: orm.Mapped[str | None] = field(
        _WORDS, N_("In a few words"), level=C2, topic=Topic.IDENTITY, help=N_("Do not write what the child did.")
    )
    sealed_kind: orm.Mapped[object] = field(_KIND, N_("What it is, sealed"), level=C3, topic=Topic.LEGAL, travels=False)
    sealed_words: orm.Mapped[object] = field(
        _WORDS, N_("In a few words, sealed"), level=C3, topic=Topic.LEGAL, travels=False
    )
    replaces_id: orm.Mapped[str | None] = field(
        fields.Reference("document"), N_("In place of"), level=C1, topic=Topic.LEGAL
    )


class ClosedDocument(OfFile, Record):
    """A paper of the care team, whole in closed cells, in a table of its own: that there is one is theirs to know."""

    __tablename__ = "closed_document"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    kind: orm.Mapped[object] = field(
        _KIND, N_("What it is"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )
    words: orm.Mapped[object] = field(_WORDS, N_("In a few words"), level=C4, topic=Topic.HEALTH, travels=False)
    on_day: orm.Mapped[object] = field(
        fields.Day(past=True), N_("Of which day"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )
    media: orm.Mapped[object] = field(
        fields.Text(60), N_("Kind"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )
    content: orm.Mapped[object] = field(
        fields.Text(MOST_TEXT), N_("Content"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )
