"""The parts of every page: seen, heard, reached by keys, mirrored, and never clipped."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from transit_desk import languages
from transit_desk.domain import text
from ui import theme
from ui.help import HelpPanel, KeyLine
from ui.lists.delegate import (
    CELL,
    BadgeCell,
    CodeCell,
    EditCell,
    IconCell,
    MarkCell,
    NameCell,
    StayCell,
    Table,
    TextCell,
    spoken,
)
from ui.screens.calling.model import letters
from ui.widgets.banner import UndoBar
from ui.widgets.button import Button, Kind, primary, quiet, secondary, tonal
from ui.widgets.chip import Chip, Chips
from ui.widgets.editors import ChoiceBox, LineBox, TextBox
from ui.widgets.field import GIVEN, REFUSED, Field
from ui.widgets.figures import MeterLine, Segment, SegmentedBar, Sum, Term, unanswered
from ui.widgets.keys import KeyStrip
from ui.widgets.painted import Painted, folded, folded_width, keycap_width, named_key
from ui.widgets.paper import PaperView
from ui.widgets.person import PersonHeader
from ui.widgets.scroll import NoTaller, WholeRows
from ui.widgets.stepper import Stepper
from ui.widgets.summary import ErrorSummary, Link
from ui.widgets.table_card import TableCard
from ui.widgets.tabs import Tabs
from ui.widgets.tasks import NextLine
from ui.widgets.timeline import Moment, Timeline

RTL = Qt.LayoutDirection.RightToLeft


Index = QModelIndex | QPersistentModelIndex
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen screen cannot do


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """Every test begins, and leaves the program, in the light theme."""
    if not qapp.styleSheet():
        theme.wear(qapp, theme.Theme())
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    if (theme.of().name, theme.of().zoom) != (theme.LIGHT, 1.0):
        theme.wear(qapp, theme.Theme())


class Rows(QAbstractTableModel):
    """Forty rows with every kind of cell."""

    CELLS = (
        NameCell("Amani", "TD-7KQ2MX-4"), TextCell("G · ≈ 15 ans"), CodeCell("B-03"), IconCell("van", "Vers la maison"),
        MarkCell("3 à compléter", "ring_dashed"), BadgeCell("À relire", "warning"), EditCell("Vers la maison", "van"),
        StayCell(68),
    )  # fmt: skip

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 40

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as above)
        return len(self.CELLS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.CELLS[index.column()]
        return cell if role == CELL else spoken(cell) if role == Qt.ItemDataRole.DisplayRole else None


def picture(widget: QWidget) -> QImage:
    """What the widget looks like now."""
    return widget.grab().toImage()


def shown(qtbot: QtBot, widget: QWidget, width: int = 400, height: int = 60) -> QWidget:
    """The widget in a window of its own, without the focus."""
    whole = QWidget()
    whole.setObjectName("page")
    vars(widget)["whole"] = whole  # Python would let the window go, and the widget with it
    column = QVBoxLayout(whole)
    other = LineBox("elsewhere")
    column.addWidget(widget)
    column.addWidget(other)
    whole.resize(width, height + 60)
    qtbot.addWidget(whole)
    whole.show()
    whole.activateWindow()
    other.setFocus()
    QApplication.processEvents()
    return whole


def table(qtbot: QtBot) -> Table:
    """A table with every kind of cell, in its card."""
    view = Table("children", "Enfants")
    view.setModel(Rows())
    view.model().setParent(view)
    card = TableCard(view)
    vars(view)["card"] = card
    qtbot.addWidget(card)
    card.resize(1134, 551)
    card.show()
    view.setCurrentIndex(view.model().index(2, 0))
    return view


# --- painting ---


def test_a_painted_table_takes_no_reference_to_none(qtbot: QtBot) -> None:
    """1,000 repaints leave the count of None where it was (decision 24a: one broken Qt would abort within seconds)."""
    view = table(qtbot)
    viewport = view.viewport()
    canvas = QImage(viewport.size(), QImage.Format.Format_ARGB32_Premultiplied)
    for _ in range(3):
        viewport.render(canvas)
    before = sys.getrefcount(None)

    for _ in range(1000):
        viewport.render(canvas, QPoint(), viewport.rect())

    assert abs(sys.getrefcount(None) - before) < 200


def test_a_list_never_ends_on_half_a_row(qtbot: QtBot) -> None:
    """The card takes the remainder, at any height."""
    view = table(qtbot)
    for height in range(300, 420, 7):
        cast("QWidget", view.parentWidget()).resize(900, height)
        QApplication.processEvents()

        assert view.viewport().height() % view.verticalHeader().defaultSectionSize() == 0


def test_fifteen_rows_fit_on_a_small_laptop(qtbot: QtBot) -> None:
    """551 pixels are what the frame leaves for a list at 768."""
    view = table(qtbot)

    assert view.viewport().height() // view.rowHeight(0) >= 15


@pytest.mark.parametrize("name", theme.NAMES)
def test_the_current_row_is_seen_in_every_theme(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    """By a strip and by the bar at its start, so not by colour alone."""
    theme.wear(qapp, theme.Theme(name))
    view = table(qtbot)
    view.window().activateWindow()
    view.setFocus()
    QApplication.processEvents()
    look = theme.of(view)

    row = view.visualRect(view.model().index(2, 0))
    image = picture(view.viewport())
    bar = image.pixelColor(row.left() + 2, row.center().y())

    assert bar.name() == look.hex("accent")


@pytest.mark.parametrize("make", [primary, secondary, tonal, quiet])
def test_the_focus_is_seen_and_moves_nothing(qtbot: QtBot, make: Callable[..., QWidget]) -> None:
    """The ring is in the focus colour on the outer edge, and the button keeps its size."""
    button = make("Enregistrer", "check")
    whole = shown(qtbot, button)
    size, before = button.size(), picture(button)

    button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = picture(button)

    assert button.size() == size
    assert before != after
    middle = after.pixelColor(after.width() // 2, 1)
    assert middle.name() == theme.of(whole).hex("focus")


@pytest.mark.parametrize(
    "make",
    [lambda: Chip("Notes"), lambda: LineBox("n"), lambda: Link("Choisir"), lambda: ChoiceBox("c", [("a", "A")])],
)
def test_the_focus_is_seen_on_everything_that_takes_it(qtbot: QtBot, make: Callable[..., QWidget]) -> None:
    """By a difference of the picture."""
    widget = make()
    shown(qtbot, widget)
    before = picture(widget)

    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()

    assert picture(widget) != before


def test_a_button_that_sleeps_still_reads(qtbot: QtBot) -> None:
    """Disabled words stay on the picture; the reason stands beside it."""
    button = primary("Terminer l’appel")
    shown(qtbot, button)
    button.setEnabled(False)
    image = picture(button)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    assert theme.of(button).hex("off_text") in colours


# --- mirrored ---


@pytest.mark.parametrize("scene", ["components", "person", "today"])
def test_pages_mirror_without_one_fixed_x(qtbot: QtBot, qapp: QApplication, scene: str) -> None:
    """Every part of the page lies where its mirror image lay."""
    places = []
    for direction in (Qt.LayoutDirection.LeftToRight, RTL):
        qapp.setLayoutDirection(direction)
        page = scenes.SCENES[scene]()
        qtbot.addWidget(page)
        page.resize(1366, 1100)
        page.show()
        QApplication.processEvents()
        parts = [*page.findChildren(Painted), *page.findChildren(Button)]
        spots = []
        for part in filter(QWidget.isVisible, parts):
            corner = part.mapTo(page, QPoint(0, 0))
            left = corner.x() if direction != RTL else page.width() - corner.x() - part.width()
            spots.append((type(part).__name__, corner.y(), left, part.width()))
        places.append(sorted(spots))

    assert len(places[0]) == len(places[1])
    for here, there in zip(*places, strict=True):
        assert here[:2] == there[:2]
        assert abs(here[2] - there[2]) <= 1  # the middle of an odd number of pixels
        assert here[3] == there[3]


def test_a_button_is_painted_mirrored(qtbot: QtBot, qapp: QApplication) -> None:
    """The icon leads in both directions of writing."""
    button = Button("Aide", Kind.SECONDARY, "help")
    shown(qtbot, button)
    ink = theme.of(button).colour("muted").name()

    def first_ink() -> int:
        image = picture(button)
        found = [
            x
            for x in range(4, image.width() - 4)
            for y in range(8, image.height() - 8)
            if image.pixelColor(x, y).name() == ink
        ]
        return found[0] if found else -1

    left = first_ink()
    button.setLayoutDirection(RTL)
    right = first_ink()

    assert left < button.width() // 2 < right


# --- larger text ---


@pytest.mark.parametrize("words", ["Enregistrer l’arrivée", "Demander une famille d’accueil", "Déverrouiller"])
@pytest.mark.parametrize("kind", [Kind.PRIMARY, Kind.SECONDARY, Kind.TONAL, Kind.QUIET, Kind.CHIP])
@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_french_words_fit_their_button_at_every_size(
    qtbot: QtBot, qapp: QApplication, words: str, kind: Kind, zoom: float
) -> None:
    """At 150 % nothing is cut: the button asks for what its words take, and layouts may not squeeze it."""
    theme.wear(qapp, theme.Theme(zoom=zoom))
    button = Button(words, kind, "check", "Ctrl+S")
    qtbot.addWidget(button)
    look = theme.of(button)
    role = {Kind.PRIMARY: "strong", Kind.TONAL: "strong", Kind.CHIP: "small"}.get(kind, "body")

    assert button.minimumSizeHint().width() >= look.width(words, role) + look.px(18 + 8 + 16)
    assert button.minimumSizeHint().height() >= look.metrics(role).height()


def test_targets_are_large_enough_for_a_finger(qtbot: QtBot) -> None:
    """No less than 24 pixels, and 32 for what is pressed often."""
    for kind in Kind:
        button = Button("Non", kind)
        qtbot.addWidget(button)
        assert button.sizeHint().height() >= 32
    small = Chip("Notes", small=True)
    qtbot.addWidget(small)
    assert small.sizeHint().height() >= 24


def test_tabs_that_do_not_fit_wait_under_more(qtbot: QtBot) -> None:
    """Never scrolling arrows; the current tab always stays."""
    tabs = Tabs([(name, name) for name in ("Résumé", "Chronologie", "Identité", "Santé", "Hébergement")], "Fiche")
    shown(qtbot, tabs, 340)
    tabs.choose("Hébergement")
    QApplication.processEvents()

    visible = [place for place in range(5) if tabs.strip.isTabVisible(place)]
    assert tabs.more.isVisible()
    assert 4 in visible
    assert len(visible) < 5


# --- by keys and by ear ---


@pytest.mark.parametrize("scene", scenes.SCENES)
def test_no_widget_is_without_a_name(qtbot: QtBot, scene: str) -> None:
    """Whoever reads by ear hears what each part is; tests and helpers find it by its object name."""
    page = scenes.SCENES[scene]()
    qtbot.addWidget(page)
    page.show()
    QApplication.processEvents()
    takes_keys = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    painted = page.findChildren(Painted)

    assert takes_keys
    for widget in [*takes_keys, *painted]:
        assert widget.accessibleName() or cast("QWidget", widget.parentWidget()).accessibleName(), (
            type(widget),
            widget.objectName(),
        )
        assert widget.objectName(), type(widget)


def test_enter_presses_a_button(qtbot: QtBot) -> None:
    """As Space does."""
    button = secondary("Imprimer…")
    qtbot.addWidget(button)

    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_an_answer_takes_the_place_of_the_box_and_gives_it_back(qtbot: QtBot) -> None:
    """Picking the same answer again brings back what was typed."""
    box = LineBox("mother")
    box.setText("Nakalonge")
    field = Field("Nom de la mère", box, answers=True)
    shown(qtbot, field)
    chip = cast("Chips", field.chips).chip(REFUSED)

    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert field.answer() == REFUSED
    assert not box.isVisible()
    assert field.sentence.isVisible()

    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert field.answer() == GIVEN
    assert box.isVisible()
    assert box.text() == "Nakalonge"


def test_a_long_question_has_its_help_below_it_and_both_whole(qtbot: QtBot) -> None:
    field = Field("Les autres peuvent-ils savoir que l’infirmerie doit voir l’enfant ?", LineBox("say"), "demandez-lui")
    shown(qtbot, field, 900, 240)
    beside = (field.label.y(), field.help.y())

    field.window().resize(360, 240)
    QApplication.processEvents()

    assert abs(beside[0] - beside[1]) <= 2
    assert field.help.y() >= field.label.geometry().bottom()
    assert field.label.heightForWidth(field.label.width()) <= field.label.height()
    assert field.help.heightForWidth(field.help.width()) <= field.help.height()


def test_a_refused_field_says_so_beside_itself_and_by_ear(qtbot: QtBot) -> None:
    """The same sentence is above the box and in its accessible name."""
    box = LineBox("year")
    field = Field("Année", box)
    shown(qtbot, field)

    field.refuse("L’année est après l’arrivée")
    assert field.refused.isVisible()
    assert "L’année est après l’arrivée" in box.accessibleName()

    field.refuse("")
    assert not field.refused.isVisible()
    assert box.accessibleName() == "Année"


def test_the_summary_takes_the_focus_and_leads_to_the_field(qtbot: QtBot) -> None:
    """One line for each point; a line is a link."""
    summary = ErrorSummary()
    shown(qtbot, summary, height=160)

    summary.show_points([("year", "L’année"), ("bed", "Le lit")])
    QApplication.processEvents()
    links = [link for link in summary.findChildren(Link) if link.isVisible()]

    assert summary.hasFocus()
    assert len(links) == 2
    with qtbot.waitSignal(summary.asked, check_params_cb=lambda key: key == "bed"):
        links[1].click()


def test_tab_leaves_a_box_of_several_lines(qtbot: QtBot) -> None:
    """Qt's own habit holds the keyboard."""
    assert TextBox("note").tabChangesFocus()


