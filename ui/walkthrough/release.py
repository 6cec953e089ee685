"""A group arrival written down by keyboard: the event, its partners, thirty-three rows, the answers, beds, closing."""

from __future__ import annotations

import datetime
from typing import Any, Final

from PySide6.QtCore import Qt

from ui.forms.editor import Editor
from ui.forms.form import Form
from ui.screens import event
from ui.screens.arrivals import cells as grid_cells
from ui.screens.arrivals.cells import COLUMNS
from ui.screens.arrivals.model import GridModel
from ui.screens.arrivals.returns_step import ReturnsStep
from ui.walkthrough import children
from ui.walkthrough.children import Told
from ui.walkthrough.hands import Hands, StuckError
from ui.widgets.editors import ChoiceBox

PARTNERS: Final = (
    ("community_committee", "Comité villageois de paix (fictif)", "Le président"),
    ("ngo", "ONG partenaire (fictive)", "La cheffe de mission"),
    ("un_mission", "Mission des Nations unies", ""),
    ("centre_representative", "Maison Amahoro-Nuru (fictive)", ""),
)


def begin(hands: Hands) -> event.Screen:
    """From Today to the first step of a new event."""
    hands.click("verb_arrivals_start")
    form = hands.opened(Form)
    hands.quiet()
    hands.write("announced", str(children.ANNOUNCED), form)
    hands.write("not_shown", str(children.NOT_SHOWN), form)
    hands.click("woman_on_team_yes", form)
    hands.write("place", "Une école (fictive)", form)
    hands.picture("11-event-form")
    hands.click("save", form)
    screen = hands.opened(event.Screen)
    hands.until("the event", lambda: screen.arrival.view)
    hands.quiet()
    return screen


def tell_who_helped(hands: Hands, screen: event.Screen) -> None:
    """Partners by role, and the helicopter with a woman beside the children."""
    screen.way.show_step(event.FACTS)
    hands.quiet()
    for role, organisation, person in PARTNERS:
        hands.find("partner_role", ChoiceBox).choose(role)
        hands.write("partner_organisation", organisation)
        hands.write("partner_person", person)
        hands.click("partners_add")
        hands.quiet()
    hands.find("leg_mode", ChoiceBox).choose("helicopter")
    hands.find("leg_woman", ChoiceBox).choose("yes")
    for box, words in (("leg_operator", "Mission des Nations unies"), ("leg_escort", "Furaha Nabintu"),
                       ("leg_to", "Bukavu"), ("leg_left", "0:05"), ("leg_came", "0:50")):  # fmt: skip
        hands.write(box, words)
    hands.click("legs_add")
    hands.quiet()
    hands.picture("12-event-facts")
    go_on(hands, screen)


def go_on(hands: Hands, screen: event.Screen) -> None:
    """Ctrl+Enter: to the next step."""
    before = screen.way.place
    hands.shortcut("Ctrl+Return")
    hands.until("the next step", lambda: screen.way.place != before)
    hands.quiet()


# --- the grid


def type_rows(hands: Hands, screen: event.Screen, told: tuple[Told, ...], begin_at: int = 0) -> None:
    """Every row by keyboard alone: letters, Tab and the first letters of a choice."""
    grid = screen.children_step.grid
    hands.until("the grid", grid.isVisible)
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    grid.go(begin_at)
    for child in told:
        type_row(hands, child)
    kept(hands, screen.children_step.model, begin_at + len(told))


def type_row(hands: Hands, child: Told) -> None:
    """One row, from the cell the keyboard stands on to the first one of the next."""
    typed = {
        "name_typed": child.name, "sex": child.sex, "age_typed": child.age, "language": child.language,
        "village_typed": child.village, "disposition": child.disposition, "reason": child.reason,
    }  # fmt: skip
    for spec in COLUMNS:
        if not spec.typed:
            continue
        words, down = typed.get(spec.name, ""), 0
        if words and spec.kind == grid_cells.CHOICE:
            words, down = reach(spec, words)
        hands.type(words)
        for _press in range(down):
            hands.key(Qt.Key.Key_Down)
        hands.key(Qt.Key.Key_Tab)


