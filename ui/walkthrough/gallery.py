"""Every screen of the demonstration as a picture: all in light, the main ones in dark and in high contrast."""

from __future__ import annotations

import pathlib
import shutil
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from transit_desk.module import Window
from ui import theme
from ui.forms.form import Form
from ui.record.page import RecordView
from ui.screens import beds, event, preview, today
from ui.sign_in.first_run import FirstRun
from ui.walkthrough import journey, papers
from ui.walkthrough.hands import Hands

CHILD: Final = "Baraka Cirhakarhula"  # the first story: a family traced twice wrongly
THEMES: Final = {"light": theme.LIGHT, "dark": theme.DARK, "contrast": theme.HIGH_CONTRAST}
FORMS: Final = (
    "case_file.new", "interim_care.room", "interim_care.bed", "presence.paper", "presence.evacuate", "incidents.write",
    "gate.log", "daily.put_on_shift", "daily.without_woman", "daily.write_sheet", "daily.note_visitor",
    "daily.serve_meal", "daily.hold_activity", "daily.plan_meal", "daily.set_ration", "daily.write_note",
    "daily.write_care_note", "daily.agree_after", "daily.inspect_room", "daily.add_tool", "daily.give_out",
)  # fmt: skip
"""Forms that stand alone."""

FORMS_OF_A_CHILD: Final = (
    "case_file.note", "case_file.claim", "case_file.withhold", "case_file.profile", "case_file.disclosure",
    "interim_care.leave", "health.visit", "health.medicine", "leaving.review", "leaving.extend", "leaving.plan",
)  # fmt: skip

SEARCHING: Final = ("presence.describe", "presence.write_step", "presence.found")
"""What is written while a child is searched."""

LISTS: Final = (
    "arrivals.events", "interim_care.bed_list", "interim_care.census", "interim_care.away", "presence.calls",
    "health.followed", "health.diets", "incidents.book", "gate.requests", "handover.sent", "handover.received",
    "handover.receivers",
)  # fmt: skip

_AT_THE_DOOR: Final = (("Amani", "m", "15"), ("Jules", "m", "11"), ("Espérance", "f", "14"), ("Rehema", "f", "16"))


def show(app: QApplication, vault: pathlib.Path, beside: pathlib.Path, pictures: pathlib.Path) -> list[pathlib.Path]:
    """Walk through the demonstration; the pictures that were taken."""
    taken = _first_run(app, beside, pictures)
    copy = beside / "looked-at"  # what is tried out for a picture stays out of the demonstration itself
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(vault, copy)
    for name, worn in THEMES.items():
        program = journey.program_on(app, copy, beside / name, theme=worn)
        hands = Hands(program, pictures / "demo")
        program.begin()
        hands.picture(f"60-unlock-{name}")
        journey.come_in(hands)
        _main_screens(hands, name)
        if name == "light":
            _every_screen(hands)
        program.close()
        program.frame.close()
        taken += hands.taken
    return taken


def _open(hands: Hands, name: str, record_id: str = "", **extra: object) -> None:
    hands.sitting.open_page(name, record_id, **extra)
    hands.quiet()


def _main_screens(hands: Hands, name: str) -> None:
    _open(hands, "today")  # the program goes back to where one was; a gallery begins at the beginning
    hands.opened(today.Screen)
    hands.picture(f"61-today-{name}")
    hands.click("nav_case_file.children")
    hands.quiet()
    hands.picture(f"62-children-{name}")
    view = papers.open_child(hands, CHILD)
    hands.picture(f"63-child-{name}")
    _open(hands, "preview", view.record_id)
    papers.drawn(hands, hands.opened(preview.Screen).desk_of_paper)
    hands.picture(f"64-preview-{name}")
    _open(hands, "arrivals.event", _first(hands, "arrivals.events"))
    hands.picture(f"65-event-{name}")
    screen = hands.opened(event.Screen)
    screen.way.show_step(event.CHILDREN)
    hands.quiet()
    hands.picture(f"66-event-children-{name}")
    _open(hands, "interim_care.beds")
    hands.picture(f"67-beds-{name}")
    _open(hands, "handover.wizard")
    hands.picture(f"68-handover-{name}")
    _open(hands, "presence.roll_call")
    hands.picture(f"69-roll-call-{name}")


def _first(hands: Hands, query: str) -> str:
    """The record a list shows first."""
    return str(hands.desk.ask(query, window=Window()).rows[0].id)


