"""What the board says of the whole house."""

from __future__ import annotations

from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.interim_care.views import Board


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