def test_the_wheel_never_changes_an_answer(qtbot: QtBot) -> None:
    """Scrolling over a list of choices scrolls the page."""
    box = ChoiceBox("block", [("a", "A"), ("b", "B")])
    shown(qtbot, box)
    box.setFocus()
    turn = QWheelEvent(
        box.rect().center().toPointF(), box.mapToGlobal(box.rect().center()).toPointF(),
        QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)

    assert box.value() == "a"


def test_arrows_go_through_chips_in_the_direction_of_writing(qtbot: QtBot, qapp: QApplication) -> None:
    """Left is forward in Arabic."""
    chips = Chips([("a", "A"), ("b", "B"), ("c", "C")], "Filtre")
    shown(qtbot, chips)
    chips.chip("a").setFocus()
    QTest.keyClick(chips.chip("a"), Qt.Key.Key_Right)
    assert chips.chip("b").hasFocus()

    chips.setLayoutDirection(RTL)
    QTest.keyClick(chips.chip("b"), Qt.Key.Key_Left)
    assert chips.chip("c").hasFocus()


def test_a_step_already_done_can_be_gone_back_to_by_keys(qtbot: QtBot) -> None:
    """Arrow, Enter; what is still to come cannot be jumped to."""
    steps = Stepper(["Qui", "Accord", "Vérifier", "Clé"], 2)
    shown(qtbot, steps, 700)
    steps.setFocus()
    QTest.keyClick(steps, Qt.Key.Key_Left)

    with qtbot.waitSignal(steps.chosen, check_params_cb=lambda place: place == 1):
        QTest.keyClick(steps, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(steps.chosen):
        QTest.keyClick(steps, Qt.Key.Key_Right)
        QTest.keyClick(steps, Qt.Key.Key_Right)
        QTest.keyClick(steps, Qt.Key.Key_Return)


def test_a_story_is_read_by_arrows_and_by_ear(qtbot: QtBot) -> None:
    """Each moment is one sentence; Enter opens it."""
    story = Timeline("Derniers moments", [Moment("hier", "book", "Atelier", "Éducateur", "Bien.", key="m1"),
                                          Moment("19 nov.", "box", "Kit", key="m2")])  # fmt: skip
    shown(qtbot, story, 500, 300)
    story.setFocus()
    story.setCurrentIndex(story.model().index(0, 0))
    QTest.keyClick(story, Qt.Key.Key_Down)

    assert story.currentIndex().row() == 1
    said = story.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "hier, Atelier, Éducateur, Bien."


def test_a_sum_is_said_in_words(qtbot: QtBot) -> None:
    """The last part is green at nothing and ochre until then."""
    whole = Sum([Term(33, "vus"), Term(22, "en famille", "="), Term(11, "maison", "+"), unanswered(0, "sans réponse")])
    qtbot.addWidget(whole)

    assert whole.accessibleName() == "33 vus = 22 en famille + 11 maison + 0 sans réponse"
    assert unanswered(2, "sans réponse").tone == "warn"


def test_a_bar_says_every_share(qtbot: QtBot) -> None:
    """Colour is never alone."""
    bar = SegmentedBar([Segment(29, "présents"), Segment(7, "à pointer", open=True)], 40)
    qtbot.addWidget(bar)

    assert bar.accessibleName() == "29 présents, 7 à pointer"
    assert bar.total == 40


def test_the_photo_is_masked_until_asked(qtbot: QtBot) -> None:
    """A passer-by learns nothing."""
    head = PersonHeader()
    head.show_person("Amani", "TD-7KQ2MX-4", ["Garçon", "environ 15 ans"])
    qtbot.addWidget(head)

    assert head.photo.picture is None
    with qtbot.waitSignal(head.photo_asked, check_params_cb=bool):
        QTest.mouseClick(head.photo, Qt.MouseButton.LeftButton)


def test_more_than_three_signs_are_counted(qtbot: QtBot) -> None:
    """The fourth is in the tooltip of "+1"."""
    head = PersonHeader()
    qtbot.addWidget(head)
    head.show_signs([(f"signe {number}", "idle", "") for number in range(4)])

    words = [cast("Any", badge).words for badge in head._shown_signs()]
    assert words == ["signe 0", "signe 1", "signe 2", "+1"]


def test_pages_are_turned_by_keys_and_forgotten(qtbot: QtBot) -> None:
    """Nothing of a document stays in the window after forget()."""
    sheets = [QImage(200, 280, QImage.Format.Format_RGB32) for _ in range(3)]
    view = PaperView()
    qtbot.addWidget(view)
    view.show_pages(sheets)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1

    view.forget()
    assert view.pages == ()
    assert view.sheet.image.isNull()


def test_an_act_can_be_taken_back(qtbot: QtBot) -> None:
    """The bar names it."""
    bar = UndoBar()
    shown(qtbot, bar)
    bar.tell("B-13 présent")
    assert bar.isVisible()

    with qtbot.waitSignal(bar.undone):
        bar.button.click()


def test_shortened_words_are_whole_in_the_cell(qtbot: QtBot) -> None:
    """What the eye sees shortened, the ear and the tooltip have whole."""
    assert "TD-7KQ2MX-4" in spoken(NameCell("Amani", "TD-7KQ2MX-4"))
    view = table(qtbot)
    assert view.cells.wanted(theme.of(view), NameCell("Amani " * 20)) > 800


# --- words in two lines, and where the keyboard goes ---


def test_words_that_are_too_long_for_a_line_go_on_in_a_second_one(qapp: QApplication) -> None:
    look = theme.of()
    words = "Jean-Bosco Nshombo"
    narrow = folded_width(look, words)

    assert folded(look, words, look.width(words)) == (words,)
    assert folded(look, words, narrow) == ("Jean-Bosco", "Nshombo")
    assert all(look.width(line) <= narrow for line in folded(look, words, narrow))


def test_words_fold_into_as_many_lines_as_are_allowed_and_none_begins_with_a_colon(qapp: QApplication) -> None:
    look = theme.of()
    width = look.width("Répondre à") + 4

    assert folded(look, "Répondre à qui donne une alerte", width, most=4) == ("Répondre à", "qui donne", "une alerte")
    assert folded(look, "Répondre à qui : 1", look.width("Répondre à qui"))[-1] == "qui\u00a0: 1"


def test_keys_are_named_as_on_the_keyboard_of_who_reads(qapp: QApplication) -> None:
    text.speak_always(languages.catalogue("fr"))

    strip = KeyStrip([("Enter", "ouvrir"), ("Ctrl+PgDn", "onglet suivant"), ("Ctrl++", "plus grand")])

    assert named_key("Ctrl+Shift+A") == "Ctrl+Maj+A"
    assert strip.accessibleName() == "Entrée : ouvrir, Ctrl+PgSuiv : onglet suivant, Ctrl++ : plus grand"


def test_the_words_of_the_help_begin_after_the_widest_key(qtbot: QtBot) -> None:
    """The key that is drawn never touches what it does."""
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    panel = HelpPanel(frame)

    panel.rise("today", [("Ctrl+Shift+A", "note an alert"), ("Tab", "next task")])
    lines = panel.findChildren(KeyLine)

    assert len({line.words_at() for line in lines}) == 1
    assert all(line.words_at() > keycap_width(theme.of(), line.key) for line in lines)


def test_a_list_in_a_card_ends_on_a_whole_row(qtbot: QtBot) -> None:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for number in range(10):
        row = QWidget()
        row.setObjectName(f"row_{number}")
        row.setFixedHeight(40)
        column.addWidget(row)
    rows = WholeRows(body, "To do")
    rows.setFixedHeight(170)
    shown(qtbot, rows, height=170)

    assert rows.lid.geometry().getRect() == (0, 160, rows.viewport().width(), 10)

    body.findChildren(QWidget)[3].setProperty("leads", True)  # a heading never stands alone at the foot
    rows.verticalScrollBar().setValue(1)
    rows.verticalScrollBar().setValue(0)

    assert rows.lid.geometry().top() == 120
    rows.most = 10  # of a row that is nearly whole, what there is of it
    rows.verticalScrollBar().setValue(1)
    rows.verticalScrollBar().setValue(0)
    assert rows.lid.isHidden()

    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())

    assert rows.lid.isHidden()


