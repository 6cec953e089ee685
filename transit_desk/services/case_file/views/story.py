"""The part of a child's story that a span asks for."""

from __future__ import annotations

from transit_desk.domain.text import N_
from transit_desk.domain.timeline import Span, newest_first, part_of
from transit_desk.module import Story
from transit_desk.storage.work import Work


def story_of(work: Work, file_id: str, span: Span) -> Story:
    """The part of a child's story that a span asks for; every part of the house that told a line is named."""
    events = newest_first(work.gather("timeline", file_id=file_id, span=span))
    kinds = tuple((module, module) for module in dict.fromkeys(event.module for event in events if event.module))
    shown, after = part_of(events, span)
    return Story(
        N_("Lately"), shown, kinds, empty=N_("Nothing happened yet."), query="case_file.story", record_id=file_id,
        after=after,
    )  # fmt: skip
