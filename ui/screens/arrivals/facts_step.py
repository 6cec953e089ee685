"""The first step: when and how many, who helped, how the children travelled."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import choices, clock
from transit_desk.domain import errors, text
from transit_desk.domain.text import N_, tr
from transit_desk.services.arrivals import pages
from transit_desk.services.arrivals.views import LegLine, PartnerLine
from ui import theme
from ui.forms.inside import StepForm
from ui.forms.places import PlaceOffers
from ui.screens.arrivals.event import Arrival
from ui.steps import Step, Then, spoken
from ui.widgets.button import Button, Kind, quiet
from ui.widgets.card import Card
from ui.widgets.clearing import clear
from ui.widgets.editors import ChoiceBox, LineBox
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.summary import Glyph
from ui.widgets.words import Line, Text

FACTS: Final = dataclasses.replace(
    pages.CHANGE,
    fields={name: field for name, field in pages.CHANGE.fields.items() if not name.startswith("girls")},
    sections=pages.CHANGE.sections[:2],
)
_HOUR_PARTS: Final = 2


def offered(name: str, none: str) -> list[tuple[str, str]]:
    """The choices of a list, beginning with none."""
    return [("", none), *((each.key, each.label(text.language())) for each in choices.load(name).offered)]


class Several(Card):
    """Short lines of what is there, and a row of boxes to add one more."""

    def __init__(self, heading: str, name: str, add: str) -> None:
        super().__init__(heading, name=name)
        self.pad(16, 10, 6)
        self.there = QVBoxLayout()
        self.there.setSpacing(theme.of(self).px(2))
        self.boxes = QGridLayout()
        self.boxes.setSpacing(theme.of(self).px(8))
        self.add_button = Button(add, Kind.SECONDARY, "plus", name=f"{name}_add")
        self.refused = Text("", "small_strong", "stop", wrap=True)
        self.refused.hide()
        self.add(self.there)
        self.add(self.boxes)
        self.add(self.refused)

    def show_lines(self, lines: list[QWidget]) -> None:
        """What is there now."""
        clear(self.there)
        for line in lines:
            self.there.addWidget(line)

    def refuse(self, words: str) -> None:
        """Why it was not added; "" takes it back."""
        self.refused.say(words)
        self.refused.setVisible(bool(words))


def _line(icon: str, words: str, detail: str, name: str) -> tuple[QWidget, QHBoxLayout]:
    whole = QWidget()
    whole.setObjectName(name)
    whole.setAccessibleName(f"{words}, {detail}" if detail else words)
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.of(whole).px(8))
    line.addWidget(Glyph(icon, "muted", 18))
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Line(words, "strong"))
    if detail:
        column.addWidget(Line(detail, "small", "muted"))
    line.addLayout(column, 1)
    return whole, line


class Partners(Several):
    """Who made the release possible, by role."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(tr(N_("Who helped")), "partners", tr(N_("Add")))
        self.arrival = arrival
        self.role = ChoiceBox("partner_role", offered("partner_role", tr(N_("Role"))))
        self.organisation = LineBox("partner_organisation", tr(N_("Organisation")))
        self.person = LineBox("partner_person", tr(N_("Person (sealed)")))
        self.role.setAccessibleName(tr(N_("Role of the partner")))
        self.boxes.addWidget(self.role, 0, 0)
        self.boxes.addWidget(self.organisation, 0, 1)
        self.boxes.addWidget(self.person, 1, 0)
        self.boxes.addWidget(self.add_button, 1, 1)
        self.boxes.setColumnStretch(0, 1)
        self.boxes.setColumnStretch(1, 1)
        self.add_button.clicked.connect(self._add)
        for box in (self.organisation, self.person):
            box.returnPressed.connect(self._add)

    def show_partners(self, partners: tuple[PartnerLine, ...]) -> None:
        """Those there are."""
        lines = []
        for each in partners:
            person = tr(N_("a person, sealed")) if each.hidden else each.person
            detail = " · ".join(part for part in (each.organisation, person) if part)
            whole, line = _line("children", str(each.role), detail, f"partner_{each.id}")
            drop = quiet(tr(N_("Take off")), name=f"partner_drop_{each.id}")
            drop.setAccessibleDescription(str(each.role))
            drop.clicked.connect(lambda _on=False, each=each: self._drop(each.id))
            line.addWidget(drop)
            drop.setVisible(self.arrival.may_write)  # once it has a place: shown without one it would be a window
            lines.append(whole)
        self.show_lines(lines)

    def _add(self, _on: bool = False) -> None:
        values = {
            "event_id": self.arrival.event_id, "role": self.role.value() or None,
            "organisation": self.organisation.text() or None, "person": self.person.text() or None,
        }  # fmt: skip
        self.arrival.clerk.do("arrivals.add_partner", values, self._added, self._not_added)

    def _added(self, _key: object) -> None:
        self.refuse("")
        self.organisation.clear()
        self.person.clear()
        self.role.setCurrentIndex(0)
        self.role.setFocus()

    def _not_added(self, trouble: errors.Spoken) -> None:
        self.refuse(spoken(trouble))

    def _drop(self, key: str) -> None:
        values = {"partner_id": key, "why": tr(N_("taken off in the list of partners"))}
        self.arrival.clerk.do("arrivals.drop_partner", values, None, self._not_added)


