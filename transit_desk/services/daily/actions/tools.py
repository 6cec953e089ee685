"""Tools counted out and in."""

from __future__ import annotations

from transit_desk.action import Undone, action
from transit_desk.domain import sense
from transit_desk.domain.text import N_
from transit_desk.services.daily.actions.checked import UNDONE, checked
from transit_desk.services.daily.records import Tool, ToolBorrower, ToolMove, house, lent
from transit_desk.services.daily.rules import tools as rules
from transit_desk.storage.records import new_id, records
from transit_desk.storage.work import Work


@action(N_("Add a kind of tool"), needs="lend")
def add_tool(work: Work, *, name: str, count: int, workshop: str | None = None, sharp: bool = False) -> str:
    """What there is of a tool, and whether it cuts. Returns its identifier."""
    return work.add(
        Tool(**checked(work, Tool, {"name": name, "count": count, "workshop": workshop, "sharp": sharp}))
    ).id


@action(N_("Count a kind of tool anew"), needs="lend")
def count_tool(work: Work, *, tool_id: str, count: int) -> None:
    """How many there are in all: bought, or found again. Never fewer than are out or lost."""
    given = checked(work, Tool, {"count": count})
    tool = work.get(Tool, tool_id)
    rules.enough_left(lent.moves_of(work, tool.id), given["count"])
    work.put(tool, given)


def _undo_move(work: Work, undone: Undone) -> None:
    row = work.get(ToolMove, undone.result)
    rest = [each for each in lent.moves_of(work, row.tool_id) if each.key != row.id]
    rules.still_holds(rest, work.get(Tool, row.tool_id).count)
    work.withdraw(row, UNDONE)
    for each in lent.borrowers(work, [row.id]):
        work.withdraw(each, UNDONE)


@action(N_("Give tools out"), needs="lend", undo=_undo_move)
def give_out(
    work: Work,
    *,
    tool_id: str,
    amount: int,
    file_id: str | None = None,
    to_name: str | None = None,
    at: int | None = None,
) -> str:
    """So many of a tool go to a child, or to a colleague by name, at an hour. Returns the loan's identifier."""
    given = checked(work, ToolMove, {"tool_id": tool_id, "amount": amount, "to_name": to_name, "at": at or work.now()})
    sense.hour_has_come(given["at"], work.now(), "at")
    rules.somebody(file_id, to_name)
    tool = work.get(Tool, tool_id)
    if file_id:
        work.get(records()["case_file"], work.stays(file_id))
        rules.lives_here(here=work.stays(file_id) in house.residents(work))
    before = lent.moves_of(work, tool.id)
    new = rules.Move(new_id(), rules.OUT, given["amount"], given["at"])
    rules.may_go_out(before, new, tool.count, str(lent.say_who(work, tool.id)))
    work.add(ToolMove(id=new.key, way=rules.OUT, **given))
    work.session.flush()
    if file_id:
        work.add(ToolBorrower(file_id=work.stays(file_id), move_id=new.key))
    return new.key


@action(N_("Take tools back"), needs="lend", undo=_undo_move)
def take_in(work: Work, *, loan_id: str, amount: int, at: int | None = None) -> str:
    """So many of a loan are here again. Returns the line's identifier."""
    return _close(work, loan_id, rules.BACK, amount, at, None)


@action(N_("Write off tools that were lost or broken"), needs="lend", undo=_undo_move)
def write_off(work: Work, *, loan_id: str, amount: int, why: str, at: int | None = None) -> str:
    """So many of a loan will not come back; why. Returns the line's identifier."""
    return _close(work, loan_id, rules.LOST, amount, at, why)


def _close(work: Work, loan_id: str, way: str, amount: int, at: int | None, why: str | None) -> str:
    given = checked(work, ToolMove, {"amount": amount, "at": at or work.now(), "why": why})
    sense.hour_has_come(given["at"], work.now(), "at")
    rules.loss_told(way, why)
    loan = work.get(ToolMove, loan_id)
    new = rules.Move(new_id(), way, given["amount"], given["at"], loan.id)
    rules.may_close(lent.moves_of(work, loan.tool_id), new)
    work.add(ToolMove(id=new.key, tool_id=loan.tool_id, way=way, loan_id=loan.id, **given))
    return new.key
