"""What is shown of the time before the centre: one tab of the child's page, and the forms it leads to."""

from __future__ import annotations

import dataclasses

from transit_desk import forms
from transit_desk.domain.fields import Field
from transit_desk.domain.text import N_
from transit_desk.module import Section, TabPage
from transit_desk.services.history.records import (
    NO_SERVICE,
    NOTICE,
    AgeFinding,
    Association,
    Attestation,
    CertificationStep,
    Detention,
    RecruitmentRisk,
    Separation,
    Summons,
)
from transit_desk.storage.records import Record, asked_of, fields_of

_CHILD = "case_file.child"
_NEVER_LEAVES = N_("This never leaves the centre.")


def _only(kind: type[Record], *names: str) -> dict[str, Field]:
    return {name: fields_of(kind)[name] for name in names}


TAB = TabPage("history", N_("The way here"), "history.tab", of=_CHILD, order=40)

_ASSOCIATION = (
    Section(
        N_("Which force or group, and when"),
        ("force_type", "group_code", "group_words", "joined", "left", "said_by"),
        NOTICE,
    ),
    Section(
        N_("How it began and ended"),
        ("recruitment_mode", "push_reasons", "recruited_at", "released_at", "exits_before", "taken_again"),
    ),
    Section(N_("What the child was used for"), ("roles", "words"), NOTICE),
    Section(N_("Who may know"), ("agency_may_know",)),
)
ADD_ASSOCIATION = forms.in_file(
    "history.association", N_("A time with a force or group"), "history.add_association",
    asked_of(Association), *_ASSOCIATION,
)  # fmt: skip
CORRECT_ASSOCIATION = forms.correction_of(ADD_ASSOCIATION)

_SEPARATION = Section(N_("The separation"), ("on_date", "place", "cause", "narrative", "said_by"), NOTICE)
ADD_SEPARATION = forms.in_file(
    "history.separation", N_("Separation from the family"), "history.add_separation", asked_of(Separation), _SEPARATION
)
CORRECT_SEPARATION = forms.correction_of(ADD_SEPARATION)

_DETENTION = (
    Section(N_("When, and in whose hands"), ("began", "ended", "authority", "outcome"), _NEVER_LEAVES),
    Section(N_("Handover and help"), ("known_at", "handed_over_at", "legal_referral", "lawyer_informed")),
)
ADD_DETENTION = forms.in_file(
    "history.detention", N_("Detention"), "history.add_detention", asked_of(Detention), *_DETENTION
)
CHANGE_DETENTION = forms.about(
    "history.change_detention", N_("Detention"), "history.change_detention", asked_of(Detention), *_DETENTION,
    start="history.detention_values",
)  # fmt: skip
END_DETENTION = forms.about(
    "history.end_detention", N_("End of a detention"), "history.end_detention",
    {**_only(Detention, "outcome", "handed_over_at"),
     "ended": dataclasses.replace(fields_of(Detention)["ended"], required=True, help="")},
    Section(N_("How it ended"), ("ended", "outcome", "handed_over_at"), _NEVER_LEAVES),
)  # fmt: skip

ADD_SUMMONS = forms.in_file(
    "history.summons", N_("Summoned or arrested"), "history.add_summons", asked_of(Summons),
    Section(N_("What happened"), ("kind", "at", "authority"), _NEVER_LEAVES),
    Section(
        N_("Who answered"), ("answered_at", "answered_by"), N_("Leave this empty until somebody has answered.")
    ),
)  # fmt: skip
ANSWER_SUMMONS = forms.about(
    "history.answer_summons", N_("Answer a summons"), "history.answer_summons",
    {name: dataclasses.replace(field, required=True)
     for name, field in _only(Summons, "answered_at", "answered_by").items()},
    Section(N_("Who answered"), ("answered_at", "answered_by"), _NEVER_LEAVES),
)  # fmt: skip

RECORD_CERTIFICATION = forms.in_file(
    "history.certification", N_("Step of the certification"), "history.record_certification",
    _only(CertificationStep, "state", "on_day", "by_whom"),
    Section(N_("Certification"), ("state", "on_day", "by_whom"), NO_SERVICE),
)  # fmt: skip
ADD_ATTESTATION = forms.in_file(
    "history.attestation", N_("Attestation"), "history.add_attestation", asked_of(Attestation),
    Section(N_("The paper"), ("state", "on_day", "issued_by", "number"), NO_SERVICE),
)  # fmt: skip
ADD_AGE_FINDING = forms.in_file(
    "history.age_finding", N_("What was said about the age"), "history.add_age_finding", asked_of(AgeFinding),
    Section(
        N_("What was said"), ("on_day", "by_whom", "finding", "basis"),
        N_("In doubt a child is a child, and keeps everything."),
    ),
)  # fmt: skip
ADD_RISK = forms.in_file(
    "history.risk", N_("Risk of being taken again"), "history.add_risk", asked_of(RecruitmentRisk),
    Section(N_("What is known today"), ("on_day", "occasion", "approached", "threatened", "peers_left", "words")),
)  # fmt: skip

TAKE_BACK = forms.taking_back("history", N_("Written by mistake"))

PAGES = (
    TAB, ADD_ASSOCIATION, CORRECT_ASSOCIATION, ADD_SEPARATION, CORRECT_SEPARATION, ADD_DETENTION, CHANGE_DETENTION,
    END_DETENTION, ADD_SUMMONS, ANSWER_SUMMONS, RECORD_CERTIFICATION, ADD_ATTESTATION, ADD_AGE_FINDING, ADD_RISK,
    TAKE_BACK,
)  # fmt: skip
