"""Which language is spoken: the catalogue, Qt's own words, and the direction of writing."""

from __future__ import annotations

import gettext
import re
from typing import Final, NamedTuple

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from transit_desk.domain.text import speak_always
from transit_desk.resources import place

DOMAIN: Final = "transit_desk"


class Language(NamedTuple):
    """A language by its own name, as its speakers look for it."""

    code: str
    name: str
    rtl: bool = False


# "pseudo" is for tests: longer, accented, right to left; whatever stays plain on the screen was never marked.
LANGUAGES: Final = (
    Language("fr", "Français"),
    Language("en", "English"),
    Language("sw", "Kiswahili"),
    Language("ar", "العربية", rtl=True),
)
PSEUDO: Final = Language("pseudo", "Ƥşḗŭḓǿ", rtl=True)

_ACCENTED = str.maketrans("aceinosuyAEIOU", "áçéîñöšüýÀÉÎÖÜ")
_PLACES = re.compile(r"(\{[^}]*\})")


class Pseudo(gettext.NullTranslations):
    """A third longer and accented, with every {place} left alone."""

    def gettext(self, message: str) -> str:
        parts = _PLACES.split(message)
        words = "".join(part if part.startswith("{") else part.translate(_ACCENTED) for part in parts)
        return f"[{words}{'·' * (len(message) // 3)}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def offered() -> tuple[Language, ...]:
    """English, in which the sentences are written, and every language whose catalogue is here."""
    return tuple(language for language in LANGUAGES if language.code == "en" or _compiled(language.code))


def _compiled(code: str) -> bool:
    return place("translations", code, "LC_MESSAGES", f"{DOMAIN}.mo").exists()


def named(code: str) -> Language:
    """The language with this code; English for one we do not know."""
    known = {language.code: language for language in (*LANGUAGES, PSEUDO)}
    return known.get(code, known["en"])


def catalogue(code: str) -> gettext.NullTranslations:
    """The words of a language; without a catalogue, the sentences as they are written."""
    if code == PSEUDO.code:
        return Pseudo()
    return gettext.translation(DOMAIN, str(place("translations")), [code], fallback=True)


def first_choice(remembered: str) -> str:
    """The language to begin with: the one of last time, else the machine's, else French."""
    if remembered:
        return remembered
    codes = {language.code for language in offered()}
    own = QLocale.system().name().partition("_")[0]
    if own in codes and own != "en":
        return own
    return "fr" if "fr" in codes else "en"


class Tongue:
    """Speaks one language at a time for the whole program; Qt's own dialogs follow where Qt knows the language."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.language = named("en")
        self._qt: QTranslator | None = None

    def choose(self, code: str) -> None:
        """Change the language now. Every window hears QEvent.LanguageChange and says its words again."""
        self.language = named(code)
        speak_always(catalogue(code))
        direction = Qt.LayoutDirection.RightToLeft if self.language.rtl else Qt.LayoutDirection.LeftToRight
        self.app.setLayoutDirection(direction)
        if self._qt is not None:
            self.app.removeTranslator(self._qt)
            self._qt = None
        words = QTranslator(self.app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        words.load(f"qtbase_{code}", folder)  # there is none for Swahili: those dialogs stay English
        self._qt = words
        self.app.installTranslator(words)
