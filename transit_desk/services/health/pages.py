"""What is shown of health: the round, the tab of a child, and the forms that lead into it."""

from __future__ import annotations

import dataclasses
from typing import Final

from transit_desk import forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import ListColumn, ListPage, Page, ScreenPage, Section, TabPage
from transit_desk.services.health.actions.again import MARK
from transit_desk.services.health.actions.closed import NURSE_TOLD
from transit_desk.services.health.actions.visits import OF_THE_STAY
from transit_desk.services.health.records import (
    ClosedCare,
    ClosedReader,
    Condition,
    Dose,
    HealthNeed,
    Measure,
    MedicalHolder,
    Medicine,
    MedicinePlan,
    Pregnancy,
    PssSession,
    Referral,
    UrgentCare,
    Vaccination,
    Visit,
)
from transit_desk.storage.records import asked_of, fields_of

_NOT_ILLNESS = N_("What tells the illness is for named persons: write it there.")
ROUND = ScreenPage("health.round", N_("Health"), "round", "health.round", "health")
TAB = TabPage("health", N_("Health"), "health.tab", "case_file.child", 45)

FOLLOWED = ListPage(
    key="health.followed",
    title=N_("Children followed"),
    query="health.followed",
    icon="health",
    columns=(
        ListColumn("who", N_("Child"), "name_code", 30),
        ListColumn("medicines", N_("Medicines"), "text", 20),
        ListColumn("due", N_("To be seen"), "text", 26),
        ListColumn("state", N_("State"), "mark", 14),
    ),
    opens="case_file.child",
    empty=N_("Nobody takes a medicine, and nobody is to be seen."),
)

DIETS = ListPage(
    key="health.diets",
    title=N_("Diets and allergies"),
    query="health.diets",
    icon="meal",
    columns=(
        ListColumn("who", N_("Child"), "name_code", 24),
        ListColumn("words", N_("What to mind"), "strong", 34),
        ListColumn("what_to_do", N_("What to do"), "muted", 28),
        ListColumn("state", N_("State"), "mark", 12),
    ),
    empty=N_("Nothing to mind was written down."),
)

VISIT = forms.in_file(
    "health.visit", N_("A visit"), "health.add_visit", asked_of(Visit),
    Section(N_("What was the matter"), ("on_day", "complaint", "examined_by"), _NOT_ILLNESS),
    Section(N_("What was found and done"), ("finding", "treatment", "stays_due", "follow_up_on")),
)  # fmt: skip
_SENT = ("sent_at", "to_whom", "why", "closed_why", "accompanied_by", "admitted")
REFER = forms.in_file(
    "health.referral", N_("Sent to a clinic"), "health.refer",
    {name: fields_of(Referral)[name] for name in _SENT} | OF_THE_STAY,
    Section(N_("Where, and with whom"), ("sent_at", "to_whom", "accompanied_by", "admitted", "though_seen")),
    dataclasses.replace(forms.OF_HER_BABY, help=N_("Where she stays there overnight.")),
    Section(N_("Why"), ("why", "closed_why"), N_("The letter to the clinic says what is written open, and no more.")),
    start="health.referral_values", where_told=frozenset(OF_THE_STAY),
)  # fmt: skip
BACK = forms.about(
    "health.come_back", N_("Back from the clinic"), "health.come_back",
    {"came_back_at": dataclasses.replace(fields_of(Referral)["came_back_at"], required=True),
     "came_back_with": fields_of(Referral)["came_back_with"]},
    Section(N_("When, and with what"), ("came_back_at", "came_back_with")), start="health.return_values",
)  # fmt: skip
NEED = forms.in_file(
    "health.need", N_("What to mind"), "health.add_need", asked_of(HealthNeed),
    Section(
        N_("What everybody around the child has to know"), ("kind", "words", "severe", "what_to_do", "said_by"),
        N_("It stands in the head of the file, on the round and in the kitchen."),
    ),
)  # fmt: skip
CONDITION = forms.in_file(
    "health.condition", N_("A lasting condition"), "health.add_condition", asked_of(Condition),
    Section(N_("What the child lives with"), ("kind", "words", "known_by", "adapted"), _NOT_ILLNESS),
)  # fmt: skip


def _read_off(name: str, label: str, example: str) -> Field:
    return Field(fields.Text(8), label, Level.C2, Topic.HEALTH, example, name=name)


