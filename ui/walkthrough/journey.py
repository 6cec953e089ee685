"""The whole main job in one vault of its own: the arrival of thirty-three, their files and papers, the handover."""

from __future__ import annotations

import dataclasses
import pathlib
import shutil
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from transit_desk import demo, entrance, opening
from transit_desk.clock import Clock
from transit_desk.module import Window
from transit_desk.services.arrivals.views import EventView
from ui.app import Program
from ui.screens import preview
from ui.settings import Preferences
from ui.walkthrough import children, handover, papers, release
from ui.walkthrough.hands import Hands, StuckError

NGO = "ONG partenaire (fictive)"
ROOMS = (("Bloc Filles", "girls", "F", 4), ("Bloc Garçons B", "boys_14_17", "B", 12))
Tell = Callable[[str], object]


@dataclasses.dataclass
class Walked:
    """What a walk left behind."""

    event: EventView
    package: pathlib.Path
    receipt: pathlib.Path
    papers: list[pathlib.Path]
    taken_in: int
    locked: int


def furnish(folder: pathlib.Path, name: str, clock: Clock) -> None:
    """An empty house with rooms and beds, marked as fictional."""
    founding = entrance.Founding(name, demo.LOGIN, demo.PASSPHRASE, "Furaha Nabintu", "f", ("director",), "Bukavu")
    entered = entrance.found(folder, founding, clock, cost=opening.Cost.lowest(), fictional=True)
    for room, block, letter, beds in ROOMS:
        room_id = entered.desk.do("interim_care.make_room", name=room, block=block, capacity=beds)
        for number in range(1, beds + 1):
            entered.desk.do("interim_care.make_bed", room_id=room_id, code=f"{letter}{number}")
    entered.desk.do("handover.make_keys")
    entered.desk.lock()


def program_on(
    app: QApplication,
    folder: pathlib.Path,
    beside: pathlib.Path,
    *,
    theme: str = "light",
    replace: Callable[[], object] | None = None,
    language: str = "fr",
    demonstration: bool = True,
    clock: Clock | None = None,
) -> Program:
    """The program on a vault, with habits of its own and none of this machine's."""
    beside.mkdir(parents=True, exist_ok=True)
    habits = Preferences(beside / "preferences.ini")
    habits.language, habits.theme = language, theme
    return Program(
        app, folder, preferences=habits, replace_process=replace or (lambda: None), demo=demonstration,
        login=demo.LOGIN, reports=beside / "reports", clock=clock,
    )  # fmt: skip


def come_in(hands: Hands, passphrase: str = demo.PASSPHRASE) -> None:
    """Through the door, by typing."""
    hands.breathe(0.3)
    hands.write("passphrase", passphrase)
    hands.click("unlock")
    hands.until("the desk", lambda: hands.program.sitting and hands.program.frame.pages.currentWidget())
    hands.quiet()


def walk(app: QApplication, out: pathlib.Path, tell: Tell, pictures: pathlib.Path | None = None) -> Walked:
    """From an empty house to the receipt of the agency."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    clock = Clock()
    furnish(out / "vault", demo.CENTRE, clock)
    furnish(out / "ngo", NGO, clock)
    locked: list[bool] = []
    program = program_on(app, out / "vault", out / "own", replace=lambda: locked.append(True))
    hands = Hands(program, pictures)
    program.begin()
    hands.picture("01-unlock")
    come_in(hands)
    hands.picture("02-today-empty")
    event = _release(hands, tell)
    made = _papers(hands, event, out)
    tell(f"{len(made)} papers")
    home = [row.file_id for row in event.rows if row.disposition.value == children.HOME]
    left, taken, receipt = _handover(hands, home, out, clock)
    made.append(left.slip)
    tell(f"{left.package.name}: {taken}")
    program.lock()
    hands.until("the lock", lambda: locked)
    hands.picture("40-locked")
    program.close()
    program.frame.close()
    return Walked(event, left.package, receipt, made, taken, len(locked))


def _release(hands: Hands, tell: Tell) -> EventView:
    told = children.thirty_three()
    screen = release.begin(hands)
    release.tell_who_helped(hands, screen)
    release.type_rows(hands, screen, told)
    hands.picture("13-event-children")
    release.go_on(hands, screen)
    release.answer_returns(hands, screen, sum(child.disposition == children.HOME for child in told))
    release.go_on(hands, screen)
    hands.picture("16-event-duplicates")
    release.go_on(hands, screen)
    release.give_beds(hands, screen, sum(child.disposition == children.CENTRE for child in told))
    release.go_on(hands, screen)
    hands.picture("18-event-papers")
    release.go_on(hands, screen)
    event_id = screen.arrival.event_id
    desk = screen.arrival.desk
    release.close(hands, screen)
    event: EventView = desk.ask("arrivals.event", record_id=event_id)
    tell(str(event.sums.spoken()) if event.sums is not None else "")
    return event


def _papers(hands: Hands, event: EventView, out: pathlib.Path) -> list[pathlib.Path]:
    """The register, the file of a child, its summaries."""
    made = [_register(hands, event, out / "papers" / "arrival-register")]
    home = [row.file_id for row in event.rows if row.disposition.value == children.HOME]
    papers.agree(hands, home)
    child = next(row for row in event.rows if row.disposition.value == children.HOME)
    view = papers.open_child(hands, child.number)
    papers.show_tabs(hands, view, "22-child")
    return made + papers.summaries(hands, out / "papers")


def _register(hands: Hands, event: EventView, path: pathlib.Path) -> pathlib.Path:
    hands.sitting.open_page("preview", paper="arrivals.arrival_register", event_id=event.id)
    screen = hands.opened(preview.Screen)
    papers.drawn(hands, screen.desk_of_paper)
    hands.picture("20-register")
    return papers.save(hands, screen, screen.desk_of_paper, "paper_save", path)


def _handover(
    hands: Hands, file_ids: list[str], out: pathlib.Path, clock: Clock
) -> tuple[handover.Made, int, pathlib.Path]:
    """To the organisation, into its vault, and the receipt back."""
    own = hands.desk.ask("handover.own_address")
    theirs = entrance.come_in(out / "ngo", demo.LOGIN, demo.PASSPHRASE, clock)
    other = theirs.desk.ask("handover.own_address")
    sender = theirs.desk.do(
        "handover.add_receiver", name=demo.CENTRE, recipient=own.recipient, signing_key=own.signing_key
    )
    theirs.desk.do("handover.confirm_receiver", receiver_id=sender)
    theirs.desk.lock()
    handover.write_down_agency(hands, NGO, other.recipient, other.signing_key)
    left = handover.hand_over(hands, file_ids, NGO, out / "stick")
    receipt = out / "stick" / "receipt"
    taken = _other_side(hands, left.package, receipt, out)
    hands.program.frame.activateWindow()
    handover.take_receipt(hands, receipt)
    return left, taken, receipt


def _other_side(hands: Hands, package: pathlib.Path, receipt: pathlib.Path, out: pathlib.Path) -> int:
    """The organisation has the same program, and a vault of its own."""
    program = program_on(hands.app, out / "ngo", out / "other")
    theirs = Hands(program, hands.pictures)
    program.begin()
    come_in(theirs)
    taken = handover.take_in(theirs, package, receipt)
    there = theirs.desk.ask("case_file.children", window=Window(count=60)).total
    if there != taken:
        raise StuckError(f"{taken} children were taken in, and {there} are there")
    program.close()
    program.frame.close()
    hands.taken += theirs.taken
    return taken