def _every_screen(hands: Hands) -> None:
    view = papers.open_child(hands, CHILD)
    papers.show_tabs(hands, view, "70-child")
    for name in (*FORMS, *FORMS_OF_A_CHILD):
        _open(hands, name, **({"file_id": view.record_id} if name in FORMS_OF_A_CHILD else {}))
        hands.picture(f"71-form-{name.replace('.', '-')}")
    for name in LISTS:
        _open(hands, name)
        hands.picture(f"72-list-{name.replace('.', '-')}")
    _the_house(hands, view.record_id)
    _open(hands, "today")
    _over(hands, "73-search", hands.program.frame.search_asked.emit, "bahati")
    _over(hands, "74-help", hands.program.frame.help_asked.emit)
    hands.program.curtain()
    hands.picture("75-curtain")
    hands.program.curtain()
    hands.program.zoom(1)
    hands.program.zoom(1)
    hands.quiet()
    hands.picture("76-today-larger-text")
    hands.program.zoom(0)


def _the_house(hands: Hands, file_id: str) -> None:
    """A day and a night of the house: who sleeps where, who is looked for, the round, the gate, a child that leaves."""
    _open(hands, "interim_care.beds")
    board = hands.opened(beds.Screen)
    taken = next(bed for room in hands.desk.ask("interim_care.board").rooms for bed in room.beds if bed.file_id)
    board.take_up(taken)
    hands.quiet()
    hands.picture("77-beds-moving")
    board.look_at(1)
    hands.quiet()
    hands.picture("77-beds-tomorrow")
    for child, sex, age in _AT_THE_DOOR:
        hands.desk.do("case_file.receive", name=child, sex=sex, age=age, village="Kalonge-Haut (fictif)")
    _open(hands, "interim_care.beds")
    hands.picture("77-beds-waiting")
    _open(hands, "interim_care.group")
    hands.quiet()
    hands.picture("78-beds-for-tonight")
    search = hands.desk.ask("presence.present_call").searches[-1]
    away = _first(hands, "interim_care.away_now")
    evacuation = hands.desk.do("presence.evacuate")
    about = {
        "interim_care.bed_page": taken.id, "interim_care": away, "interim_care.return": away,
        **dict.fromkeys(("presence.missing", *SEARCHING), search), "presence.call": _first(hands, "presence.calls"),
        "presence.evacuation": evacuation, "daily.day": "", "health.round": "",
        "incidents.incident": _first(hands, "incidents.book"), "gate.request": _first(hands, "gate.requests"),
    }  # fmt: skip
    for name, record_id in about.items():
        _open(hands, name, record_id)
        page = hands.page
        if name == "daily.day" and isinstance(page, RecordView):
            papers.show_tabs(hands, page, "79-day")
        else:
            hands.picture(f"79-{name.replace('.', '-')}")
    _open(hands, "leaving.leave", file_id=file_id)
    hands.picture("79-leaving")
    _fill_in_the_leaving(hands)
    hands.picture("79-leaving-filled")


def _fill_in_the_leaving(hands: Hands) -> None:
    """Where to and with whom; nothing is saved."""
    form = next(iter(hands.page.findChildren(Form)))
    for name, value in (("track", "reunified"), ("with_whom", "sa mère (fictive)")):
        form.questions[name].editor.show_value(value)
    hands.quiet()


def _over(hands: Hands, name: str, ask: Callable[[], object], words: str = "") -> None:
    """Something that rises over the page, and goes again with Esc."""
    ask()
    hands.breathe(0.2)
    if words:
        hands.type(words)
        hands.breathe(0.6)
    hands.quiet()
    hands.picture(name)
    hands.key(Qt.Key.Key_Escape)
    hands.breathe(0.1)


def _first_run(app: QApplication, beside: pathlib.Path, pictures: pathlib.Path) -> list[pathlib.Path]:
    """The first hour, as far as nothing has to be made for it."""
    shutil.rmtree(beside / "nothing-here", ignore_errors=True)
    program = journey.program_on(app, beside / "nothing-here", beside / "first", demonstration=False)
    hands = Hands(program, pictures / "demo")
    program.begin()
    page = hands.find("first_run", FirstRun)
    for place, name in enumerate(("language", "beginning", "centre", "you")):
        if name == "you":
            hands.write("centre_name", "Maison Amahoro-Nuru (fictive)", page)
        if place:
            hands.click("first_run_next", page)
        hands.picture(f"00-first-run-{place + 1}-{name}")
    program.close()
    program.frame.close()
    return hands.taken
