"""What can be done from a page, as buttons: one filled, the rest outlined or under "More", none without its reason."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.module import Verb
from ui import icons, signs, theme
from ui.navigation import Pages
from ui.shortcut import Shortcut, give_key
from ui.widgets.button import Button, Kind, quiet

Chosen = Callable[[Verb], object]

_NOT_YOURS = N_("Your role does not include this. Ask your supervisor.")


def why_not(verb: Verb, pages: Pages) -> str:
    """Why a verb can't be done now; "" when it can."""
    if verb.reason:
        return str(verb.reason) if not isinstance(verb.reason, str) else tr(verb.reason)
    return "" if pages.allowed(verb) else tr(_NOT_YOURS)


class VerbButton(Button):
    """One verb. Its key works wherever one is on its page."""

    def __init__(self, verb: Verb, kind: Kind, *, show_key: bool) -> None:
        name = f"verb_{(verb.page or verb.action).replace('.', '_')}"
        super().__init__(tr(verb.title), kind, signs.icon(verb.icon), verb.key if show_key else "", name=name)
        self.verb = verb

    def add_shortcut(self, page: QWidget) -> None:
        """The key of the verb, on its page."""
        if not self.verb.key:
            return
        keys = Shortcut(self.verb.key, page)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.click)

    def refuse(self, reason: str) -> None:
        """Shown, but asleep, with its reason in words."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        if reason:
            self.setAccessibleDescription(reason)


def verb_button(verb: Verb, pages: Pages, chosen: Chosen, *, kind: Kind | None = None) -> VerbButton:
    """A button for a verb: filled when it is the next step, outlined otherwise."""
    kind = kind or (Kind.PRIMARY if verb.primary else Kind.SECONDARY)
    button = VerbButton(verb, kind, show_key=verb.primary and kind is Kind.PRIMARY)
    button.clicked.connect(lambda _on=False: chosen(verb))
    button.refuse(why_not(verb, pages))
    return button


def quiet_verb(verb: Verb, pages: Pages, chosen: Chosen) -> Button:
    """A verb inside a card: words that act."""
    button = quiet(tr(verb.title), signs.icon(verb.icon), name=f"verb_{verb.page.replace('.', '_')}")
    button.clicked.connect(lambda _on=False: chosen(verb))
    button.setEnabled(not why_not(verb, pages))
    button.setToolTip(why_not(verb, pages))
    return button


class MoreButton(Button):
    """The verbs that are not needed every day."""

    def __init__(self, verbs: Sequence[Verb], pages: Pages, chosen: Chosen, kind: Kind = Kind.SECONDARY) -> None:
        super().__init__(tr(N_("More")), kind, after="chevron_down", name="verbs_more")
        self.verbs = tuple(verbs)
        self.menu_shown = QMenu(self)
        self.menu_shown.setObjectName("verbs_menu")
        self.menu_shown.setAccessibleName(tr(N_("More")))
        self.menu_shown.setToolTipsVisible(True)
        look = theme.of(self)
        for verb in self.verbs:
            reason = why_not(verb, pages)
            action = self.menu_shown.addAction(tr(verb.title))
            if signs.icon(verb.icon):
                action.setIcon(icons.icon(look, signs.icon(verb.icon), "muted"))
            if verb.key:
                give_key(action, verb.key)
            action.setEnabled(not reason)
            action.setToolTip(reason)
            action.triggered.connect(functools.partial(self._choose, chosen, verb))
        self.clicked.connect(self._open)

    def _choose(self, chosen: Chosen, verb: Verb, _on: bool = False) -> None:
        chosen(verb)

    def _open(self, _on: bool = False) -> None:
        self.menu_shown.popup(self.mapToGlobal(QPoint(0, self.height())))
