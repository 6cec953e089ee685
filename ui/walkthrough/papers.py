"""A child's file on the screen, what it agreed to, and its papers for three readers in two languages."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.documents.preview import PaperDesk
from ui.forms.form import Form
from ui.lists.page import RecordListPage
from ui.record.page import RecordView
from ui.screens import preview
from ui.walkthrough.hands import Hands

AUDIENCES: Final = ("centre", "receiving_agency", "foster_family")
LANGUAGES: Final = ("fr", "en")
_SMALLEST: Final = 2_000  # bytes: a paper with its typefaces is larger


def open_child(hands: Hands, words: str) -> RecordView:
    """From the list of children, by what is typed into its search, to the file."""
    hands.click("nav_case_file.children")
    page = hands.opened(RecordListPage)
    hands.quiet()
    if page.show_all.isVisible():
        hands.click("show_all", page)
        hands.quiet()
    page.search()
    hands.type(words)
    hands.until(f"{words} alone in the list", lambda: len(page.model.rows) == 1)
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    page.table.setCurrentIndex(page.model.index(0, 0))
    hands.key(Qt.Key.Key_Return)
    view = hands.opened(RecordView)
    hands.until("the file", lambda: view.view)
    hands.quiet()
    return view


def show_tabs(hands: Hands, view: RecordView, prefix: str) -> None:
    """A picture of every part of a file."""
    for key in view.tabs.keys if view.tabs is not None else ():
        if view.tabs is not None:
            view.tabs.choose(key)
        hands.quiet()
        hands.picture(f"{prefix}-{key}")


def agree(hands: Hands, file_ids: Sequence[str], purpose: str = "transfer") -> None:
    """Each child says yes to one purpose; written down form by form."""
    for place, file_id in enumerate(file_ids):
        hands.sitting.open_page("case_file.consent", file_id=file_id)
        form = hands.opened(Form)
        hands.quiet()
        younger = form.questions["given_by"].editor.typed() != "child"
        why = "Personne de la famille n’est encore retrouvé." if younger else ""
        for name, value in (("purpose", purpose), ("decision", "yes"), ("given_by", "child"), ("why_other", why)):
            editor = form.questions[name].editor
            editor.show_value(value)
            editor.changed.emit()
        if place == 0:
            hands.write("explained_how", "Expliqué dans sa langue, avec le dessin des trois maisons.", form)
            hands.picture("21-consent-form")
        hands.click("save", form)
        hands.gone(form)
    hands.quiet()


def summaries(hands: Hands, folder: pathlib.Path) -> list[pathlib.Path]:
    """The case summary, looked at and saved for each reader in each language."""
    hands.shortcut("Ctrl+P")
    screen = hands.opened(preview.Screen)
    made = []
    for audience in AUDIENCES:
        for language in LANGUAGES:
            hands.quiet()
            hands.click(f"readers_{audience}", screen)
            hands.quiet()
            hands.click(f"tongues_{language}", screen)
            drawn(hands, screen.desk_of_paper)
            if language == LANGUAGES[0]:
                hands.picture(f"23-preview-{audience}")
            made.append(save(hands, screen, screen.desk_of_paper, "paper_save", folder / f"case-{audience}-{language}"))
    hands.sitting.back()
    hands.opened(RecordView)
    return made


def drawn(hands: Hands, paper: PaperDesk) -> None:
    """Until the pages are on the screen."""
    hands.quiet()
    hands.until("the paper", lambda: paper.drawn)


def save(hands: Hands, within: QWidget, paper: PaperDesk, button: str, path: pathlib.Path) -> pathlib.Path:
    """Save a paper in the clear, past the warning, where the walk wants it."""
    whole = path.with_suffix(".pdf")
    whole.parent.mkdir(parents=True, exist_ok=True)
    whole.unlink(missing_ok=True)
    paper.choose_path = lambda _over, _proposed: whole
    hands.click(button, within)
    hands.click("save_go_on", within)
    hands.until(f"{whole.name} to be written", lambda: whole.exists() and whole.stat().st_size > _SMALLEST)
    hands.quiet()
    return whole
