"""The door: who, passphrase, and nothing that tells a stranger more than that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, ntr, tr
from ui import theme
from ui.bars import Mark
from ui.language import Language
from ui.sign_in.hills import paint_hills
from ui.widgets.badge import Badge
from ui.widgets.button import Button, Kind, primary, quiet
from ui.widgets.card import Card, Rule
from ui.widgets.editors import ChoiceBox, LineBox
from ui.widgets.painted import Ink, announce
from ui.widgets.scroll import Scrolled
from ui.widgets.summary import Glyph
from ui.widgets.words import Text

FORGET_AFTER: Final = 30_000  # milliseconds between hiding the window and clearing what was typed
_MINUTE: Final = 60


def wait_words(seconds: int) -> str:
    """How long the next try has to wait, as a person says it."""
    if seconds < _MINUTE:
        return ntr(N_("You can try again in {count} second."), N_("You can try again in {count} seconds."), seconds)
    minutes = -(-seconds // _MINUTE)
    return ntr(N_("You can try again in {count} minute."), N_("You can try again in {count} minutes."), minutes)


class HillsPage(QWidget):
    """A page that stands in front of the hills."""

    def column(self) -> QVBoxLayout:
        """The layout of what stands there; it scrolls where the text is large and the screen small."""
        body = QWidget()
        body.setObjectName("body")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(body, "Transit Desk"))
        return QVBoxLayout(body)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_hills(Ink(painter, theme.of(self), self.rect(), Qt.LayoutDirection.LeftToRight))
        painter.end()


def in_the_middle(card: QWidget) -> QHBoxLayout:
    """A card in the middle. An alignment would fix its height before its width is known, and cut long words."""
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(card)
    line.addStretch(1)
    return line


class UnlockPage(HillsPage):
    """Emits `opened(login, passphrase)`. No list of people is shown, and every refusal has the same words."""

    opened = Signal(str, str)
    language_chosen = Signal(str)
    forgotten = Signal()
    demo_asked = Signal()

    def __init__(
        self,
        centre: str,
        languages: Sequence[Language],
        language: str,
        *,
        version: str = "",
        login: str = "",
        demo_offered: bool = True,
    ) -> None:
        super().__init__()
        self.setObjectName("unlock_page")
        self.centre = Text(centre, "small", "muted", name="centre")
        self.version = version
        self._wait = 0
        self._caps = False
        self.language = ChoiceBox("language", [(each.code, each.name) for each in languages])
        self.language.choose(language)
        self.language.currentIndexChanged.connect(lambda _at: self.language_chosen.emit(self.language.value()))
        self.login = LineBox("login")
        self.login.setText(login)
        self.passphrase = LineBox("passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.reveal = Button(kind=Kind.SECONDARY, icon="eye", name="reveal")
        self.reveal.setCheckable(True)
        self.open = primary("", "lock", name="unlock")
        self.open.large = True
        self.forgot = quiet("", name="forgot")
        self.demo = quiet("", name="open_demo")
        if not demo_offered:
            self.demo.hide()  # never shown before it has its place: that would be a window
        self.refused = Text("", "small_strong", "stop", wrap=True, name="unlock_refused")
        self.refused.hide()
        self.keyboard_sign = Glyph("keyboard", "muted", 18)
        self.keyboard = Text("", "small", name="keyboard")
        self.caps = Badge("", "on_soft", "info")
        self.calm = Text("", "small", name="calm")
        self.language_words = Text("", "small")
        self.login_words = Text("", "strong")
        self.pass_words = Text("", "strong")
        self.foot = Text("", "small", name="version")
        self.call = Text("", "small", name="whom_to_call")
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(FORGET_AFTER)
        self._forget.timeout.connect(self.clear)
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._tick)
        self._lay()
        self._wire()
        self.say()

    # --- building ---

    def _lay(self) -> None:
        look = theme.of(self)
        column = self.column()
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(14))
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addStretch(1)
        top.addWidget(Glyph("globe", "muted", 16))
        top.addWidget(self.language_words)
        self.language.setFixedWidth(look.px(160))
        top.addWidget(self.language)
        column.addLayout(top)
        column.addStretch(3)
        column.addLayout(in_the_middle(self._card()))
        column.addSpacing(look.px(20))
        column.addWidget(self.calm, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)
        foot = QHBoxLayout()
        foot.addWidget(self.foot)
        foot.addStretch(1)
        foot.addWidget(self.call)
        column.addLayout(foot)

    def _card(self) -> Card:
        look = theme.of(self)
        card = Card(name="unlock_card")
        card.pad(32, 32, 0)
        card.setFixedWidth(look.px(472))
        head = QHBoxLayout()
        head.setSpacing(look.px(16))
        head.addWidget(Mark(40))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text("Transit Desk", "title2"))
        words.addWidget(self.centre)
        head.addLayout(words, 1)
        card.add(head)
        card.body.addSpacing(look.px(20))
        card.add(self.login_words)
        card.body.addSpacing(look.px(4))
        card.add(self.login)
        card.body.addSpacing(look.px(16))
        card.add(self.pass_words)
        card.body.addSpacing(look.px(4))
        secret = QHBoxLayout()
        secret.setSpacing(look.px(8))
        secret.addWidget(self.passphrase, 1)
        secret.addWidget(self.reveal)
        card.add(secret)
        card.body.addSpacing(look.px(8))
        keys = QHBoxLayout()
        keys.setSpacing(look.px(8))
        keys.addStrut(look.height("badge"))
        keys.addWidget(self.keyboard_sign)
        keys.addWidget(self.keyboard, 1)
        keys.addWidget(self.caps)
        card.add(keys)
        card.body.addSpacing(look.px(8))
        card.add(self.refused)
        card.body.addSpacing(look.px(12))
        card.add(self.open)
        card.body.addSpacing(look.px(16))
        card.add(Rule())
        card.body.addSpacing(look.px(10))
        ways = QHBoxLayout()
        ways.addWidget(self.forgot)
        ways.addStretch(1)
        ways.addWidget(self.demo)
        card.add_wide(ways)
        policy = self.open.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.open.setSizePolicy(policy)
        return card

    def _wire(self) -> None:
        self.open.clicked.connect(self._try)
        self.login.returnPressed.connect(self.passphrase.setFocus)
        self.passphrase.returnPressed.connect(self._try)
        self.passphrase.textEdited.connect(self._caps_by_text)
        self.passphrase.installEventFilter(self)
        self.reveal.toggled.connect(self._show_secret)
        self.forgot.clicked.connect(self.forgotten)
        self.demo.clicked.connect(self.demo_asked)
        QGuiApplication.inputMethod().localeChanged.connect(self._say_keyboard)
        self.login_words.setBuddy(self.login)
        self.pass_words.setBuddy(self.passphrase)

    def say(self) -> None:
        """In the language of the moment."""
        self.setAccessibleName(tr(N_("Unlock")))
        self.language_words.say(tr(N_("Language")))
        self.language.setAccessibleName(tr(N_("Language")))
        self.login_words.say(tr(N_("User")))
        self.login.setAccessibleName(tr(N_("User")))
        self.pass_words.say(tr(N_("Passphrase")))
        self.passphrase.setAccessibleName(tr(N_("Passphrase")))
        self.reveal.say(tr(N_("Hide it")) if self.reveal.isChecked() else tr(N_("Show it")))
        self.open.say(tr(N_("Unlock")))
        self.forgot.say(tr(N_("Passphrase forgotten?")))
        self.demo.say(tr(N_("Open the demonstration")))
        self.calm.say(tr(N_("Nothing can be seen while the desk is closed. What you had begun to write is kept.")))
        self.foot.say(tr(N_("Version {version} · offline"), version=self.version))
        self.call.say(tr(N_("Whom to call: see the sheet on the office wall")))
        self.caps.say(tr(N_("Capital letters are locked")))
        self._say_keyboard()
        self._show_caps()

    def _say_keyboard(self) -> None:
        locale = QGuiApplication.inputMethod().locale()
        known = locale.language() != QLocale.Language.C
        self.keyboard.say(tr(N_("Keyboard: {name}"), name=locale.nativeLanguageName()) if known else "")
        self.keyboard_sign.setVisible(known)

    # --- what is typed ---

    def _caps_by_text(self, text: str) -> None:
        """Qt does not tell the state of the key; capital letters without Shift do."""
        self._show_caps()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
                self._caps = text.isupper() != shifted
                self._show_caps()
            elif event.key() == Qt.Key.Key_CapsLock:
                self._caps = False
                self._show_caps()
        return False

    def _show_caps(self) -> None:
        if self._caps and not self.caps.isVisible():
            announce(self, self.caps.words)
        self.caps.setVisible(self._caps)

    def _show_secret(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
        self.reveal.icon_name = "eye_off" if on else "eye"
        self.reveal.say(tr(N_("Hide it")) if on else tr(N_("Show it")))

    def _try(self) -> None:
        if self._wait or not self.open.isEnabled():
            return
        if not self.login.text():
            self.login.setFocus()
            return
        if not self.passphrase.text():
            self.passphrase.setFocus()
            return
        self.opened.emit(self.login.text(), self.passphrase.text())

    # --- what the desk answers ---

    def show_busy(self, busy: bool) -> None:
        """The key is being made; the screen goes on breathing."""
        self.open.setEnabled(not busy)
        self.open.say(tr(N_("Unlocking…")) if busy else tr(N_("Unlock")))

    def refuse(self, words: str, wait_seconds: int = 0) -> None:
        """The same words for any failure, and how long the next try waits."""
        self.show_busy(False)
        self._wait = wait_seconds
        self._refusal = words
        self.passphrase.clear()
        self._caps = False
        self._show_caps()
        self._say_refusal()
        announce(self, self.refused.text())
        if wait_seconds:
            self.open.setEnabled(False)
            self._countdown.start()
        self.passphrase.setFocus()

    def _say_refusal(self) -> None:
        words = f"{self._refusal} {wait_words(self._wait)}" if self._wait else self._refusal
        self.refused.say(words)
        self.refused.setVisible(bool(words))

    def _tick(self) -> None:
        self._wait = max(0, self._wait - 1)
        self._say_refusal()
        if not self._wait:
            self._countdown.stop()
            self.open.setEnabled(True)

    def clear(self) -> None:
        """Let go of what was typed."""
        self.passphrase.clear()
        self.reveal.setChecked(False)
        self.refused.hide()

    # --- coming and going ---

    def hideEvent(self, event: QHideEvent) -> None:
        self._forget.start()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._forget.stop()
        first: QLineEdit | QLabel = self.passphrase if self.login.text() else self.login
        first.setFocus()
        self.setFocusProxy(first)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_countdown"):
            self.say()
        super().changeEvent(event)
