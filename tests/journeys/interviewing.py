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
    "women": "1",
    "men": "0",
    "interpreter": "woman",
    "asked_preference": "yes",
    "private": "yes",
    "relation": "mother",
    "alive": "yes",
    "caregiver": "yes",
    "wish": "live_with",
    "safe": "yes",
    "what": "last_home",
    "identity.place.place": "kalehe",
}
TOLD: Final[dict[str, str]] = {
    "age": "15",
    "birth": "vers 2011, saison des pluies",
    "on_date": "2024",
    "name": "Espérance ከበደ عبد الله",
    "name_in_use": "Espé",
    "named": "l’oncle du côté de Lwashi (fictif)",
    "explained_how": "en kiswahili, avec des images",
    "limits": "pas à l’oncle",
    "place": "Kalonge-Haut (fictif)",
    "narrative": "la nuit, sur la route de l’école",
    "history.separation.place": "Kalehe (fictif)",
    "family.relative.name": "la mère, M’Cihogo (fictif)",
    "other_names": "Mama Cihogo",
    "last_place": "Lwashi-Haut, près du marché (fictif)",
    "phone": "0800 000 000 (fictif)",
    "words": "Lwashi-Bas (fictif)",
    "landmark": "l’église aux tuiles rouges",
    "who": "l’oncle de Lwashi (fictif)",
    "why": "il a menacé",
}
WORDS: Final = {name: TOLD.get(name, f"{name.replace('_', ' ')} : été, œuf {len(name)}") for name in pages.HEARD}
TEXTS: Final = {**WORDS, **TOLD}
LEFT: Final = frozenset(  # stands there already, or is for others than the child
    {"on_day", "given_by", "explained_by", "language", "for_whom", "assent", "why_other", "led_by", "said_by",
     "said_on", "since", "ask_first", "identity.interview.reason"}
)  # fmt: skip
PASSED: Final = frozenset({"family.own_child", "history.association"})  # she has none; she does not wish to speak of it
LAST: Final = "history.association"  # the child does not wish to speak of it

Tell = Callable[[str, dict[str, Any]], object]


def text_of(part: str, name: str) -> str:
    """What the child answers to a question in words; of the same name in two parts, what each asks."""
    return TEXTS.get(f"{part}.{name}") or TEXTS[name]


def chosen(part: str, name: str) -> Any:
    """What the child answers to a question with choices; None to one in words."""
    of_part = f"{part}.{name}"
    return CHOSEN.get(of_part) or (None if of_part in TEXTS else CHOSEN.get(name))


def left(part: str, name: str) -> bool:
    """Whether a question is answered already, or not put to the child."""
    return name in LEFT or f"{part}.{name}" in LEFT


def listen(form: PartForm, tell: Tell) -> None:
    """Write down every acknowledgement of a form: the words that were in the vault when it said so."""

    def kept(_at: object) -> None:
        held = form.draft.acknowledged or {}
        tell(form.page.key, {name: typed[0] for name, typed in held["values"].items()})

    form.draft.kept.connect(kept)


def answer(hands: Hands, form: PartForm, name: str, *, pace: float = 0.0, letters: int = 10_000) -> None:
    """One answer; words are typed on from where they stand, so that what came back is what counts."""
    editor, choice = form.questions[name].editor, chosen(form.page.key, name)
    if isinstance(editor, ManyEditor):
        for key, chip in editor.chips.items():
            if key in choice and not chip.isChecked():
                chip.click()
        hands.breathe(pace)
    elif choice is not None:
        editor.show_value(choice)
        hands.breathe(pace)
    else:
        words, stands = text_of(form.page.key, name), str(editor.value() or "")
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
    """Every question of the part that is asked, and on to the next; which part it was. Of a kind, one is told."""
    form = opened(hands)
    part = form.page.key
    listen(form, tell)
    if part not in PASSED and not form.again.isVisibleTo(form):
        for name in form.questions:
            if not left(part, name):
                answer(hands, form, name, pace=pace)
    hands.shortcut("Ctrl+S")
    hands.until("the next part", lambda: not hands.program.clerk.busy() and _past(hands, form))
    return part


def _past(hands: Hands, form: PartForm) -> bool:
    page = hands.page
    return not isinstance(page, Screen) or (page.form is not None and page.form is not form)
