"""What the timeline promises: newest first, and the same order whoever tells first."""

from __future__ import annotations

import datetime
import random

from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event, Span, bounds, newest_first, part_of

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


def _story(count: int, modules: tuple[str, ...] = ("arrivals", "case_file")) -> list[Event]:
    """Lines of which many share a day and an instant, as those written together do."""
    return [
        Event(
            number // 5, DAY - datetime.timedelta(days=number // 7), Words(N_("Seen")), module=modules[number % 2],
            record=("note", f"{number:04}"),
        )
        for number in range(count)
    ]  # fmt: skip


def test_the_parts_of_a_story_are_the_whole_story_once() -> None:
    """Whatever was written in one instant, no line is told twice and none is left out."""
    events = _story(103)
    told: list[Event] = []
    span = Span(count=10)
    while True:
        shown, after = part_of(events, span)
        told += shown
        if after is None:
            break
        span = Span(count=10, before=after)

    assert tuple(told) == newest_first(events)


def test_a_part_of_the_house_is_told_by_itself() -> None:
    shown, after = part_of(_story(40), Span(count=30, module="arrivals"))

    assert {event.module for event in shown} == {"arrivals"}
    assert (len(shown), after) == (20, None)


def test_what_was_told_in_the_same_instant_by_another_is_placed_by_name() -> None:
    """A question for records before a place counts those of another table in or out as the story does."""
    last = newest_first(_story(1))[0]
    place = (last.day, last.at, "b", ("b", "key"), "")
    span = Span(before=place)

    assert bounds(span, "b", "b")["key"] == "key"
    assert str(bounds(span, "a", "z")["key"]) > "f"
    assert str(bounds(span, "c", "a")["key"]) < "1"
    assert bounds(Span(), "a", "a")["day"] == datetime.date.max