class Legs(Several):
    """How the children travelled, and who was with them."""

    change_asked = Signal(str)

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(tr(N_("The way to the centre")), "legs", tr(N_("Add this part")))
        self.arrival = arrival
        self.mode = ChoiceBox("leg_mode", offered("transport_mode", tr(N_("Means of travel"))))
        self.mode.setAccessibleName(tr(N_("By what they travelled")))
        self.operator = LineBox("leg_operator", tr(N_("Carried by")))
        self.escort = LineBox("leg_escort", tr(N_("Escort, by name")))
        self.woman = ChoiceBox("leg_woman", offered("yes_no_unknown", tr(N_("Is the escort a woman?"))))
        self.woman.setAccessibleName(tr(N_("Is the escort a woman?")))
        self.to_place = LineBox("leg_to", tr(N_("Where it ends")))
        PlaceOffers(self.to_place, arrival.clerk)
        self.left = LineBox("leg_left", tr(N_("Left at, 14:30")))
        self.came = LineBox("leg_came", tr(N_("Arrived at, 16:05")))
        places = ((self.mode, 0, 0), (self.operator, 0, 1), (self.escort, 1, 0), (self.woman, 1, 1),
                  (self.left, 2, 0), (self.came, 2, 1), (self.to_place, 3, 0), (self.add_button, 3, 1))  # fmt: skip
        for widget, row, column in places:
            self.boxes.addWidget(widget, row, column)
        self.boxes.setColumnStretch(0, 1)
        self.boxes.setColumnStretch(1, 1)
        self.add_button.clicked.connect(self._add)

    def show_legs(self, legs: tuple[LegLine, ...]) -> None:
        """Those there are."""
        self.show_lines([self._leg(leg) for leg in legs])

    def _leg(self, leg: LegLine) -> QWidget:
        desk = self.arrival.desk
        hours = [ltr(f"{desk.local(at):%H:%M}") for at in (leg.departed_at, leg.arrived_at) if at is not None]
        escort = tr(N_("escort: {name}"), name=leg.escort) if leg.escort else ""
        parts = (leg.operator, leg.to_place, " – ".join(hours), escort)
        words = " · ".join(part for part in parts if part)
        whole, line = _line("van", str(leg.mode), words, f"leg_{leg.id}")
        change = quiet(tr(N_("Change")), name=f"leg_change_{leg.id}")
        change.setAccessibleDescription(str(leg.mode))
        change.clicked.connect(lambda _on=False: self.change_asked.emit(leg.id))
        line.addWidget(change)
        change.setVisible(self.arrival.desk.may("arrivals.change_leg"))
        return whole

    def _add(self, _on: bool = False) -> None:
        try:
            hours = {"departed_at": self._moment(self.left), "arrived_at": self._moment(self.came)}
        except errors.RuleBroken as broken:
            self.refuse(str(broken))
            return
        values = {
            "mode": self.mode.value() or None, "operator": self.operator.text() or None,
            "to_place": self.to_place.text() or None, "escort": self.escort.text() or None,
            "escort_woman": self.woman.value() or None, **hours,
        }  # fmt: skip
        self.arrival.clerk.do(
            "arrivals.add_leg", {"event_id": self.arrival.event_id, "values": values}, self._added, self._not_added
        )

    def _moment(self, box: LineBox) -> int | None:
        """An hour of the day of the event, by the office's clock."""
        typed = box.text().strip().lower().replace("h", ":")
        if not typed or self.arrival.view is None:
            return None
        parts = typed.split(":")
        if len(parts) > _HOUR_PARTS or not all(part.isdecimal() for part in parts if part):
            raise errors.RuleBroken(N_("Write an hour, for example 14:30."))
        hour, minute = int(parts[0] or 0), int(parts[1] or 0) if len(parts) == _HOUR_PARTS else 0
        try:
            at = datetime.datetime.combine(self.arrival.view.day, datetime.time(hour, minute), tzinfo=datetime.UTC)
        except ValueError:
            raise errors.RuleBroken(N_("Write an hour, for example 14:30.")) from None
        offset = self.arrival.desk.local(clock.to_micros(at)).utcoffset() or datetime.timedelta()
        return clock.to_micros(at - offset)

    def _added(self, _key: object) -> None:
        self.refuse("")
        for box in (self.operator, self.escort, self.to_place, self.left, self.came):
            box.clear()
        self.mode.setCurrentIndex(0)
        self.woman.setCurrentIndex(0)

    def _not_added(self, trouble: errors.Spoken) -> None:
        self.refuse(spoken(trouble))


