"""What everybody around a child has to mind: in the head of the file, on the round, in the kitchen."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from transit_desk import choices, said
from transit_desk.domain.text import N_, Words
from transit_desk.module import Entries, Entry, Mark, entries_of
from transit_desk.services.health.records import HealthNeed
from transit_desk.services.health.views import verbs
from transit_desk.storage import corrections, kept
from transit_desk.storage.work import Work

_ORDER: Final = ("allergy", "diet", "aid")
_NEEDS: Final = kept.standing(HealthNeed).where(HealthNeed.file_id.in_(kept.FILES))


def standing_needs(work: Work, file_ids: Iterable[str]) -> Mapping[str, Sequence[HealthNeed]]:
    """What to mind of these children: what is dangerous first, allergies before diets."""
    found: dict[str, list[HealthNeed]] = collections.defaultdict(list)
    for row in work.all(_NEEDS, files=sorted(set(file_ids))) if work.reads(HealthNeed, "words") else ():
        found[row.file_id].append(row)
    return {key: sorted(rows, key=lambda row: (not row.severe, _ORDER.index(row.kind))) for key, rows in found.items()}


def say_need(row: HealthNeed) -> Words:
    """Allergy: groundnuts."""
    return Words(N_("{kind}: {words}"), {"kind": choices.say("health_need", row.kind), "words": row.words})


def needs_of(work: Work, file_id: str) -> Entries:
    """The table of a child's tab."""

    def entry(row: HealthNeed) -> Entry:
        mark = Mark(Words(N_("dangerous")), "warning", "stop") if row.severe else None
        correct = verbs.about(N_("Correct"), "correct_need", "correct", row)
        return Entry(said.cells(work, row, "kind", "words", "what_to_do", "said_by"), mark, (correct, verbs.back(row)))

    headings = (N_("What"), N_("In a few words"), N_("What to do"), N_("Said by"))
    found = corrections.with_earlier(work, HealthNeed, file_id) if said.reads(work, HealthNeed) else []
    return Entries(
        N_("What to mind"), headings, entries_of(found, entry),
        verbs.adds(N_("Add"), "need", "add_need", file_id), N_("Nothing to mind was written down."),
    )  # fmt: skip