def _cards(*lines: int) -> QWidget:
    """A page of cards, each of as many lines of forty pixels as is said, with sixteen between two cards."""
    body = QWidget()
    body.setObjectName("body")
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for place, many in enumerate(lines):
        card = QFrame()
        card.setObjectName(f"card_{place}")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for number in range(many):
            line = QWidget()
            line.setObjectName(f"line_{number}")
            line.setFixedHeight(40)
            inside.addWidget(line)
        column.addWidget(card)
    return body


def test_a_page_takes_no_more_height_than_it_has_and_ends_on_a_whole_line(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    area, save = NoTaller("form_area", "A form"), QPushButton("Save")
    save.setFixedHeight(36)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(_cards(3, 3))
    for piece in (area, save):
        column.addWidget(piece)
    column.addStretch(1)
    page.setObjectName("page")
    qtbot.addWidget(page)
    page.resize(400, 500)
    page.show()
    QApplication.processEvents()

    assert area.height() == 6 * 40 + 16
    assert save.y() == area.height() + 8  # it follows at once
    assert area.lid.isHidden()

    page.resize(page.width(), 44 + 230)  # 230 are left: the first card, and two lines and a third of the second
    qtbot.waitUntil(lambda: area.height() == 230)
    qtbot.waitUntil(area.lid.isVisible)
    assert area.lid.geometry().getRect() == (0, 216, area.viewport().width(), 14)

    page.resize(page.width(), 44 + 190)  # of the second card no more than a heading would be seen: nothing of it is
    qtbot.waitUntil(lambda: area.lid.geometry().top() == 136)

    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert area.lid.isHidden()


def test_keys_that_do_the_same_sort_of_thing_stand_side_by_side(qapp: QApplication) -> None:
    strip = KeyStrip([(letters(), "mark"), ("Ctrl++", "larger")])

    assert letters() == "P/C/S/G/F/A/N"
    assert strip.accessibleName() == "P/C/S/G/F/A/N : mark, Ctrl++ : larger"
    assert strip.sizeHint().width() > KeyStrip([("P", "mark"), ("Ctrl++", "larger")]).sizeHint().width()


def test_large_text_takes_a_line_more_rather_than_be_cut(qtbot: QtBot) -> None:
    line = NextLine("clock", "Answer whoever gave a warning: 1", "before 25 Nov 2026")
    meter = MeterLine("Girls", 9, 10, "1 out of use")

    assert line.heightForWidth(160) > line.heightForWidth(400)
    assert meter.heightForWidth(200) > meter.heightForWidth(330)


def test_a_button_that_goes_to_sleep_hands_the_keyboard_to_what_lies_nearest(qtbot: QtBot) -> None:
    """Not to the search box at the top of the window, which Qt takes for the next one after the last."""
    window = QWidget()
    around = QVBoxLayout(window)
    search, page = LineBox("search"), QWidget()
    page.setObjectName("page")
    around.addWidget(search)
    around.addWidget(page)
    inside = QVBoxLayout(page)
    first, last = secondary("First", name="first"), secondary("Last", name="last")
    for each in (first, last):
        inside.addWidget(each)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    last.setFocus()
    qtbot.waitUntil(last.hasFocus)

    last.setEnabled(False)

    assert first.hasFocus()