MEASURE = forms.in_file(
    "health.measure", N_("Measures"), "health.add_measure",
    {
        "on_day": fields_of(Measure)["on_day"],
        "weight": _read_off("weight", N_("Weight in kg"), N_("for example 41,5")),
        "height": _read_off("height", N_("Height in cm"), N_("for example 148")),
        "arm": _read_off("arm", N_("Upper arm in cm"), N_("for example 21,5")),
        "oedema": fields_of(Measure)["oedema"],
    },
    Section(N_("As they are read off"), ("on_day", "weight", "height", "arm", "oedema")),
)  # fmt: skip
BORN = forms.in_file(
    "health.plan_vaccines", N_("Vaccines of an infant"), "health.plan_vaccines",
    {"born_on": Field(fields.Day(past=True), N_("Born on"), Level.C2, Topic.HEALTH, required=True, name="born_on")},
    Section(N_("What is due by weeks"), ("born_on",), N_("What was given already is not asked for again.")),
)  # fmt: skip
VACCINATION = forms.in_file(
    "health.vaccination", N_("Vaccines given"), "health.add_vaccination", asked_of(Vaccination),
    Section(N_("What was given"), ("on_day", "vaccines", "where")),
)  # fmt: skip
SESSION = forms.in_file(
    "health.session", N_("A session"), "health.add_session", asked_of(PssSession),
    Section(N_("That it took place"), ("on_day", "kind", "provider")),
    Section(N_("For its holders alone"), ("content",)),
)  # fmt: skip

_PLAN = ("dose", "hours", "every_days", "from_day", "to_day")
MEDICINE = forms.in_file(
    "health.medicine", N_("A medicine"), "health.add_medicine",
    {**{name: fields_of(Medicine)[name] for name in ("sachet", "name", "closed_name", "prescribed_by", "controlled")},
     **{name: fields_of(MedicinePlan)[name] for name in _PLAN}},
    Section(
        N_("The sachet"), ("sachet", "name", "closed_name", "prescribed_by", "controlled"),
        N_("Whoever gives it reads the number alone. The name stands in one of the two boxes."),
    ),
    Section(N_("How it is given"), _PLAN),
    start="health.medicine_values",
)  # fmt: skip
CHANGE = forms.about(
    "health.change_plan", N_("Change how it is given"), "health.change_plan",
    {name: fields_of(MedicinePlan)[name] for name in ("dose", "hours", "every_days", "to_day")},
    Section(N_("From this hour on"), ("dose", "hours", "every_days", "to_day")), start="health.plan_values",
)  # fmt: skip
TAKE_UP = forms.about(
    "health.take_up", N_("Take a medicine up again"), "health.take_up",
    {"sachet": fields_of(Medicine)["sachet"],
     **{name: fields_of(MedicinePlan)[name] for name in ("dose", "hours", "every_days", "to_day")}},
    Section(N_("The sachet that is here"), ("sachet",), N_("Look at it: another one may have come back.")),
    Section(N_("From this hour on"), ("dose", "hours", "every_days", "to_day")), start="health.plan_values",
)  # fmt: skip
STOP = forms.about(
    "health.stop_medicine", N_("Stop a medicine"), "health.stop_medicine",
    {"why": dataclasses.replace(fields_of(Medicine)["stop_why"], name="why", required=True, by_itself=False)},
    Section(N_("No dose is due from now on"), ("why",)),
)  # fmt: skip
ALONG = forms.in_file(
    "health.send_along", N_("Send medicines along"), "health.send_along",
    {"along_with": dataclasses.replace(fields_of(Medicine)["along_with"], required=True, by_itself=False)},
    Section(N_("The child leaves with them"), ("along_with",),
            N_("They are given here until the child has left. The health card says what goes on.")),
)  # fmt: skip
SETTLE_AWAY = forms.in_file(
    "health.settle_away", N_("Doses of the time away"), "health.settle_away",
    {"mark": MARK, "words": dataclasses.replace(fields_of(Dose)["words"], required=True)},
    Section(N_("Of every dose of which nothing is written"), ("mark", "words"),
            N_("Say who says so. A dose that went otherwise is marked on the round first.")),
)  # fmt: skip
CORRECT_DOSE = forms.about(
    "health.correct_dose", N_("Correct what was marked"), "health.correct_dose",
    {"mark": fields_of(Dose)["mark"], "witness_id": fields_of(Dose)["witness_id"],
     "words": dataclasses.replace(fields_of(Dose)["words"], required=True)},
    Section(N_("What the line should say"), ("mark", "witness_id", "words"),
            N_("The line itself stays, beside this one.")),
)  # fmt: skip

