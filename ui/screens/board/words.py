"""What the board says of the whole house, and how it calls the next mattress of a room."""

from __future__ import annotations

from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.interim_care.views import Board, RoomView


def next_mattress(room: RoomView) -> str:
    """The code of the next mattress of a room: the letters of its beds, a plus and a number."""
    codes = {bed.code for bed in room.beds}
    letters = next((bed.code.rstrip("0123456789-") for bed in room.beds), room.name[:1])
    return next(code for code in (f"{letters}+{number}" for number in range(1, len(codes) + 2)) if code not in codes)


def crowded(board: Board) -> str:
    """How full the house is, where it matters; that there is a plan for it, or that it is to be written."""
    if board.crowding.level == "ok":
        return ""
    percent = tr(N_("{percent} % of the beds"), percent=board.crowding.percent)
    if board.crowding.level == "nearly":
        return percent
    nights = ntr(N_("full for {count} night"), N_("full for {count} nights"), board.crowded_nights)
    plan = tr(N_("a mattress plan stands")) if board.plan else tr(N_("write the mattress plan"))
    return f"{percent} · {nights} · {plan}"
