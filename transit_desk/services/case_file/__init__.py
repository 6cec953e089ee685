"""The case file: one for each child, for ever."""

from __future__ import annotations

from transit_desk.domain import schedule
from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.case_file import hooks, pages

_LEADERS = ("director", "supervisor")
_FIELD = ("caseworker", "psychologist", "tracing_officer")
_HOUSE = ("receptionist", "educator", "nurse")

MODULE = Module(
    name="case_file",
    title=N_("Children"),
    order=100,
    rights=(
        Right("read", N_("See the files of children"), (*_LEADERS, *_FIELD, *_HOUSE, "foster_coordinator",
              "trainer")),
        Right("open", N_("Receive a child"), (*_LEADERS, *_FIELD, "receptionist")),
        Right("write", N_("Write in a file"), (*_LEADERS, *_FIELD, "receptionist")),
        Right("plan", N_("Plan what is due, and say what of one’s own work is done"),
              (*_LEADERS, *_FIELD, "receptionist", "nurse")),
        Right("drop", N_("Say of everything that is due that it is done, or is no longer"), (*_LEADERS, *_FIELD)),
        Right("seek", N_("Say that a child is missing, or back"), (*_LEADERS, *_FIELD, *_HOUSE)),
        Right("assign", N_("Give files to caseworkers"), _LEADERS),
        Right("merge", N_("Join two files of one child"), _LEADERS),
        Right("consent", N_("Keep answers about consent"), (*_LEADERS, *_FIELD)),
        Right("decide", N_("Decide for a child without a caregiver, and confirm it"), _LEADERS),
        Right("note", N_("Write a note"), (*_LEADERS, *_FIELD, *_HOUSE, "foster_coordinator", "trainer")),
        Right("disclose", N_("Write down what a child confided"), (*_LEADERS, *_FIELD, *_HOUSE, "foster_coordinator",
              "trainer", "storekeeper", "safeguarding")),
        Right("print", N_("Print papers about a child"), (*_LEADERS, *_FIELD)),
    ),
    pages=pages.PAGES,
    home="case_file.children",
    hooks=hooks.HOOKS,
    settings=(
        Setting("case_file.registration_days", N_("Days to complete a registration"), 2),
        Setting("case_file.heard_from", N_("Age from which the child agrees as well"), 6),
        Setting("case_file.in_writing_from", N_("Age from which the child agrees in writing"), 12),
        Setting("case_file.own_consent_from", N_("Age from which the child answers"), 15),
        Setting("case_file.tell_withdrawal_days", N_("Days to tell a receiver that consent was withdrawn"), 2),
        Setting("case_file.first_visit_days", N_("Days to the first visit after a return"), 14),
        Setting("case_file.follow_up", N_("Follow-up visits"), schedule.FOLLOW_UP, schedule.steps),
        Setting("case_file.stay_reviews", N_("Reviews of a stay"), "30d 60d 80d", schedule.steps),
    ),
    papers=(
        Paper("case_file.case_summary", N_("Case summary"), "case_file.case_summary",
              ("centre", "receiving_agency", "foster_family")),
        Paper("case_file.brief_paper", N_("In ninety seconds"), "case_file.brief_paper", ("centre",)),
        Paper("case_file.registration_form", N_("Registration form"), "case_file.registration_form", ("centre",)),
        Paper("case_file.due_sheet", N_("Visits and promises until tomorrow"), "case_file.due_sheet",
              goes_with="presence.evening_pack"),
        Paper("case_file.registration_blank", N_("Registration form, blank"), "case_file.registration_blank",
              goes_with="presence.evening_pack"),
        Paper("case_file.consent_form", N_("Consent form"), "case_file.consent_form", ("centre",)),
        Paper("case_file.consent_blank", N_("Consent form, blank"), "case_file.consent_blank"),
        Paper("case_file.bed_card", N_("Bed card"), "case_file.bed_card"),
    ),
)  # fmt: skip