CLOSED = forms.in_file(
    "health.closed", N_("For named persons only"), "health.add_closed", asked_of(ClosedCare),
    Section(N_("What was found and done"), ("on_day", "words"), N_("What you write here you may not read again.")),
)  # fmt: skip
URGENT = forms.in_file(
    "health.urgent", N_("To be treated within hours"), "health.add_urgent",
    {**asked_of(UrgentCare), "nurse_told": NURSE_TOLD},
    Section(N_("When it happened"), ("happened_at", "words"), N_("As near as the child can say. Do not press.")),
    Section(N_("What was done already"), ("against_hiv", "contraception")),
    Section(N_("Who may know that the nurse is wanted"), ("nurse_told",)),
)  # fmt: skip
ANSWER = forms.about(
    "health.answer_urgent", N_("What was done in time"), "health.answer_urgent",
    {name: fields_of(UrgentCare)[name] for name in ("against_hiv", "contraception")},
    Section(N_("What was done"), ("against_hiv", "contraception")), start="health.urgent_values",
)  # fmt: skip
PREGNANCY = forms.in_file(
    "health.pregnancy", N_("A pregnancy"), "health.add_pregnancy", asked_of(Pregnancy),
    Section(N_("For named persons only"), ("birth_expected_on", "known_by", "words")),
)  # fmt: skip
BEFORE_BIRTH = forms.about(
    "health.seen_before_birth", N_("A visit before the birth"), "health.seen_before_birth",
    {"on_day": Field(fields.Day(past=True), N_("Day"), Level.C4, Topic.HEALTH, required=True, name="on_day")},
    Section(N_("When it took place"), ("on_day",)),
)  # fmt: skip
ENDED = forms.about(
    "health.end_pregnancy", N_("How it ended"), "health.end_pregnancy",
    {"ended_on": dataclasses.replace(fields_of(Pregnancy)["ended_on"], required=True, by_itself=False)},
    Section(N_("No visit is due any more"), ("ended_on",)),
)  # fmt: skip

_HOLDER = Field(
    fields.Reference("worker", "health.may_hold"), N_("To whom"), Level.C4, Topic.HEALTH, required=True,
    name="worker_id",
)  # fmt: skip
_WHY = dataclasses.replace(fields_of(MedicalHolder)["why"], name="why")
OPEN = forms.in_file(
    "health.open_to", N_("Open it to a nurse"), "health.open_to", {"worker_id": _HOLDER, "why": _WHY},
    Section(N_("This child, and no other"), ("worker_id", "why")),
)  # fmt: skip
CLOSE = forms.in_file(
    "health.close_to", N_("Close it again"), "health.close_to", {"worker_id": _HOLDER, "why": _WHY},
    Section(N_("To whom it is closed"), ("worker_id", "why"),
            N_("Copies made before stay readable to them.")),
)  # fmt: skip

READER = forms.in_file(
    "health.name_reader", N_("Who goes on with it elsewhere"), "health.name_reader", asked_of(ClosedReader),
    Section(N_("One person, by their own key"), ("name", "recipient"),
            N_("It leaves in a package only where the child agreed to a referral.")),
)  # fmt: skip

CORRECTIONS = {
    Visit: forms.correction_of(VISIT), HealthNeed: forms.correction_of(NEED),
    Condition: forms.correction_of(CONDITION),
}  # fmt: skip
TAKE_BACK = forms.taking_back("health", N_("Written by mistake"))

PAGES: Final[tuple[Page, ...]] = (
    ROUND, TAB, FOLLOWED, DIETS, VISIT, REFER, BACK, NEED, CONDITION, MEASURE, BORN, VACCINATION, SESSION, MEDICINE,
    CHANGE, TAKE_UP, STOP, ALONG, SETTLE_AWAY, CORRECT_DOSE, CLOSED, URGENT, ANSWER, PREGNANCY, BEFORE_BIRTH, ENDED,
    OPEN, CLOSE, READER, TAKE_BACK,
    *CORRECTIONS.values(),
)  # fmt: skip
