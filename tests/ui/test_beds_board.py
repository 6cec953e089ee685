"""The beds of the house tonight: what suits a child, why the others do not, given by keyboard and by click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.desks import Office
from transit_desk.domain.dates import ONE_DAY
from transit_desk.services.interim_care.records import Stay
from ui.screens.beds import Screen
from ui.screens.board.rooms import shares
from ui.widgets.bed import AMISS, CARRIED, FREE, NOT_FOR, REPAIR, SUITS, TAKEN, BedField


@pytest.fixture
def page(office: Office) -> Screen:
    """A room for girls, one for boys of 14 to 17 with a bed to repair; a boy of 15 has no bed yet."""
    office.unlock()
    with office.preparing():
        beds = {}
        for name, block, codes in (
            ("Filles", "girls", ("F-01",)),
            ("Garçons B", "boys_14_17", ("B-01", "B-02", "B-03")),
        ):
            room = office.do("interim_care.make_room", name=name, block=block, capacity=len(codes))
            for code in codes:
                beds[code] = office.do("interim_care.make_bed", room_id=room, code=code)
        office.do("interim_care.block_bed", bed_id=beds["B-03"], kind="repair", why="to repair")
        sleeping = office.do("case_file.open_case", sex="m", care_track="resident", name="Musa", age="16")
        office.do("interim_care.give_bed", file_id=sleeping, bed_id=beds["B-01"])
        office.do("case_file.open_case", sex="m", care_track="resident", name="Baraka", age="15")
    found = office.go("interim_care.beds")
    assert isinstance(found, Screen)
    office.until(lambda: bool(found.free))
    return found


def states(page: Screen) -> dict[str, str]:
    return {bed.code: bed.state for card in page._rooms for bed in card.beds.beds}


def test_each_bed_has_its_shape_for_the_child_to_bed(page: Screen) -> None:
    assert states(page) == {"F-01": NOT_FOR, "B-01": TAKEN, "B-02": SUITS, "B-03": REPAIR}


def test_why_not_is_said_in_sentences(page: Screen) -> None:
    words = " ".join(line.text() for line in page.panel.reasons.findChildren(QLabel))

    assert "Never" in words
    assert "girls and boys sleep apart" in words


def test_a_bed_is_given_by_keyboard(office: Office, page: Screen) -> None:
    field = page._rooms[-1].beds
    field.setFocus()
    field.at = 0

    QTest.keyClick(field, Qt.Key.Key_Right)
    QTest.keyClick(field, Qt.Key.Key_Return)
    office.settle()

    board = office.ask("interim_care.board")
    assert {bed.code: bed.name for room in board.rooms for bed in room.beds if bed.name}["B-02"] == "Baraka"


def test_a_bed_that_never_suits_is_refused_in_words_and_nothing_is_given(office: Office, page: Screen) -> None:
    field = page._rooms[0].beds
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_Return)
    office.settle()

    assert page.refusal.isVisible()
    assert "apart" in page.refusal.notice.words.text()
    assert office.ask("interim_care.board").in_beds == 1


def test_a_click_gives_the_bed_too(office: Office, page: Screen) -> None:
    page.panel.give.click()
    office.settle()

    assert office.ask("interim_care.board").in_beds == 2
    office.until(page.nobody.isVisible)


def test_when_everybody_has_a_bed_the_rooms_keep_the_width_they_had(office: Office, page: Screen) -> None:
    with_somebody = page.area.width()

    page.panel.give.click()
    office.settle()
    office.until(page.nobody.isVisible)

    assert page.area.width() == with_somebody


def field_of(page: Screen, code: str) -> tuple[BedField, int]:
    """The beds of the room in which this one stands, and its place among them."""
    for card in page._rooms:
        for place, bed in enumerate(card.beds.beds):
            if bed.code == code:
                return card.beds, place
    raise AssertionError(code)


def point(page: Screen, code: str) -> BedField:
    """The keyboard stands on a bed."""
    field, place = field_of(page, code)
    field.setFocus()
    field._go(place)
    return field


def names(office: Office) -> dict[str, str]:
    """Who has which bed."""
    return {bed.code: bed.name for room in office.ask("interim_care.board").rooms for bed in room.beds if bed.name}


def test_a_child_is_moved_by_keyboard(office: Office, page: Screen) -> None:
    QTest.keyClick(point(page, "B-01"), Qt.Key.Key_Return)
    office.settle()
    assert page.hand is not None
    assert page.hand.name == "Musa"

    QTest.keyClick(point(page, "B-02"), Qt.Key.Key_Return)
    office.settle()

    assert names(office) == {"B-02": "Musa"}


def test_a_child_is_freed_a_bed_shut_and_opened_by_keyboard(office: Office, page: Screen) -> None:
    QTest.keyClick(point(page, "B-01"), Qt.Key.Key_Delete)
    office.settle()
    assert names(office) == {}
    office.until(lambda: states(page)["B-01"] != TAKEN)

    QTest.keyClick(point(page, "B-03"), Qt.Key.Key_F2)
    office.settle()
    office.until(lambda: states(page)["B-03"] == SUITS)
    QTest.keyClick(point(page, "B-01"), Qt.Key.Key_F2)
    page.panel.ask.kind.choose("repair")
    page.panel.why.setText("a slat broke")
    QTest.keyClick(page.panel.why, Qt.Key.Key_Return)
    office.settle()
    office.until(lambda: states(page)["B-01"] == REPAIR)


def test_a_child_who_may_not_stay_is_marked_and_taken_up_from_today(office: Office, page: Screen) -> None:
    bed = next(bed for card in page._rooms for bed in card.room.beds if bed.code == "B-01")
    office.do("case_file.change_file", file_id=bed.file_id, values={}, sex="f")
    page.ask()
    office.until(lambda: states(page)["B-01"] == AMISS)

    again = office.go("interim_care.beds", bed_id=bed.id)
    office.until(lambda: again.hand is not None)

    assert again.hand.name == "Musa"
    assert "girls and boys sleep apart" in again.panel.facts.text()
    office.until(lambda: states(again)["F-01"] == SUITS)


def test_two_children_are_swapped_by_keyboard(office: Office, page: Screen) -> None:
    page.panel.give.click()
    office.settle()
    office.until(lambda: states(page)["B-02"] == TAKEN)
    QTest.keyClick(point(page, "B-01"), Qt.Key.Key_Return)
    office.settle()

    QTest.keyClick(point(page, "B-02"), Qt.Key.Key_F7)
    office.settle()

    assert names(office) == {"B-01": "Baraka", "B-02": "Musa"}


def test_a_mattress_is_laid_and_taken_away_by_keyboard(office: Office, page: Screen) -> None:
    QTest.keyClick(point(page, "B-01"), Qt.Key.Key_Insert)
    office.settle()
    office.until(lambda: "B+1" in states(page))

    QTest.keyClick(point(page, "B+1"), Qt.Key.Key_F8)
    office.settle()

    office.until(lambda: "B+1" not in states(page))


def test_a_bed_is_reserved_for_another_night_and_the_promise_taken_back(office: Office, page: Screen) -> None:
    QTest.keyClick(point(page, "B-01"), Qt.Key.Key_PageDown)
    office.settle()
    office.until(lambda: page.board is not None and page.board.day > page.board.today)
    QTest.keyClick(point(page, "B-01"), Qt.Key.Key_F4)
    office.settle()
    (soon,) = office.ask("interim_care.board").next_free
    assert soon.code == "B-01"

    page.look_at(0)
    office.settle()
    QTest.keyClick(point(page, "B-01"), Qt.Key.Key_F4)
    office.settle()
    assert office.ask("interim_care.board").next_free[0].promised_to.startswith("TD-")


def test_a_night_before_is_looked_at_and_nobody_is_shown_who_came_later(office: Office, page: Screen) -> None:
    QTest.keyClick(point(page, "B-01"), Qt.Key.Key_PageUp)
    office.settle()

    office.until(lambda: states(page)["B-01"] == FREE)
    assert page.head.night.text() != "Tonight"


def _spot(page: Screen, code: str) -> tuple[BedField, QPoint]:
    """The middle of a bed, in the field in which it stands."""
    field, place = field_of(page, code)
    inside = [
        QPoint(x, y) for y in range(0, field.height(), 4) for x in range(0, field.width(), 4)
        if field._place_at(x, y) == place
    ]  # fmt: skip
    return field, inside[len(inside) // 2]


def test_on_another_night_nothing_is_said_of_tonight(office: Office, page: Screen) -> None:
    bed = page._rooms[-1].room.beds[1].id
    office.do("interim_care.give_bed", file_id=page.panel.child.value(), bed_id=bed)
    office.settle()
    office.until(lambda: page.nobody.isVisibleTo(page))
    page.look_at(1)
    office.until(lambda: page.board is not None and page.board.day != page.board.today)
    assert not page.nobody.isVisibleTo(page)
    page.take_up(page._rooms[-1].room.beds[1])

    def said() -> str:
        return " ".join(line.text() for line in page.panel.findChildren(QLabel) if line.isVisibleTo(page)).casefold()

    office.until(lambda: "that night" in said())
    assert "tonight" not in said()


def test_why_a_child_is_alone_is_asked_and_never_guessed(office: Office, page: Screen) -> None:
    room = office.do("interim_care.make_room", name="Apart", block="quiet", capacity=2, isolation=True)
    bed = office.do("interim_care.make_bed", room_id=room, code="Q-01")
    office.until(lambda: bool(page._bed(bed)) and any(each.bed_id == bed for each in page.free))
    kind = page.panel.ask.kind

    page._point(bed)
    assert (kind.isVisibleTo(page), kind.value()) == (True, "")
    kind.choose("safety")
    page._draw()
    assert kind.value() == "safety", "a board that is drawn anew changes no answer"
    kind.choose("")
    page.panel.why.setText("the others are loud")
    child = page.panel.child.value()
    page._give()
    office.settle()

    with office.desk._unit("test", "") as unit:
        stay = unit.get(Stay, office.ask("interim_care.beds_of", file_ids=[child])[child].stay_id)
        assert (stay.bed_id, stay.alone_for) == (bed, None)


def test_a_child_is_carried_to_another_bed(office: Office, page: Screen) -> None:
    """With a real mouse where there is a screen to carry over; else by the events that carrying sends."""
    field, start = _spot(page, "B-01")
    frame = office.program.frame
    end = _spot(page, "B-02")[1]
    left, none, move = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    if QGuiApplication.platformName() == "offscreen":  # nothing can be carried there
        data = QMimeData()
        data.setData(CARRIED, field.beds[0].child.encode())
        QApplication.sendEvent(field, QDragEnterEvent(start, move, data, left, none))
        QApplication.sendEvent(field, QDropEvent(QPointF(end), move, data, left, none))
    else:
        window = frame.windowHandle()
        here, there = field.mapTo(frame, start), field.mapTo(frame, end)

        def let_go() -> None:
            QTest.mouseMove(window, there)
            QTest.mouseRelease(window, left, pos=there)

        QTest.mousePress(window, left, pos=here)
        QTimer.singleShot(300, let_go)
        QTest.mouseMove(window, here + QPoint(30, 0))

    office.until(lambda: names(office) == {"B-02": "Musa"})


def test_a_refused_drop_says_why_and_the_record_in_the_way_can_be_opened(office: Office, page: Screen) -> None:
    musa = next(bed.file_id for room in office.ask("interim_care.board").rooms for bed in room.beds if bed.name)
    girls, _place = field_of(page, "F-01")

    girls.dropped.emit(girls.beds[0].key, musa)
    office.settle()
    office.until(page.refusal.isVisible)
    assert "apart" in page.refusal.notice.words.text()

    page._do("interim_care.block_bed", {"bed_id": field_of(page, "B-01")[0].beds[0].key, "kind": "cleaning"})
    office.settle()
    office.until(page.refusal.way.isVisible)
    page.refusal.way.click()
    office.settle()
    assert office.page is not page


def test_each_bad_input_is_refused_on_the_board_with_the_record_in_the_way_to_be_opened(
    office: Office, page: Screen
) -> None:
    """The board is older than the house: a colleague did something since it was drawn."""
    opened: list[tuple[str, str]] = []
    page.refusal.opened.disconnect()
    page.refusal.opened.connect(lambda table, key: opened.append((table, key)))
    page.clerk.changed.disconnect(page._hear)
    beds = {bed.code: bed.id for card in page._rooms for bed in card.room.beds}
    people = {bed.code: bed.file_id for card in page._rooms for bed in card.room.beds}
    baraka, musa = page.panel.child.value(), people["B-01"]

    def refused(key: str = "", code: str = "", act: str = "", **values: object) -> tuple[str, tuple[str, str]]:
        """What is said after a key on a bed, or after an act of the board; and what its button opens."""
        page.refusal.say("")
        if act:
            page._do(act, values)
        else:
            point(page, code)
            page._give() if key == "give" else page.act(key)
        office.settle()
        office.until(page.refusal.way.isVisible)
        page.refusal.way.click()
        return page.refusal.notice.words.text(), opened.pop()

    def looked() -> None:
        page.ask()
        office.settle()

    # a stay over a block
    office.do("interim_care.block_bed", bed_id=beds["B-02"], kind="cleaning")
    words, there = refused("give", "B-02")
    assert ("or say that it can be used" in words, there) == (True, ("interim_care.bed_page", beds["B-02"]))
    office.do("interim_care.unblock_bed", bed_id=beds["B-02"])
    # two children in one bed, and an occupied bed removed
    safari = office.do("case_file.open_case", sex="m", care_track="resident", name="Safari", age="15")
    office.do("interim_care.give_bed", file_id=safari, bed_id=beds["B-02"])
    words, there = refused("give", "B-02")
    assert ("is taken by" in words, there) == (True, ("case_file.child", safari))
    words, there = refused(act="interim_care.remove_bed", bed_id=beds["B-02"], why="broken to pieces")
    assert ("Move the child first" in words, there) == (True, ("case_file.child", safari))
    # a child already moved
    office.do("interim_care.unblock_bed", bed_id=beds["B-03"])
    office.do("interim_care.move_bed", file_id=musa, bed_id=beds["B-03"])
    words, there = refused("free", "B-01")
    assert ("somebody moved this child" in words, there) == (True, ("interim_care.bed_page", beds["B-03"]))
    # lengthening into the next
    looked()
    today = page.board.today if page.board is not None else None
    assert today is not None
    page.look_at(4)
    office.settle()
    office.do("interim_care.plan_end", file_id=musa, until=today + 2 * ONE_DAY)
    office.do("interim_care.reserve_bed", file_id=baraka, bed_id=beds["B-03"], from_day=today + 2 * ONE_DAY)
    words, there = refused("plan", "B-03")
    assert ("TD-" in words, there) == (True, ("case_file.child", baraka))
    # a move before the arrival
    office.do("case_file.admit", file_id=safari, began_on=today)
    words, there = refused(act="interim_care.give_bed", file_id=safari, bed_id=beds["B-01"],
                           from_day=today - 3 * ONE_DAY, to_day=today - ONE_DAY)  # fmt: skip
    assert ("arrived on" in words, there) == (True, ("case_file.child", safari))


def test_the_place_of_the_board_is_lit_wherever_it_is_opened_from(office: Office, page: Screen) -> None:
    for came_from in ("case_file.children", "today"):
        office.go(came_from)
        office.go("interim_care.beds")
        lit = [each.objectName() for each in office.program.frame.findChildren(QPushButton) if each.isChecked()]

        assert [name for name in lit if "interim_care" in name], lit


@pytest.mark.parametrize("columns", range(3, 12))
def test_rooms_stand_side_by_side_only_where_that_takes_less_height(columns: int) -> None:
    counts = [10, 8, 8, 19, 2, 0, 1]

    bands = shares(counts, columns)

    assert sorted(place for band in bands for place, _own in band) == list(range(len(counts))), "each once"
    assert [band[0][0] for band in bands] == sorted(band[0][0] for band in bands), "in the order in which one walks"
    assert all(sum(own for _place, own in band) == columns for band in bands)
    alone = sum(max(1, -(-count // columns)) for count in counts)
    height = sum(max(max(1, -(-counts[place] // own)) for place, own in band) for band in bands)
    assert height <= alone


def test_who_reads_by_ear_hears_each_bed(page: Screen) -> None:
    field = page._rooms[-1].beds
    field.setFocus()
    field._go(0)

    assert "Musa" in field.accessibleName()
    field._go(1)
    assert "B-02" in field.accessibleName()
