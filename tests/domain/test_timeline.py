"""What the timeline promises: newest first, and the same order whoever tells first."""

from __future__ import annotations

import datetime
import random

from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event, newest_first

DAY = datetime.date(2026, 11, 21)


def test_a_story_is_told_newest_first_in_one_order() -> None:
    events = [
        Event(3, DAY, Words(N_("Admitted")), module="arrivals", record=("arrival", "1")),
        Event(3, DAY, Words(N_("Admitted")), module="interim_care", record=("stay", "1")),
        Event(3, DAY, Words(N_("Admitted")), module="arrivals"),
        Event(9, DAY - datetime.timedelta(days=1), Words(N_("Found"))),  # written down later, happened before
        Event(1, DAY, Words(N_("Seen"))),
    ]
    shuffled = random.Random(7).sample(events, len(events))

    told = newest_first(events)

    assert told == newest_first(shuffled)
    assert [str(event.title) for event in told] == ["Admitted", "Admitted", "Admitted", "Seen", "Found"]
