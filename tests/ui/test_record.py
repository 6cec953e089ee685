"""A record as a whole: the head that stays, who said what, verbs with their reason, tabs by keys."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QBoxLayout
from pytestqt.qtbot import QtBot

from tests.ui.desks import Office, child, words_of
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Album, Brief, Entries, Entry, FactLine, Facts, Held, Mark, Story, Tab, Tie, Ties, Verb
from ui import theme
from ui.lists.delegate import CELL, IconCell, TextCell
from ui.record.blocks import FactsModel, FactsTable, facts_card
from ui.record.entries import told
from ui.record.in_place import FormInPlace
from ui.record.page import RecordView
from ui.record.ties import TiesPicture
from ui.timeline.view import StoryCard
from ui.verbs import MoreButton
from ui.widgets.button import Button, Kind
from ui.widgets.painted import folded
from ui.widgets.person import PersonHeader

CONSENTED = {
    "purpose": "transfer", "decision": "yes", "on_day": datetime.date(2026, 9, 14), "given_by": "caregiver",
    "why_other": "her aunt came for this", "explained_how": None, "limits": None, "expires_on": None,
}  # fmt: skip


def test_two_accounts_stand_one_below_the_other_and_the_one_in_use_is_marked() -> None:
    model = FactsModel(
        (
            FactLine("Village", "Kalonge-Haut", "the child", "told", "14 Sep 2026", others=1),
            FactLine("", "Kalonge-Bas", "community", "told", "3 Oct 2026", chosen=False),
            FactLine("Father", "", "the child", "told", "3 Oct 2026", state="unknown"),
        )
    )

    names = [name for name, _heading, _share in model.columns]
    chosen = names.index("chosen")

    assert model.index(0, 1).data(CELL) == TextCell("Kalonge-Haut", bold=True)
    assert model.index(1, 1).data(CELL) == TextCell("Kalonge-Bas", "muted")
    assert model.index(0, chosen).data(CELL) == IconCell("check", "chosen")
    assert model.index(1, chosen).data(CELL) == TextCell("other", "muted")
    assert model.index(2, 1).data(CELL) == IconCell("question_ring", "does not know", "muted", "muted")
    assert "community" in model.sentence(1)


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    model = FactsModel((FactLine("Languages", "Mashi"), FactLine("Category", "", state="not_asked")))

    assert [name for name, _heading, _share in model.columns] == ["label", "value"]


def test_a_column_that_no_line_fills_is_left_out_of_a_table_and_the_first_never() -> None:
    headings = ("Bed", "Nights", "Why this bed", "Why it ended")
    kept = Entries("Beds", headings, (Entry(("B7", "since 15 Sep", "", "")), Entry(("B2", "one night", "", "ill"))))

    assert told(kept) == (0, 1, 3)
    assert told(Entries("Beds", headings, (Entry(("", "since 15 Sep")),))) == (0, 1)


def test_a_page_shows_head_tabs_and_the_answers_that_are_no_value(office: Office) -> None:
    office.unlock()
    record = child(office, "Amani")
    office.do("case_file.say", file_id=record, what="father", words=Said(None, Answer.REFUSED), said_by="child")

    page = office.go("case_file.child", record)
    head = page.findChild(PersonHeader)

    assert head.name.text() == "Amani"
    assert head.code.text().strip("\u2066\u2069").startswith("TD-")
    assert "does not wish to answer" in words_of(page)
    assert page.tabs.keys[0] == "summary"


def test_one_button_is_filled_and_the_rest_waits_under_more(office: Office) -> None:
    office.unlock()
    record = child(office)
    page = office.go("case_file.child", record)

    filled = [each for each in page.findChildren(Button) if each.kind is Kind.PRIMARY]

    assert len(filled) == 1


def test_a_verb_without_the_right_is_shown_asleep_with_its_reason(office: Office) -> None:
    office.unlock("s.pascal")
    record = child(office)
    office.lock()
    office.replaced.clear()
    office.unlock("e.sifa")

    page = office.go("case_file.child", record)
    more = page.findChild(PersonHeader).findChild(object, "verbs_more")
    asleep = [action for action in more.menu_shown.actions() if not action.isEnabled()]

    assert asleep
    assert all(action.toolTip() for action in asleep)


def test_the_foot_names_only_the_keys_that_do_something_here(office: Office) -> None:
    office.unlock()
    room = office.do("interim_care.make_room", name="Filles", block="girls", capacity=1)
    bed = office.do("interim_care.make_bed", room_id=room, code="F-01")
    assert office.program.sitting is not None
    foot = office.program.sitting.keys

    named = []
    for name, record in (("case_file.child", child(office)), ("interim_care.bed_page", bed),
                         ("interim_care.census", ""), ("case_file.children", "")):  # fmt: skip
        office.go(name, record)
        named.append([key for key, _words in foot.keys])
    of_child, of_bed, of_census, of_children = named

    assert "Ctrl+PgDn" in of_child
    assert of_bed == ["Alt+←"]
    assert "Enter" not in of_census
    assert "Enter" in of_children


def test_the_head_of_a_record_without_photo_and_signs_is_lower(office: Office) -> None:
    office.unlock()
    room = office.do("interim_care.make_room", name="Filles", block="girls", capacity=1)
    bed = office.do("interim_care.make_bed", room_id=room, code="F-01")

    of_child = office.go("case_file.child", child(office)).findChild(PersonHeader).height()
    of_bed = office.go("interim_care.bed_page", bed).findChild(PersonHeader).height()

    assert of_bed < of_child


def test_keys_go_from_tab_to_tab_and_a_change_keeps_the_tab(office: Office) -> None:
    office.unlock()
    record = child(office)
    page = office.go("case_file.child", record)
    page.findChild(PersonHeader).name.setFocus()

    QTest.keyClick(office.program.frame.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    moved = page.tab
    office.do("case_file.write_note", file_id=record, care_words="Slept well.")

    assert moved == page.tabs.keys[1]
    assert page.tabs.current() == moved
    assert "Slept well." in words_of(page)


def test_a_tab_that_a_line_of_today_names_is_the_one_that_is_seen(office: Office) -> None:
    """Whether the page is new or was left on another tab, and whether the record or a slice brings the tab."""
    office.unlock()
    record = child(office)
    office.do("history.add_separation", file_id=record, values={"said_by": "child", "place": Said("Nyabibwe (fictif)")})

    page = office.go("history", record)
    assert (page.tab, page.tabs.current()) == ("history", "history")
    assert "Nyabibwe" in words_of(page.stack.currentWidget())

    page.tabs.choose("identity")
    page = office.go("history", record)
    assert page.tab == "history"
    assert office.go("case_file.child", record, tab="consent").tab == "incidents"  # in which it stands


def test_the_way_back_leads_to_the_list(office: Office) -> None:
    office.unlock()
    page = office.go("case_file.child", child(office))

    page.findChild(object, "record_back").click()
    office.settle()

    assert office.page.page.key == "case_file.children"


def test_a_story_is_narrowed_by_its_chips(qtbot: object) -> None:
    today = datetime.date(2026, 11, 21)
    events = tuple(
        Event(1, today - datetime.timedelta(days=back), Words(f"line {back}"), module=module)
        for back, module in ((0, "case_file"), (1, "interim_care"), (9, "case_file"))
    )
    card = StoryCard(
        Story("Story", events, (("case_file", "Notes"), ("interim_care", "Beds"))), {}, today,
        lambda _at: datetime.datetime(2026, 11, 21, 18, 4, tzinfo=datetime.UTC),
    )  # fmt: skip

    card.chips.chip("interim_care").click()

    assert [moment.title for moment in card.list.story.moments] == ["line 1"]


def test_a_long_story_goes_on_as_it_is_read_and_by_parts(qtbot: object) -> None:
    """Only a part is asked for; the next comes at its end, and a chip asks for its own part of the house."""
    today = datetime.date(2026, 11, 21)
    lines = tuple(
        Event(back, today - datetime.timedelta(days=back), Words(f"line {back}"), module="case_file")
        for back in range(3)
    )
    asked: list[dict[str, object]] = []

    def ask(_query: str, values: dict[str, object], done: Callable[[Story], None]) -> None:
        asked.append(values)
        done(Story("Story", lines[2:]))

    place = (lines[1].day, lines[1].at, "case_file", ("", ""), "line 1")
    card = StoryCard(
        Story("Story", lines[:2], (("case_file", "Notes"), ("interim_care", "Beds")), after=place), {}, today,
        lambda _at: datetime.datetime(2026, 11, 21, 18, 4, tzinfo=datetime.UTC), ask,
    )  # fmt: skip
    story = card.list.story

    story.fetchMore(QModelIndex())

    assert [moment.title for moment in story.moments] == ["line 0", "line 1", "line 2"]
    assert not story.canFetchMore(QModelIndex())

    card.chips.chip("case_file").click()

    assert [values["before"] for values in asked] == [place, None]
    assert [moment.title for moment in story.moments] == ["line 2"]


@pytest.mark.parametrize("wide", [600, 1060])
@pytest.mark.parametrize("many", range(1, 11))
def test_nobody_in_the_picture_of_bonds_stands_on_somebody_else(qtbot: QtBot, many: int, wide: int) -> None:
    picture = TiesPicture("Amani", [Tie(f"Cirhakarhula Dieudonné {place}", "uncle") for place in range(many)])
    qtbot.addWidget(picture)
    picture.resize(wide, picture.sizeHint().height())

    boxes = [picture.box(spot, "Cirhakarhula Dieudonné", "uncle") for spot in picture.spots()]

    assert all(picture.rect().contains(box) for box in boxes)
    assert not any(one.intersects(other) for one, other in itertools.combinations(boxes, 2))


def test_the_summary_tells_the_last_moments_and_the_timeline_all(office: Office) -> None:
    """No filters and no scrolling of its own beside what is known: they are in the timeline."""
    office.unlock()
    file_id = child(office)
    for number in range(8):
        office.do("case_file.write_note", file_id=file_id, care_words=f"Note {number}")

    summary, timeline = (tab for tab in office.ask("case_file.child", record_id=file_id).tabs[:2])
    lately, whole = summary.end[-1], timeline.start[0]

    assert len(lately.events) < len(whole.events)
    assert lately.events == whole.events[: len(lately.events)]
    assert not lately.kinds
    assert whole.kinds


def test_a_label_that_needs_more_than_two_lines_is_not_cut(office: Office) -> None:
    office.unlock()
    page = office.go("case_file.child", child(office))
    label = "How the child came to be away from home"

    card = facts_card(Facts("The file", (FactLine(label, "Abduction on the way to school"),)), lambda _verb: None)
    card.setParent(page)
    card.resize(316, 300)
    card.show()
    table = card.findChild(FactsTable)
    assert table is not None
    office.settle()

    width = table.columnWidth(0) - 16
    assert table.rowHeight(0) >= len(folded(theme.of(), label, width, most=9)) * theme.of().line()


def test_blocks_stand_one_below_the_other_where_the_window_is_narrow(office: Office) -> None:
    office.unlock()
    page = office.go("case_file.child", child(office))
    pane = page.panes["summary"]
    wide = pane.sides.direction()

    office.program.frame.resize(900, 700)
    office.until(lambda: pane.sides.direction() is not wide)

    assert (wide, pane.sides.direction()) == (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom)


def _consent_form(office: Office) -> tuple[RecordView, FormInPlace]:
    page = office.go("case_file.child", child(office, "Amani"))
    page.turn_to("consent")
    office.settle()
    page.panes["consent"].findChild(QAbstractButton, "verb_case_file_consent").click()
    form = page.panes["consent"].form
    assert isinstance(form, FormInPlace)
    office.settle()
    return page, form


def test_a_part_is_read_until_its_verb_is_chosen_and_then_changed_where_it_stands(office: Office) -> None:
    office.unlock()
    page, form = _consent_form(office)
    before = office.program.frame.pages.currentWidget()

    form.questions["purpose"].editor.show_value("transfer")
    form.questions["decision"].editor.show_value("yes")
    form.questions["given_by"].editor.show_value("child")
    form.questions["why_other"].editor.show_value("no caregiver is known")
    form.save()
    office.settle()

    assert office.program.frame.pages.currentWidget() is before is page
    assert page.panes["consent"].form is None
    assert "The child" in words_of(page.panes["consent"])


def test_what_happens_elsewhere_does_not_take_the_form_away_and_is_shown_once_it_is_closed(office: Office) -> None:
    office.unlock()
    page, form = _consent_form(office)
    form.questions["limits"].editor.retype("not the uncle")

    office.do("case_file.write_note", file_id=page.record_id, care_words="slept well")
    office.do("case_file.answer_consent", file_id=page.record_id, values=CONSENTED)
    office.settle()

    assert form.questions["limits"].editor.typed() == "not the uncle"

    form.leave()
    office.settle()

    assert page.panes["consent"].form is None
    assert "not the uncle" in str(office.desk.drafts())
    assert "14 Sep 2026" in words_of(page.panes["consent"])


def test_leaving_a_form_gives_the_keyboard_back_to_what_opened_it(office: Office) -> None:
    office.unlock()
    page, form = _consent_form(office)
    page.panes["consent"]._opener = "verb_case_file_consent"

    form.leave()
    office.settle()

    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.objectName() == "verb_case_file_consent"


def test_blocks_of_every_kind_stand_in_their_cards(office: Office) -> None:
    office.unlock()
    page = office.go("case_file.child", child(office))
    note = Verb(N_("Add a note"), "pencil", page="case_file.note", action="case_file.write_note",
                extra={"file_id": page.record_id})  # fmt: skip
    tab = Tab(
        "all", N_("Summary"),
        (
            Entries("In safekeeping", ("What", "Where"), (
                Entry(("School report", "safe"), Mark("held", "box", "idle"), (note, note)),
                Entry(("Phone", "given back"), past=True),
            )),
            Ties("Who matters", "Amani", (Tie("Neema", "sister"), Tie("Kito", "fear of", "stop"))),
        ),
        (
            Brief("In short", (("Wishes", ("Wants to go to school.",)), ("Never said", ()))),
            Album("Papers", (Held("x", "Letter", "14 Sep 2026"),), "documents.content"),
            Entries("Empty", ("What",), (), empty="Nothing here yet."),
        ),
    )  # fmt: skip

    pane = page.panes["summary"]
    pane.show_tab("summary", tab)
    said = words_of(pane)

    for words in ("School report", "held", "Neema", "fear of", "Wants to go to school.", "Letter", "Nothing here yet."):
        assert words in said, words
    assert "Never said" not in said
    assert len(pane.findChildren(MoreButton)) == 1
    picture = pane.findChild(TiesPicture)
    assert picture.accessibleName() == "Neema: sister; Kito: fear of"
    assert not pane.grab().isNull()
