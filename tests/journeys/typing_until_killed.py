"""The program in a process of its own, typed into without end until it is killed; what was acknowledged is told."""

from __future__ import annotations

import json
import pathlib
import sys

from PySide6.QtWidgets import QApplication

from tests.journeys import interviewing
from ui.forms.form import Form
from ui.screens.arrivals import cells
from ui.screens.arrivals.model import Line
from ui.walkthrough import children, journey, release
from ui.walkthrough.hands import Hands


def tell(what: str, content: object) -> None:
    """One line for whoever will kill this process."""
    sys.stdout.write(json.dumps([what, content], ensure_ascii=False) + "\n")
    sys.stdout.flush()


def grid(hands: Hands) -> None:
    """Row after row; a row is told when the screen says that it is kept."""

    def kept(line: Line) -> None:
        tell("row", {name: cells.as_typed(value) for name, value in line.kept.items()})

    screen = release.begin(hands)
    tell("event", screen.arrival.event_id)
    screen.children_step.model.wrote.connect(kept)
    screen.way.show_step(1)
    hands.quiet()
    screen.children_step.grid.setFocus()
    screen.children_step.grid.go(0)
    for child in children.thirty_three():
        release.type_row(hands, child)
        hands.breathe(0.02)


def form(hands: Hands) -> None:
    """One long text, letter by letter; it is told when the draft is kept."""
    hands.sitting.open_page("case_file.new")
    page = hands.opened(Form)
    hands.quiet()
    page.draft.kept.connect(lambda _at: tell("draft", page.draft._last))
    box = page.questions["name"].editor.first
    box.setFocus()
    for count in range(10_000):
        hands.type(f"é{count} ")
        hands.breathe(0.05)


def interview(hands: Hands) -> None:
    """On from where the desk was locked, until the wishes; there every letter takes its time."""
    while interviewing.opened(hands).page.key != "case_file.part_wishes":
        interviewing.whole_part(hands, tell)
    form = interviewing.opened(hands)
    interviewing.listen(form, tell)
    for name in form.questions:
        interviewing.answer(hands, form, name, pace=0.05)
    while True:
        hands.breathe(1)


def main() -> None:
    """`python -m tests.journeys.typing_until_killed FOLDER BESIDE grid|form|interview`."""
    folder, beside, what = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    application = QApplication(sys.argv[:1])
    program = journey.program_on(application, folder, beside)
    hands = Hands(program)
    program.begin()
    journey.come_in(hands)
    {"grid": grid, "form": form, "interview": interview}[what](hands)


if __name__ == "__main__":
    main()
