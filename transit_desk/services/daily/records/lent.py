"""Tools as they are kept: movements read as the ledger reads them, who has what."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import sqlalchemy
from sqlalchemy import func, orm

from transit_desk import children
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.services.daily.records import house
from transit_desk.services.daily.records.tools import Tool, ToolBorrower, ToolMove
from transit_desk.services.daily.rules import tools as rules
from transit_desk.storage import kept
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class Loan:
    """Something that is out: which tool, how many are still missing, since when, who has it for these eyes."""

    id: str
    tool: Tool
    left: int
    at: int
    who: str | Words
    file_id: str = ""


def moves_of(work: Work, tool_id: str) -> list[rules.Move]:
    """The movements of one kind of tool, as the ledger reads them."""
    return [as_move(row) for row in work.all(_MOVES_OF, tool=tool_id)]


def as_move(row: ToolMove) -> rules.Move:
    """A movement as the ledger reads it."""
    return rules.Move(row.id, row.way, row.amount, row.at, row.loan_id or "")


_MOVES = sqlalchemy.select(ToolMove).where(ToolMove.withdrawn_at.is_(None)).order_by(ToolMove.at, ToolMove.id)
_MOVES_OF = _MOVES.where(ToolMove.tool_id == sqlalchemy.bindparam("tool"))


def every_move(work: Work) -> Mapping[str, list[ToolMove]]:
    """All movements, by the kind of tool."""
    found: dict[str, list[ToolMove]] = {}
    for row in work.all(_MOVES):
        found.setdefault(row.tool_id, []).append(row)
    return found


def borrowers(work: Work, move_ids: Sequence[str]) -> Sequence[ToolBorrower]:
    """The children who have what these movements gave out, among those these eyes see."""
    return work.all(_BORROWERS, moves=list(move_ids)) if move_ids else ()


_BORROWERS = kept.standing(ToolBorrower).where(ToolBorrower.move_id.in_(sqlalchemy.bindparam("moves", expanding=True)))


_CLOSING = orm.aliased(ToolMove)
_CLOSED = (
    sqlalchemy.select(func.coalesce(func.sum(_CLOSING.amount), 0))
    .where(_CLOSING.loan_id == ToolMove.id, _CLOSING.withdrawn_at.is_(None))
    .scalar_subquery()
)
_LEFT = (ToolMove.amount - _CLOSED).label("left")  # as `rules.outstanding` says of one loan
_OUT = (
    sqlalchemy.select(ToolMove, _LEFT)
    .where(ToolMove.withdrawn_at.is_(None), ToolMove.way == rules.OUT, _LEFT > 0)
    .order_by(ToolMove.at, ToolMove.id)
)
_OUT_OF = _OUT.where(ToolMove.tool_id == sqlalchemy.bindparam("tool"))


def loans(work: Work, tool_id: str | None = None) -> list[Loan]:
    """Everything that is still out, the longest first: of one kind of tool, or of all."""
    tools = {tool.id: tool for tool in work.standing(Tool)}
    out = work.rows(_OUT) if tool_id is None else work.rows(_OUT_OF, tool=tool_id)
    by_move = {each.move_id: work.stays(each.file_id) for each in borrowers(work, [row.id for row, _left in out])}
    names = house.of_files(work, by_move.values())
    return [
        Loan(row.id, tools[row.tool_id], left, row.at, _who(row, by_move.get(row.id, ""), names),
             by_move.get(row.id, ""))
        for row, left in out if row.tool_id in tools
    ]  # fmt: skip


def _who(row: ToolMove, file_id: str, names: Mapping[str, children.Child]) -> str | Words:
    if row.to_name:
        return row.to_name
    return names[file_id].name if file_id in names else Words(N_("a child"))


def say_who(work: Work, tool_id: str) -> Words:
    """Who has a kind of tool now, in one line."""
    return Joined(
        tuple(Words(N_("{who} ({count})"), {"who": each.who, "count": each.left}) for each in loans(work, tool_id))
    )