def reach(spec: grid_cells.Spec, key: str) -> tuple[str, int]:
    """What one types to reach a choice: its first letter, then Down as often as there are others before it."""
    offered = [each for each in grid_cells.offered(spec) if each[0]]
    place = next(at for at, (each, _words) in enumerate(offered) if each == key)
    letter = offered[place][1][0].lower()
    first = next(at for at, (_each, words) in enumerate(offered) if words[0].lower() == letter)
    return letter, place - first


def kept(hands: Hands, model: GridModel, rows: int) -> None:
    """Until every row is in the vault."""

    def whole() -> bool:
        return len(model.lines) == rows and all(line.row_id and not line.busy for line in model.lines)

    hands.until(f"{rows} rows to be kept", whole)
    hands.quiet()


# --- the answers


def answer_returns(hands: Hands, screen: event.Screen, count: int) -> None:
    """For each child who went home from there: all the questions, and the first visit within fourteen days."""
    step = screen.returns
    hands.until("the returns", lambda: len(step.asked) == count)
    hands.picture("14-event-returns")
    for place in range(count):
        _answer_one(hands, step, place)
    hands.quiet()
    hands.picture("15-event-returns-answered")


def _answer_one(hands: Hands, step: ReturnsStep, place: int) -> None:
    done = _answered(step)
    form = hands.until("the form of a return", lambda: step.form)
    hands.quiet()
    _answer(form, place)
    form.save()
    hands.until("an answer to be kept", lambda: _answered(step) > done)


def _answered(step: ReturnsStep) -> int:
    return sum(each.complete for each in step.asked)


def _answer(form: Form, place: int) -> None:
    relations = ("mother", "father", "grandmother", "aunt", "uncle")
    values: dict[str, Any] = {
        "adult": f"Personne {place + 1} (fictive)", "relation": relations[place % len(relations)],
        "link_checks": ["child_recognised", "community_witness"], "link_words": "Les deux récits concordent.",
        "heard_apart": "yes", "wish": "Rentrer chez lui.", "recruiter_near": "no", "armed_near": "no",
        "decided_by": "caseworker_and_supervisor", "visit_who": "partner", "visit_name": "ONG partenaire (fictive)",
    }  # fmt: skip
    for name, value in values.items():
        _fill(form.questions[name].editor, value)
    _fill(form.questions["visit_by"].editor, _in_ten_days(form))


def _fill(editor: Editor, value: object) -> None:
    editor.show_value(value)
    editor.changed.emit()


def _in_ten_days(form: Form) -> datetime.date:
    desk = form.clerk.desk
    if desk is None:
        raise StuckError("the desk is locked")
    return desk.day(desk.now()) + datetime.timedelta(days=10)


# --- beds, papers, closing


def give_beds(hands: Hands, screen: event.Screen, count: int) -> None:
    """A bed tonight for each who comes."""
    step = screen.beds
    hands.until("the beds", lambda: len(step.beds.lines) == count)
    hands.quiet()
    hands.picture("17-event-beds")
    hands.click("beds_accept")
    hands.until("everybody in bed", step.done.isVisible)
    hands.quiet()


def close(hands: Hands, screen: event.Screen) -> None:
    """The sum is whole: the event is closed."""
    view = hands.until("a whole count", lambda: screen.arrival.view if _whole(screen) else None)
    hands.picture("19-event-check")
    screen.way.on()
    hands.until("the event to be closed", lambda: screen.arrival.view is None or screen.arrival.desk.ask(
        "arrivals.event", record_id=view.id).closed)  # fmt: skip
    hands.quiet()


def _whole(screen: event.Screen) -> bool:
    view = screen.arrival.view
    return view is not None and view.may_close
