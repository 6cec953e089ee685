"""The day: who is on duty, what was eaten, done and seen, what is to be repaired, what was lent."""

from __future__ import annotations

from transit_desk.domain import fields
from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.daily import hooks, pages

_LEADERS = ("director", "supervisor")
_HOUSE = ("receptionist", "educator", "nurse")
_FIELD = ("caseworker", "psychologist")
_WORKSHOP = ("trainer", "storekeeper")

MODULE = Module(
    name="daily",
    title=N_("The day"),
    order=220,
    rights=(
        Right("read", N_("See the day of the house"), (*_LEADERS, *_HOUSE, *_FIELD, *_WORKSHOP)),
        Right("notes", N_("See sheets and notes of the day"), (*_LEADERS, *_HOUSE, *_FIELD)),
        Right("plan", N_("Put people on shifts"), _LEADERS),
        Right("write", N_("Write sheets, notes and activities"), (*_LEADERS, *_HOUSE)),
        Right("serve", N_("Count meals, plan menu and rations"), (*_LEADERS, *_HOUSE, "storekeeper")),
        Right("inspect", N_("Look at rooms and put things right"), (*_LEADERS, *_HOUSE, "storekeeper")),
        Right("lend", N_("Count tools out and in"), (*_LEADERS, "educator", *_WORKSHOP)),
        Right("print", N_("Print sheets, shifts and menus"), (*_LEADERS, *_HOUSE, "storekeeper")),
        Right("hear", N_("Hear a child who asks for the social worker"), (*_LEADERS, *_FIELD)),
    ),
    pages=pages.PAGES,
    home="daily.day",
    hooks=hooks.HOOKS,
    papers=(
        Paper("daily.day_sheet", N_("Sheet of the day"), "daily.day_sheet"),
        Paper("daily.block_sheet", N_("Sheet of the blocks"), "daily.block_sheet", goes_with="presence.evening_pack"),
        Paper("daily.shift_list", N_("List of shifts"), "daily.shift_list"),
        Paper("daily.weekly_menu", N_("Menu and rations"), "daily.weekly_menu"),
    ),
    settings=(
        Setting("daily.children_by_day", N_("Children to one carer by day"), 9, fields.Number(1, 99).check),
        Setting("daily.children_by_night", N_("Children to one carer by night"), 15, fields.Number(1, 99).check),
        Setting("daily.children_under_three", N_("Children under three to one carer"), 4, fields.Number(1, 99).check),
        Setting("daily.tools_back_at", N_("Hour at which every tool is back"), 17, fields.Number(0, 23).check),
    ),
)
