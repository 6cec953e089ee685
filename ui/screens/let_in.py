"""Letting somebody in: who, and as what; then the passphrase that opens once, on the screen and on a slip."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import errors, fields
from transit_desk.domain.text import N_, tr
from ui import theme
from ui.clerk import Clerk
from ui.forms.editors import ManyEditor
from ui.navigation import OpenPage
from ui.shortcut import Shortcut
from ui.steps import Head, spoken
from ui.ways_in.busy import Busy
from ui.ways_in.given import GivenPanel
from ui.ways_in.once import OncePage
from ui.ways_in.secret import propose
from ui.widgets.banner import Notice
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card
from ui.widgets.chip import Chips
from ui.widgets.editors import LineBox
from ui.widgets.field import Field
from ui.widgets.keys import KeyStrip
from ui.widgets.words import Text

STAFF: Final = "office.staff"


class Screen(OncePage):
    """A form of four questions, then the words."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, **_more: object) -> None:
        super().__init__("let_in", tr(N_("Let somebody in")))
        self.desk, self.clerk, self.open_page = desk, clerk, open_page
        self.name, self.login = LineBox("staff_name"), LineBox("staff_login")
        sexes = [("f", tr(N_("Woman"))), ("m", tr(N_("Man")))]
        self.sex = Chips(sexes, tr(N_("Sex")), may_be_none=False, name="staff_sex")
        self.roles = ManyEditor("staff_roles", fields.Many("roles"))
        self.make = primary(tr(N_("Make the way in")), "key", "Ctrl+S", name="make_way_in")
        self.busy = Busy()
        self.given = GivenPanel(desk, clerk)
        self._lay()
        self._wire()
        self.name.setFocus()

    # --- building ---

    def _lay(self) -> None:
        look = theme.of(self)
        self.head = Head(tr(N_("Let somebody in")))
        self.back = quiet(tr(N_("Staff")), "back", name="to_staff")
        self.head.add(self.back)
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.fields = {
            "name": Field(tr(N_("Name")), self.name, tr(N_("as it stands on papers"))),
            "login": Field(tr(N_("User name")), self.login, tr(N_("short, to sign in; best a code and not a name"))),
            "sex": Field(tr(N_("Sex")), self.sex, tr(N_("so that a woman is with the girls at all hours"))),
            "roles": Field(tr(N_("Roles")), self.roles.box, tr(N_("what this person does in the house"))),
        }
        card = Card(tr(N_("Who it is")), name="who_card")
        card.pad(16, 12, 14)
        names = QHBoxLayout()
        names.setSpacing(look.px(16))
        names.addWidget(self.fields["name"], 3)
        names.addWidget(self.fields["login"], 2)
        card.add(names)
        card.add(self.fields["sex"])
        self.roles.show_all()
        card.add(self.fields["roles"])
        self.not_yours = Text("", "small", "muted", wrap=True)
        card.add(self.not_yours)
        self._weigh_roles()
        line = QHBoxLayout()
        line.addWidget(self.busy, 1)
        line.addWidget(self.make)
        card.add(line)
        card.setMaximumWidth(look.px(760))
        ask = QWidget()
        ask.setObjectName("let_in_form")
        ask.setAccessibleName(self.accessibleName())
        column = QVBoxLayout(ask)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.setObjectName("let_in_pages")
        self.stack.setAccessibleName(self.accessibleName())
        self.stack.addWidget(ask)
        self.stack.addWidget(self.given)
        self.strip = KeyStrip((("Tab", tr(N_("next field"))), ("Ctrl+S", tr(N_("make the way in")))),
                              tr(N_("Who gave a way in to whom is noted in the trail.")))  # fmt: skip
        self.column.addWidget(self.head)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.stack, 1)
        self.column.addWidget(self.strip)

    def _weigh_roles(self) -> None:
        """Roles whose keys one does not hold are shown, asleep, with the reason."""
        from transit_desk import entrance

        may = entrance.roles_to_give(entrance.at(self.desk))
        reason = tr(N_("You cannot give access to what you cannot open yourself."))
        asleep = [chip for key, chip in self.roles.chips.items() if key not in may]
        for chip in asleep:
            chip.setEnabled(False)
            chip.setToolTip(reason)
            chip.setAccessibleDescription(reason)
        self.not_yours.say(reason if asleep else "")
        self.not_yours.setVisible(bool(asleep))

    def _wire(self) -> None:
        self.back.clicked.connect(lambda _on=False: self.open_page(STAFF))
        self.make.clicked.connect(lambda _on=False: self._make())
        for keys, act in (("Ctrl+S", self._make), ("Ctrl+P", self.given.paper.print_out)):
            shortcut = Shortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- letting in ---

    def _make(self) -> None:
        if not self.make.isEnabled() or self.stack.currentWidget() is self.given:
            return
        for field in self.fields.values():
            field.refuse("")
        self.notice.say("")
        missing = self._missing()
        for name, words in missing.items():
            self.fields[name].refuse(words)
        if missing:
            self.fields[next(iter(missing))].box.setFocus()
            return
        login, passphrase, desk = self.login.text().strip(), propose(), self.desk
        name, sex, roles = self.name.text().strip(), str(self.sex.value()), tuple(self.roles.value() or ())

        def let_in() -> int:
            from transit_desk import entrance, opening

            until = desk.now() + opening.ONE_TIME
            entrance.let_in(entrance.at(desk), login=login, name=name, sex=sex, roles=roles, passphrase=passphrase)
            return until

        self.make.setEnabled(False)
        self.busy.begin(tr(N_("The key is being made…")))
        self.clerk.write(let_in, lambda until: self._made(login, passphrase, until), self._refused)

    def _missing(self) -> dict[str, str]:
        found = {}
        if not self.name.text().strip():
            found["name"] = tr(N_("The name is still missing."))
        if not self.login.text().strip():
            found["login"] = tr(N_("The user name is still missing."))
        if not self.sex.value():
            found["sex"] = tr(N_("Choose one."))
        if not self.roles.value():
            found["roles"] = tr(N_("Choose at least one role."))
        return found

    def _made(self, login: str, passphrase: str, until: int) -> None:
        self.busy.end()
        self.head.say(tr(N_("{name} can come in"), name=self.name.text().strip()))
        self.strip.show_keys((("Ctrl+P", tr(N_("print this paper"))),))
        self.stack.setCurrentWidget(self.given)
        self.given.show_given(login, passphrase, until)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.busy.end()
        self.make.setEnabled(True)
        several = trouble.refusals if isinstance(trouble, errors.Several) else (trouble,)
        rest = [each for each in several if each.field not in self.fields]
        for each in several:
            if each.field in self.fields:
                self.fields[str(each.field)].refuse(str(each))
                self.fields[str(each.field)].box.setFocus()
        self.notice.say(" ".join(spoken(each) for each in rest), "alert")

    # --- going ---

    def forget(self) -> None:
        """Let go of the words."""
        self.given.forget()
