"""What can be done with the bed that is pointed at: each act with its words and its key."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import Qt

from transit_desk.domain.text import N_
from transit_desk.services.interim_care.views import BedView, Board

_CARE: Final = "interim_care."


class Verb(NamedTuple):
    """One act: its key in this screen, its words, its icon, the key that does it."""

    key: str
    words: str
    icon: str
    keys: str


@dataclasses.dataclass(frozen=True)
class Hand:
    """The child for whom a bed is looked for: one who waits, or one taken up from a bed."""

    file_id: str
    name: str
    number: str
    from_bed: str = ""
    from_code: str = ""
    reservation: str = ""


PICK = Verb("pick", N_("Move this child"), "route", "Enter")
SWAP = Verb("swap", N_("Swap the two"), "exchange", "F7")
FREE = Verb("free", N_("Free the bed"), "cross", "Del")
PLAN = Verb("plan", N_("Expected free that day"), "calendar", "F4")
RESERVE = Verb("reserve", N_("Reserve for this child"), "calendar", "F4")
UNRESERVE = Verb("unreserve", N_("Take the reservation back"), "cross", "Del")
SHUT = Verb("shut", N_("Shut this bed"), "repair", "F2")
OPEN = Verb("open", N_("Can be used again"), "check", "F2")
LAY = Verb("lay", N_("Lay a mattress here"), "plus", "Ins")
TAKE_UP = Verb("take_up", N_("Take the mattress away"), "minus", "F8")
REMOVE = Verb("remove", N_("Remove this bed"), "minus", "F8")
CHANGE = Verb("change", N_("Change this bed"), "pencil", "F3")
FILE = Verb("file", N_("Open the file"), "file", "Ctrl+O")

ACTS: Final = {
    "pick": "move_bed", "swap": "swap_beds", "free": "end_stay", "plan": "plan_end", "reserve": "reserve_bed",
    "unreserve": "cancel_reservation", "shut": "block_bed", "open": "unblock_bed", "lay": "lay_mattress",
    "take_up": "take_mattress_away", "remove": "remove_bed", "change": "change_bed",
}  # fmt: skip
KEYS: Final = {
    Qt.Key.Key_F2: ("shut", "open"), Qt.Key.Key_F3: ("change",), Qt.Key.Key_F4: ("reserve", "plan"),
    Qt.Key.Key_F7: ("swap",), Qt.Key.Key_F8: ("take_up", "remove"), Qt.Key.Key_Delete: ("free", "unreserve"),
    Qt.Key.Key_Insert: ("lay",),
}  # fmt: skip


def verbs_of(bed: BedView, hand: Hand | None, board: Board, may: Callable[[str], bool]) -> tuple[Verb, ...]:
    """The acts that this bed, this night and this worker allow, the likeliest first."""
    ahead, past = board.day > board.today, board.day < board.today
    found: list[Verb] = []
    if bed.state in {"taken", "kept"}:
        other = hand is not None and hand.from_bed and hand.from_bed != bed.id and bed.file_id
        found += [SWAP] if other and not ahead else []
        found += [] if (hand is not None and hand.from_bed == bed.id) or ahead or not bed.file_id else [PICK]
        found += [PLAN] if ahead and bed.file_id else []
        found += [RESERVE] if hand is not None and hand.from_bed != bed.id and not past and bed.until else []
        found += [FREE] if bed.file_id and not ahead else []
        found += [FILE] if bed.file_id else []
    elif bed.state == "reserved":
        found += [UNRESERVE, *([FILE] if bed.file_id else [])]
    elif bed.state in {"out_of_use", "to_clean"}:
        found += [OPEN] if not ahead and not past else []
    else:
        found += [RESERVE] if hand is not None and not past else []
        found += [SHUT]
        found += [] if past or ahead else [TAKE_UP if bed.overflow else REMOVE]
    if not past and not ahead:
        found += [LAY, *([] if bed.overflow else [CHANGE])]
    return tuple(verb for verb in found if verb.key == "file" or may(_CARE + ACTS[verb.key]))
