"""A registration by hands: sixty answers of a fictional child, part after part; every acknowledgement is noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from transit_desk.services.case_file import pages
from ui.forms.editors import ManyEditor
from ui.forms.part import PartForm
from ui.screens.interview import Screen
from ui.walkthrough.hands import Hands

CHOSEN: Final[dict[str, Any]] = {
    "languages": ["swc", "shr"],
    "needs_now": ["illness"],
    "arrival_type": "alone",
    "exit_type": "escaped",
    "category": ["unaccompanied"],
    "purpose": "keep_data",
    "decision": "yes",
    "expires_on": "2027-06-30",
    "topics": ["family"],
    "from_whom": "armed_actors",
    "reason": "fear_of_harm",
    "cause": "conflict",
}
TOLD: Final[dict[str, str]] = {
    "age": "15",
    "on_date": "2024",
    "name": "Espérance ከበደ عبد الله",
    "name_in_use": "Espé",
    "named": "l’oncle du côté de Lwashi (fictif)",
    "explained_how": "en kiswahili, avec des images",
    "limits": "pas à l’oncle",
    "place": "Kalonge-Haut (fictif)",
    "narrative": "la nuit, sur la route de l’école",
}
WORDS: Final = {name: TOLD.get(name, f"{name.replace('_', ' ')} : été, œuf {len(name)}") for name in pages.HEARD}
TEXTS: Final = {**WORDS, **TOLD} | {"where": "Kalehe (fictif)"}
LEFT: Final = frozenset(  # stands there already, or is for others than the child
    {"on_day", "given_by", "explained_by", "language", "for_whom", "assent", "why_other"}
)
LAST: Final = "history.association"  # the child does not wish to speak of it

Tell = Callable[[str, dict[str, Any]], object]


def text_of(form: PartForm, name: str) -> str:
    """What the child answers to a question in words."""
    return TEXTS["where"] if form.page.key == "history.separation" and name == "place" else TEXTS[name]


def listen(form: PartForm, tell: Tell) -> None:
    """Write down every acknowledgement of a form: the words that were in the vault when it said so."""

    def kept(_at: object) -> None:
        held = form.draft.acknowledged or {}
        tell(form.page.key, {name: typed[0] for name, typed in held["values"].items()})

    form.draft.kept.connect(kept)


def answer(hands: Hands, form: PartForm, name: str, *, pace: float = 0.0, letters: int = 10_000) -> None:
    """One answer; words are typed on from where they stand, so that what came back is what counts."""
    editor = form.questions[name].editor
    if isinstance(editor, ManyEditor):
        for key, chip in editor.chips.items():
            if key in CHOSEN[name] and not chip.isChecked():
                chip.click()
        hands.breathe(pace)
    elif name in CHOSEN:
        editor.show_value(CHOSEN[name])
        hands.breathe(pace)
    else:
        words, stands = text_of(form, name), str(editor.value() or "")
        assert words.startswith(stands), (name, stands)
        _to_the_end(editor.first)
        for letter in words[len(stands) :][:letters]:
            hands.type(letter)
            hands.breathe(pace)


def _to_the_end(box: QWidget) -> None:
    box.setFocus()
    if isinstance(box, QLineEdit):
        box.end(False)
    elif isinstance(box, QPlainTextEdit):
        box.moveCursor(box.textCursor().MoveOperation.End)


def opened(hands: Hands, part: str = "") -> PartForm:
    """The part that is asked now, with its answers from the vault."""
    screen = hands.opened(Screen)

    def there() -> PartForm | None:
        form = screen.form
        return form if form is not None and (not part or form.page.key == part) and form.isVisible() else None

    form: PartForm = hands.until(part or "a part", there)
    hands.quiet()
    return form


def whole_part(hands: Hands, tell: Tell, *, pace: float = 0.0) -> str:
    """Every question of the part that is asked, and on to the next; which part it was."""
    form = opened(hands)
    part = form.page.key
    listen(form, tell)
    if part != LAST:
        for name in form.questions:
            if name not in LEFT:
                answer(hands, form, name, pace=pace)
    hands.shortcut("Ctrl+S")
    hands.until("the next part", lambda: not hands.program.clerk.busy() and _past(hands, form))
    return part


def _past(hands: Hands, form: PartForm) -> bool:
    page = hands.page
    return not isinstance(page, Screen) or (page.form is not None and page.form is not form)
