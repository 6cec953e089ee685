"""The twenty-two go to the local organisation: keys compared, package closed and written, taken in, receipt back."""

from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Sequence

from ui.forms.form import Form
from ui.screens import handing_over, package_in
from ui.screens.handover.children_panel import WAITING, ChildrenPanel
from ui.walkthrough import papers
from ui.walkthrough.hands import Hands
from ui.widgets.editors import ChoiceBox


@dataclasses.dataclass(frozen=True)
class Made:
    """What leaves the house: the package, and the slip that both sides sign."""

    package: pathlib.Path
    slip: pathlib.Path


def write_down_agency(hands: Hands, name: str, recipient: str, signing_key: str) -> None:
    """The agency with its keys, in the form."""
    hands.sitting.open_page("handover.receiver")
    form = hands.opened(Form)
    hands.quiet()
    hands.write("name", name, form)
    hands.write("place", "Bukavu", form)
    hands.write("recipient", recipient, form)
    hands.write("signing_key", signing_key, form)
    hands.picture("30-agency-form")
    hands.click("save", form)
    hands.gone(form)
    hands.quiet()


def hand_over(hands: Hands, file_ids: Sequence[str], agency: str, folder: pathlib.Path) -> Made:
    """From who to the slip, one step after the other."""
    hands.sitting.open_page("handover.wizard", file_ids=tuple(file_ids))
    screen = hands.opened(handing_over.Screen)
    hands.quiet()
    box = hands.find("receiver", ChoiceBox, screen)
    box.setCurrentIndex(next(at for at in range(box.count()) if box.itemText(at).startswith(agency)))
    hands.find("purpose", ChoiceBox, screen).setCurrentIndex(1)
    hands.quiet()
    hands.picture("31-handover-who")
    hands.click("receiver_confirm", screen)
    hands.quiet()
    for picture in ("32-handover-consent", "33-handover-contents", "34-handover-verify"):
        _on(hands, screen)
        if picture.endswith("verify"):
            papers.drawn(hands, screen.verify.paper)
        hands.picture(picture)
    hands.until("what leaves", lambda: not screen.verify.reason())
    _on(hands, screen)
    hands.picture("35-handover-stick")
    package = _write(hands, screen, folder)
    hands.picture("36-handover-written")
    _on(hands, screen)
    papers.drawn(hands, screen.slip.paper)
    hands.picture("37-handover-slip")
    slip = papers.save(hands, screen, screen.slip.paper, "slip_save", folder.parent / "papers" / "handing-over-slip")
    return Made(package, slip)


def _on(hands: Hands, screen: handing_over.Screen) -> None:
    before = screen.way.place
    hands.quiet()
    hands.until("the step to be ready", lambda: not screen.way.step.reason())
    screen.way.on()
    hands.until("the next step", lambda: screen.way.place != before)
    hands.quiet()


def _write(hands: Hands, screen: handing_over.Screen, folder: pathlib.Path) -> pathlib.Path:
    """Under the name the program proposes, which says nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen: list[pathlib.Path] = []

    def choose(_over: object, proposed: str) -> pathlib.Path:
        chosen.append(folder / proposed)
        return chosen[0]

    screen.stick.choose_place = choose
    hands.click("write_package", screen)
    hands.until("the package to be written", lambda: screen.leaving.written)
    hands.quiet()
    return chosen[0]


def take_receipt(hands: Hands, receipt: pathlib.Path) -> None:
    """The receipt comes back on the stick, while the slip is on the screen."""
    screen = hands.opened(handing_over.Screen)
    screen.slip.choose_file = lambda _over: receipt
    hands.click("slip_receipt", screen)
    hands.quiet()
    hands.until("the receipt to be kept", screen.slip.is_back.isVisible)
    hands.picture("38-handover-receipt")


def take_in(hands: Hands, package: pathlib.Path, receipt: pathlib.Path) -> int:
    """On the other side: looked at, kept as proposals, every child taken over, the receipt written; how many."""
    hands.sitting.open_page("handover.incoming")
    screen = hands.opened(package_in.Screen)
    hands.quiet()
    hands.picture("50-package-choose")
    screen.choose_file = lambda _over: package
    screen.choose_place = lambda _over, _proposed: receipt
    screen.empty.asked.emit()
    hands.until("the package to be looked at", lambda: screen.shown)
    hands.quiet()
    hands.picture("51-package-looked-at")
    hands.click("package_take", screen)
    panel = screen.children_panel
    count = len(hands.until("the proposals", lambda: panel.every))
    hands.quiet()
    hands.picture("52-package-proposals")
    for _child in range(count):
        _take_child(hands, panel)
    hands.picture("53-package-taken-in")
    receipt.unlink(missing_ok=True)
    hands.click("package_receipt", screen)
    hands.until("the receipt", receipt.exists)
    hands.quiet()
    return count


def _take_child(hands: Hands, panel: ChildrenPanel) -> None:
    left = _waiting(panel)
    hands.click("take_child", panel)
    hands.until("a child to be taken over", lambda: _waiting(panel) < left)
    hands.quiet()


def _waiting(panel: ChildrenPanel) -> int:
    return sum(child.state == WAITING for child in panel.every)
