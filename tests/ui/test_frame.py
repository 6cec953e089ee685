"""The frame: places, pages and the way back, zones by F6, and a title that names nobody."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transit_desk.domain.text import N_, tr
from ui import language, theme
from ui.bars import SideBar
from ui.settings import Preferences
from ui.widgets.button import secondary
from ui.widgets.words import title
from ui.window import TITLE, Destination, Frame

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen screen cannot do

PLACES = [
    Destination("today", "Aujourd’hui", "today", 6),
    Destination("children", "Enfants", "children"),
    Destination("settings", "Réglages", "sliders", at_foot=True),
]


@pytest.fixture
def frame(qtbot: QtBot, qapp: QApplication) -> Iterator[Frame]:
    """A frame with three places and two pages."""
    if not qapp.styleSheet():
        theme.wear(qapp, theme.Theme())
    made = Frame(demo=True)
    made.set_destinations(PLACES)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    yield made
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def page(words: str) -> QWidget:
    """A page with a heading and one button."""
    made = QWidget()
    made.setObjectName("page")
    column = QVBoxLayout(made)
    column.addWidget(title(words))
    column.addWidget(secondary("Ouvrir"))
    return made


def test_the_title_of_the_window_names_nobody(frame: Frame) -> None:
    """Whatever page is shown."""
    frame.show_page(page("Amani"), "children")

    assert frame.windowTitle() == TITLE == "Transit Desk"


def test_the_demonstration_is_marked_only_when_told(frame: Frame) -> None:
    """A real vault has no strip."""
    assert frame.strip.isVisible()

    frame.show_demo(False)
    assert not frame.strip.isVisible()


def test_back_returns_to_the_page_before_as_it_was(frame: Frame) -> None:
    """Alt+Left; the page is the same one, not a new one."""
    first, second = page("Enfants"), page("Fiche")
    frame.show_page(first, "children")
    frame.show_page(second, "children")

    QTest.keyClick(frame, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert frame.pages.currentWidget() is first
    assert not frame.can_go_back()


def test_the_heading_takes_the_focus_when_a_page_opens(frame: Frame) -> None:
    """Whoever reads by ear hears where they are."""
    shown = page("Enfants")
    frame.show_page(shown, "children")

    assert frame.focusWidget() is shown.findChild(QWidget, "page_title")


def test_f6_goes_round_the_zones(frame: Frame) -> None:
    """Top bar, places, page, and round again."""
    frame.show_page(page("Enfants"), "children")
    zones = []
    for _ in range(3):
        QTest.keyClick(frame, Qt.Key.Key_F6)
        here = frame.focusWidget()
        every = (frame.top, frame.side, frame.pages)
        zones.append(next(zone.objectName() for zone in every if zone.isAncestorOf(here)))

    assert sorted(zones) == ["pages", "sidebar", "topbar"]


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "curtain_asked"),
        (Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier, "curtain_asked"),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "lock_asked"),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "search_asked"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help_asked"),
    ],
)
def test_keys_do_what_the_bar_says(
    frame: Frame, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    """Every function key has another way."""
    with qtbot.waitSignal(getattr(frame, signal)):
        QTest.keyClick(frame, key, modifier)


def test_a_place_is_asked_for_and_marked(frame: Frame, qtbot: QtBot) -> None:
    """By shape and by a word for the ear."""
    with qtbot.waitSignal(frame.place_asked, check_params_cb=lambda key: key == "children"):
        QTest.mouseClick(frame.side.items["children"], Qt.MouseButton.LeftButton)

    assert frame.side.items["children"].isChecked()
    assert frame.side.items["children"].accessibleDescription() == "You are here"
    assert not frame.side.items["today"].isChecked()


def test_a_narrow_window_keeps_the_names_of_its_icons(frame: Frame) -> None:
    """In the tooltip and by ear."""
    frame.resize(1000, 700)
    QApplication.processEvents()
    item = frame.side.items["today"]

    assert item.text() == ""
    assert item.accessibleName() == item.toolTip() == "Aujourd’hui"

    frame.resize(1366, 768)
    QApplication.processEvents()
    assert item.text() == "Aujourd’hui"


def test_locking_leaves_no_page_behind(frame: Frame) -> None:
    """The pages are gone and so is the way back to them."""
    frame.show_page(page("Enfants"), "children")
    frame.show_page(page("Fiche"), "children")

    frame.drop_pages()

    assert frame.pages.count() == 0
    assert not frame.can_go_back()


def test_a_page_replaces_the_frame_and_gives_it_back(frame: Frame) -> None:
    """Unlocking is not an overlay: the desk behind it is not on the screen."""
    door = page("Déverrouiller")
    frame.replace(door)
    assert not frame.desk.isVisible()

    frame.replace(None)
    assert frame.desk.isVisible()
    assert not door.isVisible()


def test_more_places_than_a_small_screen_holds_are_scrolled(frame: Frame) -> None:
    """A service more never pushes the foot of the window out of sight, and where one is can be seen."""
    frame.set_destinations([Destination(f"place{number}", f"Lieu {number}", "today") for number in range(20)])
    frame.resize(1366, 690)
    QApplication.processEvents()

    assert frame.minimumSizeHint().height() <= 690
    assert frame.side.items["place19"].visibleRegion().isEmpty()

    frame.side.mark("place19")
    QApplication.processEvents()

    assert not frame.side.items["place19"].visibleRegion().isEmpty()


def test_the_sidebar_changes_sides_in_arabic(frame: Frame, qapp: QApplication) -> None:
    """Only the direction is set; everything else follows."""
    assert frame.side.mapTo(frame, frame.side.rect().topLeft()).x() == 0

    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()

    assert frame.side.mapTo(frame, frame.side.rect().topRight()).x() == frame.width() - 1


@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_the_frame_stands_at_every_size_of_text(frame: Frame, qapp: QApplication, zoom: float) -> None:
    """No tool of the top bar is pushed out of a window of 1366."""
    theme.wear(qapp, theme.Theme(zoom=zoom))
    frame.resize(1366, 768)
    QApplication.processEvents()

    for tool in (frame.top.curtain, frame.top.lock, frame.top.help):
        assert tool.width() >= tool.sizeHint().width()
        assert tool.mapTo(frame, tool.rect().topRight()).x() <= frame.width()
    theme.wear(qapp, theme.Theme())


def test_preferences_are_typed_and_kept(tmp_path: pathlib.Path) -> None:
    """An ini file holds words; we get back what we put in, and the default for what cannot be read."""
    path = tmp_path / "machine.ini"
    kept = Preferences(path)
    kept.language = "fr"
    kept.zoom = 1.3
    kept.show_keys = False
    kept.keep()

    again = Preferences(path)
    assert (again.language, again.zoom, again.show_keys, again.idle_minutes) == ("fr", 1.3, False, 5)
    path.write_text("[General]\nzoom=much\n", encoding="utf-8")
    assert Preferences(path).zoom == 1.0


def test_the_pseudo_language_is_longer_and_keeps_its_places(qapp: QApplication) -> None:
    """Whatever stays plain on a screen in it was never marked."""
    tongue = language.Tongue(qapp)
    tongue.choose("pseudo")
    words = tr(N_("Page {number} of {count}"), number=1, count=3)

    assert words.startswith("[")
    assert "1" in words
    assert "3" in words
    assert len(words) > len("Page 1 of 3")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    tongue.choose("en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_language_without_a_catalogue_speaks_as_written(qapp: QApplication) -> None:
    """Never a crash for a missing file."""
    assert language.catalogue("xx").gettext("Next page") == "Next page"
    assert "en" in {each.code for each in language.offered()}


def test_a_long_role_stands_whole_in_the_sidebar(qtbot: QtBot) -> None:
    side = SideBar()
    qtbot.addWidget(side)
    side.show_worker("Furaha Nabintu", "Point focal sauvegarde")
    side.resize(side.width(), 600)
    side.show()

    assert theme.of(side).line("small") < side.role.heightForWidth(side.role.width()) <= side.role.height()
