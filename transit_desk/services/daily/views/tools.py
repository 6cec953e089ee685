"""The tools: what is out and with whom, what lies in the workshop."""

from __future__ import annotations

from typing import Final

from transit_desk.domain import days
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Entries, Entry, Mark, Tab, Verb
from transit_desk.services.daily.records import Tool, lent
from transit_desk.services.daily.rules import tools as rules
from transit_desk.storage.work import Work

TAB: Final = "daily.tools"


def tab(work: Work) -> Tab:
    """What is out, the longest first; then every kind of tool."""
    return Tab(TAB, N_("Tools"), (_out(work), _kinds(work)))


def since(work: Work, at: int) -> Joined:
    """The day and the hour since which something is out."""
    local = work.local(at)
    return Joined((days.of_late(local.date(), work.today()), f"{local:%H:%M}"))


def _out(work: Work) -> Entries:
    verb = Verb(N_("Give tools out"), "exchange", page="daily.give_out", action="daily.give_out")
    headings = (N_("Tool"), N_("How many"), N_("Who has it"), N_("Since"))
    entries = tuple(_loan(work, each) for each in lent.loans(work))
    return Entries(N_("Out now"), headings, entries, verb, N_("Every tool is in its place."))


def _loan(work: Work, loan: lent.Loan) -> Entry:
    about = {"loan_id": loan.id}
    back = Verb(N_("Is back"), "check", page="daily.take_in", action="daily.take_in", extra=about)
    gone = Verb(N_("Write it off"), "cross", page="daily.write_off", action="daily.write_off", extra=about)
    return Entry((loan.tool.name, str(loan.left), loan.who, since(work, loan.at)), _sharp(loan.tool), (back, gone))


def _sharp(tool: Tool) -> Mark | None:
    return Mark(Words(N_("cuts or stabs")), "warning", "warn") if tool.sharp else None


def _kinds(work: Work) -> Entries:
    moves = lent.every_move(work)
    verb = Verb(N_("Add a kind of tool"), "plus", page="daily.add_tool", action="daily.add_tool")
    entries = []
    for tool in sorted(work.standing(Tool), key=lambda row: ((row.workshop or "").casefold(), row.name.casefold())):
        told = [lent.as_move(row) for row in moves.get(tool.id, ())]
        out = Verb(N_("Give out"), "exchange", page="daily.give_out", action="daily.give_out",
                   extra={"tool_id": tool.id})  # fmt: skip
        anew = Verb(N_("Count anew"), "pencil", page="daily.count_tool", action="daily.count_tool",
                    extra={"tool_id": tool.id})  # fmt: skip
        cells = (tool.name, tool.workshop or "", str(rules.here(told, tool.count)), str(rules.out(told)))
        entries.append(Entry(cells, _sharp(tool), (out, anew)))
    headings = (N_("Tool"), N_("Workshop"), N_("Here"), N_("Out"))
    return Entries(N_("Tools of the workshops"), headings, tuple(entries), verb, N_("No tool is written down yet."))
