"""How much is asked of the vault for a page: the same for ten rows as for a hundred, for a short file as for a long."""

from __future__ import annotations

from tests.counting import statements
from transit_desk import services
from transit_desk.desk import Desk
from transit_desk.domain.timeline import Event, newest_first
from transit_desk.module import Story, Window

_HOOKS = [module.hooks for module in services.modules()]
_TELLING = [each for hooks in _HOOKS for each in (hooks.timeline, hooks.alerts, hooks.whereabouts) if each is not None]
# the file, its first page and the reading of it written down; and two for each hook by which a slice tells of a child
_MOST_FOR_A_FILE = 20 + 2 * len(_TELLING)
# the rows and their sums, which files are one child's; and two for each slice that tells where children are
_MOST_FOR_A_LIST = 9 + 2 * sum(module.hooks.whereabouts is not None for module in services.modules())
_NAMES = ("Amani", "Bahati", "Safari", "Furaha", "Neema", "Zawadi", "Baraka", "Musa", "Plamedi", "Olivier")


def _asked(desk: Desk, name: str, **values: object) -> int:
    with statements(desk) as sent:
        desk.ask(name, **values)
    return len(sent)


def test_a_page_of_the_list_asks_the_same_for_ten_rows_and_for_a_hundred(desk: Desk) -> None:
    """No statement is asked once a row."""
    for number in range(101):
        desk.do("case_file.receive", name=f"{_NAMES[number % 10]} {number}", sex="m", age="15")

    ten = _asked(desk, "case_file.children", window=Window(count=10))
    hundred = _asked(desk, "case_file.children", window=Window(count=100))

    assert ten == hundred <= _MOST_FOR_A_LIST


def test_finding_a_name_asks_the_same_for_one_child_and_for_many(desk: Desk) -> None:
    """Keys, then the files: nothing for each hit."""
    for number in range(30):
        desk.do("case_file.receive", name=f"Wilondja {_NAMES[number % 10]}", sex="m", age="15")

    assert _asked(desk, "case_file.find", words="wilonja") <= 5


def test_a_long_file_asks_as_much_as_a_short_one(desk: Desk) -> None:
    """Whatever was written in ten years, opening a file asks a fixed number of statements."""
    file_id = desk.do("case_file.receive", name="Wilondja", sex="m", age="15")
    desk.do("case_file.write_note", file_id=file_id, care_words="premier jour")
    desk.ask("case_file.child", record_id=file_id)
    short = _asked(desk, "case_file.child", record_id=file_id)

    for number in range(60):
        desk.do("case_file.write_note", file_id=file_id, care_words=f"jour {number}")

    assert _asked(desk, "case_file.child", record_id=file_id) == short <= _MOST_FOR_A_FILE


def test_the_parts_of_a_story_are_the_whole_story_once(desk: Desk) -> None:
    """A part goes on where the one before ended, also among lines of one instant, and a chip narrows it."""
    file_id = desk.do("case_file.receive", name="Wilondja", sex="m", age="15")
    for number in range(70):
        desk.do("case_file.write_note", file_id=file_id, care_words=f"jour {number}")
    told: list[Event] = []
    before = None
    while True:
        part: Story = desk.ask("case_file.story", record_id=file_id, before=before)
        told += part.events
        before = part.after
        if before is None:
            break

    assert [event.detail for event in told if str(event.title) == "Note"] == [
        f"jour {number}" for number in _newest_first(told)
    ]
    assert len({event.record for event in told}) == len(told) >= 71
    assert desk.ask("case_file.story", record_id=file_id, module="interim_care").events == ()


def _newest_first(told: list[Event]) -> list[int]:
    notes = [event for event in told if str(event.title) == "Note"]
    return [int(str(event.detail).removeprefix("jour ")) for event in newest_first(notes)]
