"""The questions of the incident books, each described once, and how deep a book seals what it is answered."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import field

C1, C2, C3 = Level.C1, Level.C2, Level.C3
_HOUSE: Final = Topic.LOGISTICS
_LINE: Final = fields.Text(300)
_STORY: Final = fields.Text(10_000, lines=5)


@dataclasses.dataclass(frozen=True)
class Depth:
    """How deep a book is sealed: whole, at C4 of one topic; or, the open book, each answer by itself."""

    sealed: Topic | None = None
    register: bool = False

    def field(self, kind: fields.Kind, label: str, level: Level, topic: Topic = Topic.SAFETY, **more: Any) -> Any:
        """An answer as this book keeps it."""
        if self.sealed is not None:
            level, topic = Level.C4, self.sealed
        return field(kind, label, level=level, topic=topic, safeguarding=self.register, travels=False, **more)

    # -- of an entry

    def kind(self) -> Any:
        """What happened, out of the list."""
        return self.field(fields.Choice("incident_kind"), N_("What it is"), C2, required=True)

    def happened_at(self) -> Any:
        """That something happened at that hour is of the house: whoever writes it finds again that it is kept."""
        return self.field(fields.Moment(), N_("When it happened, or began"), C1, _HOUSE, required=True)

    def ended_at(self) -> Any:
        """The hour at which it was over."""
        return self.field(fields.Moment(), N_("When it ended"), C1, _HOUSE)

    def place(self) -> Any:
        """In the house, or around it."""
        return self.field(fields.Text(200), N_("Where"), C2)

    def what(self) -> Any:
        """The story in words."""
        return self.field(
            _STORY, N_("What happened"), C3, required=True, help=N_("what was seen and heard, in order; no names")
        )

    def others(self) -> Any:
        """Children as whoever sees no file can say them."""
        return self.field(_LINE, N_("Children you could not choose above"), C3, help=N_("by their number, or how many"))

    def staff(self) -> Any:
        """Grown-ups of the house."""
        return self.field(_LINE, N_("Staff who were there"), C2, help=N_("by their task"))

    def action(self) -> Any:
        """The first minutes."""
        return self.field(fields.Text(4_000, lines=3), N_("What was done at once"), C2)

    def medical(self) -> Any:
        """Who cared for whom; of the health of a child."""
        return self.field(fields.Text(2_000, lines=2), N_("Medical care"), C2, Topic.HEALTH)

    def notified(self) -> Any:
        """Those who know of it."""
        return self.field(_LINE, N_("Who was told"), C2, help=N_("by their task, and when"))

    def involved(self) -> Any:
        """The children of a sealed entry, with what is counted of them: that it is about them is part of it."""
        return self.field(fields.Structured(), N_("Children involved"), C3, by_itself=True)

    def meant(self) -> Any:
        """Among the workers, who is accused."""
        return self.field(
            fields.Structured(), N_("Of those who work here, who is accused"), C3,
            help=N_("they will not read it, now or later"),
        )  # fmt: skip

    def not_meant(self) -> Any:
        """Among the workers, who was asked about and is somebody else."""
        return self.field(
            fields.Structured(), N_("Not accused, though the name or the task is alike"), C3,
            help=N_("to answer when you are asked about somebody"),
        )  # fmt: skip

    # -- of an appended line

    def added(self) -> Any:
        """What a line adds, out of the list."""
        return self.field(fields.Choice("incident_line"), N_("What is added"), C2, required=True)

    def words(self) -> Any:
        """The line itself."""
        return self.field(_STORY, N_("In a few words"), C3, required=True, help=N_("by numbers and tasks; no names"))

    def on_day(self) -> Any:
        """The day of a follow-up."""
        return self.field(fields.Day(), N_("To be followed up on"), C2)

    def after_id(self) -> Any:
        """The follow-up that a line answers."""
        return self.field(fields.Text(36), N_("The follow-up that is done"), C2, by_itself=True)
