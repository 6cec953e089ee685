"""The verbs of health: what adds to a child's file, and what is done with one record."""

from __future__ import annotations

from transit_desk.domain.text import N_
from transit_desk.module import Verb
from transit_desk.storage.records import Record


def adds(title: str, page: str, action: str, file_id: str, icon: str = "plus") -> Verb:
    """Something new in the file."""
    return Verb(title, icon, page=f"health.{page}", action=f"health.{action}", extra={"file_id": file_id})


def about(title: str, page: str, action: str, record: Record, icon: str = "pencil") -> Verb:
    """Something about what stands there."""
    return Verb(title, icon, page=f"health.{page}", action=f"health.{action}", extra={"record_id": record.id})


def back(record: Record) -> Verb:
    """Take it out of use."""
    return about(N_("Take back"), "take_back", "take_back", record, "undo")
