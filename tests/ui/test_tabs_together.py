"""A child's page has few tabs, however many services have something to say there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desks import Office, child, words_of
from transit_desk import languages, services
from transit_desk.domain import text
from transit_desk.domain.text import tr
from transit_desk.module import Tab, TabPage
from ui import theme
from ui.record.grouped import Share, grouped
from ui.widgets.tabs import Tabs

MOST = 8
SEEN = 1366 - 208 - 2 * 24  # a page at 1366 wide, beside the navigation and within its margins
TO_COME = ("Projet", "Formation", "Placement")
OWN = (
    Tab("summary", "Summary", ()),
    Tab("story", "Timeline", (), order=10),
    Tab("identity", "Identity", (), order=20, together="Identity and papers"),
)
BED = TabPage("bed", "Bed", "a.tab", "child", 64, together="Stay")
STAY = TabPage("stay", "Reviews", "b.tab", "child", 65, "bed")
PAPERS = TabPage("papers", "Papers", "c.tab", "child", 70, "identity")


def test_what_belongs_together_stands_in_one_tab_under_its_common_name() -> None:
    shown = grouped(OWN, (BED, STAY, PAPERS), (BED, STAY, PAPERS))

    assert [each.title for each in shown] == ["Summary", "Timeline", "Identity and papers", "Stay"]
    assert shown[2].shares == (Share("identity"), Share("papers", "c.tab"))
    assert shown[3].shares == (Share("bed", "a.tab"), Share("stay", "b.tab"))


def test_a_tab_that_nobody_joins_has_its_own_name_and_so_has_one_whose_tab_is_for_other_eyes() -> None:
    assert [each.title for each in grouped(OWN, (BED,), (BED, STAY))][2:] == ["Identity", "Bed"]

    (alone,) = grouped((), (STAY,), (BED, STAY))

    assert (alone.key, alone.title, alone.shares) == ("bed", "Reviews", (Share("stay", "b.tab"),))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_tab_of_a_child_is_seen_at_once_and_three_more_would_be(qtbot: QtBot, language: str) -> None:
    every = [page for module in services.modules() for page in module.pages if isinstance(page, TabPage)]
    of_child = [page for page in every if page.of == "case_file.child"]
    with text.speak(languages.catalogue(language)):
        titles = [tr(each.title) for each in grouped(OWN, of_child, of_child)]
    tabs = Tabs([(words, words) for words in (*titles, *TO_COME)], "tabs")
    qtbot.addWidget(tabs)
    tabs.resize(theme.of(tabs).px(SEEN), 40)
    tabs.grab()  # laid out as it would be seen

    assert len(titles) <= MOST
    assert tabs.more.isHidden()


def test_whoever_is_led_to_a_part_of_a_tab_sees_that_part(office: Office) -> None:
    office.unlock()
    record = child(office)

    page = office.go("documents", record)
    office.settle()

    assert page.tabs.current() == "identity"
    assert page.panes["documents"] is page.panes["identity"]
    pane: QWidget = page.panes["identity"]
    office.until(lambda: "Papers and photos" in words_of(pane) or "Photographs" in words_of(pane))
    parts = [card.property("share") for side in page.panes["identity"].side_widgets for card in side.cards]
    assert parts.index("documents") > parts.index("identity")