class FactsStep(Step):
    """What is asked once and holds for every child of the list."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("facts", tr(N_("Event")))
        self.arrival = arrival
        self.form = self._new_form()
        self.partners = Partners(arrival)
        self.legs = Legs(arrival)
        side = QWidget()
        side.setObjectName("body")
        side.setAccessibleName(tr(N_("Who helped, and the way")))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of(self).px(12))
        column.addWidget(self.partners)
        column.addWidget(self.legs)
        column.addStretch(1)
        self.line = QHBoxLayout()
        self.line.setSpacing(theme.of(self).px(16))
        self.line.addWidget(self.form, 600)
        self.line.addWidget(Scrolled(side), 494)
        self.column.addLayout(self.line, 1)
        self._then: Then | None = None
        arrival.seen.connect(self._seen)

    def _new_form(self) -> StepForm:
        form = StepForm(FACTS, self.arrival.clerk, self.arrival.event_id)
        form.finished.connect(self._saved)
        form.opened.connect(self.opened)
        form.save_button.setVisible(self.arrival.may_write)
        return form

    def _seen(self) -> None:
        view = self.arrival.view
        if view is None:
            return
        self.partners.show_partners(view.partners)
        self.legs.show_legs(view.legs)
        self.form.save_button.setVisible(self.arrival.may_write)
        for card in (self.partners, self.legs):
            card.add_button.setVisible(self.arrival.may_write)
        self.changed.emit()

    def leave(self, then: Then) -> None:
        """Save what was changed, then go on; what is refused keeps one here."""
        if not self.arrival.may_write or not self.form.draft.changed():
            then()
            return
        self._then = then
        self.form.save()

    def _saved(self, _result: Any) -> None:
        old, self.form = self.form, self._new_form()  # a form that was saved begins anew
        self.line.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        then, self._then = self._then, None
        self.arrival.ask()
        if then is not None:
            then()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Tab", tr(N_("next field"))), ("Ctrl+S", tr(N_("save"))))

    def first(self) -> QWidget | None:
        return next(iter(self.form.questions.values())).editor.first
