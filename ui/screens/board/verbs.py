"""What can be done with the bed that is pointed at: each act with its words and its key."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Final, NamedTuple

from transit_desk.domain.text import N_
from transit_desk.services.interim_care.views import BedView, Board


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
    "pick": "interim_care.move_bed", "swap": "interim_care.swap_beds", "free": "interim_care.end_stay",
    "plan": "interim_care.plan_end", "reserve": "interim_care.reserve_bed",
    "unreserve": "interim_care.cancel_reservation", "shut": "interim_care.block_bed",
    "open": "interim_care.unblock_bed", "lay": "interim_care.lay_mattress",
    "take_up": "interim_care.take_mattress_away", "remove": "interim_care.remove_bed",
    "change": "interim_care.change_bed",
}  # fmt: skip
KEYS: Final = {
    "F2": ("shut", "open"), "F3": ("change",), "F4": ("reserve", "plan"), "F7": ("swap",),
    "F8": ("take_up", "remove"), "Del": ("free", "unreserve"), "Ins": ("lay",), "Ctrl+O": ("file",),
}  # fmt: skip
"""What each key does, as far as the bed allows it: no letters alone, so that they are there under every keyboard."""


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
    return tuple(verb for verb in found if verb.key == "file" or may(ACTS[verb.key]))
