"""Health: what a child needs tonight, and what of it only named persons read."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.health import hooks, pages
from transit_desk.services.health.rules import growth, weeks

_LEADERS = ("director", "supervisor")
_CARE = ("nurse", "psychologist")

MODULE = Module(
    name="health",
    title=N_("Health"),
    order=250,
    rights=(
        Right("read", N_("See the health of children"), (*_LEADERS, *_CARE, "caseworker", "foster_coordinator")),
        Right("mind", N_("Know allergies, diets and aids"),
              (*_LEADERS, *_CARE, "caseworker", "foster_coordinator", "tracing_officer", "receptionist", "educator",
               "trainer")),
        Right("tell", N_("Write down allergies, diets and aids"),
              (*_LEADERS, *_CARE, "caseworker", "receptionist", "educator")),
        Right("write", N_("Write down visits and measures"), (*_LEADERS, *_CARE, "caseworker")),
        Right("prescribe", N_("Plan, change and stop medicines"), (*_LEADERS, *_CARE)),
        Right("round", N_("Give medicines by the round"), (*_LEADERS, *_CARE, "educator")),
        Right("session", N_("Write down sessions of psychosocial support"), (*_LEADERS, "psychologist")),
        Right("hold", N_("Open a child's closed health to a nurse"), ("psychologist",)),
        Right("print", N_("Print papers about health"), (*_LEADERS, *_CARE, "caseworker")),
    ),
    pages=pages.PAGES,
    home="health.round",
    hooks=hooks.HOOKS,
    settings=(
        Setting("health.late_minutes", N_("Minutes after which a dose is late"), 60),
        Setting("health.ahead_minutes", N_("Minutes before its hour at which a dose may be given"), 60),
        Setting("health.word_hours", N_("Hours after which a dose is kept as given with a word only"), 14),
        Setting("health.arm_young", N_("Upper arm from 6 to 59 months, in mm: severe and moderate below"), "115 125",
                growth.two_thresholds),
        Setting("health.arm_older", N_("Upper arm of older children, in mm: severe and moderate below"), "160 185",
                growth.two_thresholds),
        Setting("health.visits_before_birth", N_("Weeks of the visits before a birth"), weeks.BEFORE_BIRTH,
                weeks.weeks_before_birth),
        Setting("health.vaccines", N_("Vaccines by the age of an infant"), weeks.VACCINES, weeks.series_of),
    ),
    papers=(
        Paper("health.round_sheet", N_("Medicines of the night"), "health.round_sheet",
              goes_with="presence.evening_pack"),
        Paper("health.referral_letter", N_("Letter to a clinic"), "health.referral_letter", ("clinic",)),
        Paper("health.health_card", N_("Health card"), "health.health_card", ("home", "receiving_agency")),
    ),
)  # fmt: skip
