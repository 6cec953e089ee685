"""How much is asked of the vault for a page: the same for ten rows as for a hundred, for a short file as for a long."""

from __future__ import annotations

from tests.counting import statements
from transit_desk.desk import Desk
from transit_desk.module import Window

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

    assert ten == hundred <= 10


def test_finding_a_name_asks_the_same_for_one_child_and_for_many(desk: Desk) -> None:
    """Keys, then the files: nothing for each hit."""
    for number in range(30):
        desk.do("case_file.receive", name=f"Wilondja {_NAMES[number % 10]}", sex="m", age="15")

    assert _asked(desk, "case_file.find", words="wilonja") <= 4
