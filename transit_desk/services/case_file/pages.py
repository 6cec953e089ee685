"""What is shown of children: the list, the new arrival, the forms of the file, the child's page."""

from __future__ import annotations

import dataclasses
from typing import Final

from transit_desk import forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import (
    Filter,
    FormPage,
    ListColumn,
    ListPage,
    Part,
    RecordPage,
    ScreenPage,
    Section,
    TabPage,
    Verb,
)
from transit_desk.services.case_file import rules
from transit_desk.services.case_file.records import (
    OF_FAMILY,
    CaseFile,
    Claim,
    Consent,
    Disclosure,
    Note,
    Person,
    Withholding,
)
from transit_desk.storage.records import fields_of


def _text(name: str, label: str, *, help: str = "", longest: int = 10_000) -> Field:  # noqa: A002
    return Field(fields.Text(longest), label, Level.C2, Topic.IDENTITY, help, required=False, asked=True, name=name)


def _place(name: str, label: str) -> Field:
    return dataclasses.replace(_text(name, label), kind=fields.Place(10_000))


_FILE = fields_of(CaseFile)

NEW_FIELDS: dict[str, Field] = {
    "name": _text("name", N_("Name the child says"), help=N_("as the child says it")),
    "sex": fields_of(Person)["sex"],
    "age": _text("age", N_("Age the child says"), help=N_("for example 14, 14-16 or about 15"), longest=60),
    "village": _place("village", N_("Village the child says")),
    "languages": _FILE["languages"],
    "needs_now": _FILE["needs_now"],
    "arrival_type": _FILE["arrival_type"],
}

CHILDREN = ListPage(
    key="case_file.children",
    title=N_("Children"),
    query="case_file.children",
    icon="case_file",
    columns=(
        ListColumn("name", N_("Name in use and number"), "name_code", 24),
        ListColumn("sex_age", N_("Sex, age"), "text", 13),
        ListColumn("where", N_("Place"), "strong", 13),
        ListColumn("stay", N_("Stay"), "text", 8),
        ListColumn("worker", N_("Caseworker"), "text", 12),
        ListColumn("next_step", N_("Next step"), "text", 18),
        ListColumn("next_day", N_("By"), "muted", 8),
        ListColumn("state", N_("File"), "mark", 12),
    ),
    filters=(
        Filter("house", N_("In the house"), "house", on=True),
        Filter("mine", N_("My children"), "person"),
    ),
    verbs=(
        Verb(N_("Several children"), "children", page="arrivals.start"),
        Verb(N_("New arrival"), "plus", page="case_file.new", action="case_file.receive", key="Ctrl+N", primary=True),
    ),
    opens="case_file.child",
    empty=N_("No child here yet."),
)

NEW = FormPage(
    key="case_file.new",
    title=N_("New arrival"),
    action="case_file.receive",
    fields=NEW_FIELDS,
    sections=(
        Section(N_("Who is arriving"), ("name", "sex", "age", "languages")),
        Section(N_("Where from, and what is needed now"), ("village", "arrival_type", "needs_now")),
    ),
    save=N_("Open the file"),
    after="case_file.child",
)

WHO = (Section(N_("Who is arriving"), ("sex",)),)
"""What the interview does not ask, since no file begins without it."""

CHILD = RecordPage("case_file.child", N_("Child's file"), "case_file.child", "case_file")

NOTE = forms.of_record(
    key="case_file.note",
    title=N_("Add a note"),
    action="case_file.write_note",
    record=Note,
    sections=(
        Section(N_("For everyone around the child"), ("care_words",)),
        Section(N_("Sealed"), ("closed_words",), N_("Only the child's own workers can open it.")),
    ),
    save=N_("Keep the note"),
    subject="file_id",
    after="case_file.child",
)

CLAIM = forms.of_record(
    key="case_file.claim",
    title=N_("Add what was said"),
    action="case_file.say",
    record=Claim,
    sections=(
        Section(N_("What was said"), ("what", "words")),
        Section(N_("By whom, and when"), ("said_by", "said_on", "known_by", "preferred")),
    ),
    save=N_("Keep what was said"),
    subject="file_id",
    after="case_file.child",
)

CONSENT = forms.of_record(
    key="case_file.consent",
    title=N_("Ask for consent"),
    action="case_file.answer_consent",
    record=Consent,
    sections=(
        Section(
            N_("What was asked"),
            ("purpose", "for_whom", "decision", "on_day", "limits", "expires_on"),
            N_("A refusal never takes a service away."),
        ),
        Section(N_("Who answered"), ("given_by", "assent", "why_other")),
        Section(N_("How it was explained"), ("explained_by", "language", "explained_how")),
    ),
    save=N_("Keep the answer"),
    start="case_file.consent_values",
    subject="file_id",
    after="case_file.child",
)

WITHHOLD = forms.of_record(
    key="case_file.withhold",
    title=N_("Keep something from somebody"),
    action="case_file.withhold",
    record=Withholding,
    sections=(Section(N_("What the child asks"), ("topics", "from_whom", "named", "reason")),),
    save=N_("Keep it from them"),
    subject="file_id",
    after="case_file.child",
)

CONSENTS = TabPage("consent", N_("Consent"), "case_file.consent_tab", "case_file.child", 50, "incidents")

_HEARD = Field(fields.Flag(), N_("I heard the child myself"), Level.C1, Topic.LEGAL, required=True, name="child_heard")
CONFIRM = FormPage(
    key="case_file.confirm_consent",
    title=N_("Confirm what was decided for a child"),
    action="case_file.confirm_consent",
    fields={"child_heard": _HEARD},
    sections=(Section(N_("The second person"), ("child_heard",), N_("Only now the decision counts.")),),
    save=N_("Confirm"),
    subject="consent_id",
)

LIFT = FormPage(
    key="case_file.lift",
    title=N_("No longer keep it from them"),
    action="case_file.stop_withholding",
    fields={"why": rules.WHY_LIFTED},
    sections=(
        Section(
            N_("What the child now wants"), ("why",), N_("From now on papers and packages may hold it again. What was "
            "asked before stays in the trail."),
        ),
    ),
    save=N_("Lift it"),
    subject="withholding_id",
)  # fmt: skip

DONE = FormPage(
    key="case_file.done",
    title=N_("It is done"),
    action="case_file.finish_due",
    fields={"on_day": rules.DONE_ON},
    sections=(Section(N_("What was promised"), ("on_day",), N_("It is no longer due, and stays in the file.")),),
    save=N_("It is done"),
    subject="due_id",
)

PROFILE = forms.of_record(
    key="case_file.profile",
    title=N_("Change the file"),
    action="case_file.change_file",
    record=CaseFile,
    sections=(
        Section(N_("Now"), ("languages", "needs_now", "arrival_type")),
        Section(
            N_("Before the centre"),
            ("exit_type", "category"),
            N_("Do not write what the child did. Nothing here opens or closes a service."),
        ),
    ),
    save=N_("Save"),
    start="case_file.profile_values",
    subject="file_id",
    after="case_file.child",
)

_CONFIDED = fields_of(Disclosure)
DISCLOSURE = FormPage(
    key="case_file.disclosure",
    title=N_("Write down what a child confided"),
    action="case_file.disclose",
    fields={"told": _CONFIDED["told"], "when_it_was": _CONFIDED["when_it_was"], "nurse_told": rules.NURSE_TOLD},
    sections=(
        Section(
            N_("In the child's own words"),
            ("told", "when_it_was"),
            N_("It is sealed when you save; only the specialists open it, and you will not see it again."),
        ),
        Section(N_("What the others may see"), ("nurse_told",)),
    ),
    save=N_("Seal it"),
    subject="file_id",
    after="case_file.child",
)

NURSE = FormPage(
    key="case_file.nurse",
    title=N_("Send to the nurse today"),
    action="case_file.send_to_nurse",
    fields={"today": rules.NURSE_TODAY},
    sections=(Section(N_("See the nurse today"), ("today",), N_("No reason is asked and none is kept.")),),
    save=N_("Send to the nurse"),
    subject="file_id",
    after="case_file.child",
)

ASSIGN = FormPage(
    key="case_file.assign",
    title=N_("Give the file to a caseworker"),
    action="case_file.assign",
    fields={
        "worker_id": Field(
            fields.Reference("worker", "office.colleagues"), N_("Caseworker"), Level.C1, Topic.CARE,
            N_("sees the file from now on; those before keep their sight of it"), required=True, name="worker_id",
        ),
        "why": rules.WHY_A_MAN,
    },
    sections=(Section(N_("In whose hands"), ("worker_id", "why")),),
    save=N_("Give the file"),
    subject="file_id",
    after="case_file.child",
)  # fmt: skip

COMPARE = ScreenPage("case_file.compare", N_("Compare two files"), "compare", "case_file.merge")

SPLIT = FormPage(
    key="case_file.split",
    title=N_("Take two files apart"),
    action="case_file.split",
    fields={"why": rules.WHY_APART},
    sections=(Section(N_("Two children after all"), ("why",)),),
    save=N_("Take them apart"),
    subject="file_id",
    after="case_file.child",
)

# -- the registration as an interview: one long form kept in parts, in the order in which a child is spoken with

INTERVIEW = ScreenPage("case_file.interview", N_("Interview"), "interview", needs="case_file.write")

_ANSWERED = (
    ("name_in_use", N_("How the child wants to be called")),
    ("name", N_("Name the child says")),
    ("age", N_("Age the child says")),
    ("birth", N_("When the child was born, as the child says")),
    ("place", N_("Village the child says")),
    ("beside", N_("Who may sit with the child")),
    ("talk_with", N_("With whom the child prefers to talk")),
    ("not_ask", N_("What the child does not want to be asked")),
    ("nickname", N_("Nickname")),
    ("other_spelling", N_("Other ways of writing the name")),
    ("birth_paper", N_("Birth paper")),
    ("eats_not", N_("What the child does not eat")),
    ("sleeps", N_("What helps at night")),
    ("calms", N_("What helps when it is too much")),
    ("clothes", N_("Clothes and shoes needed")),
    ("needs_else", N_("What else the child asks for now")),
    ("good_at", N_("What the child is good at")),
    ("likes", N_("What the child likes")),
    ("proud_of", N_("What the child is proud of")),
    ("school_class", N_("Last class at school")),
    ("school_place", N_("Which school")),
    ("trade", N_("A trade the child knows")),
    ("helps", N_("Who or what gives the child strength")),
    ("wish_now", N_("What the child wishes now")),
    ("wish_later", N_("What the child wishes for later")),
    ("wish_learn", N_("What the child wishes to learn")),
    ("wish_not", N_("What the child does not wish")),
    ("way_home", N_("How one gets there")),
)
_EXAMPLES: Final = {
    "age": NEW_FIELDS["age"].help,
    "birth": N_("for example 14/09/2011, March 2011, about 2009, rainy season"),
}
HEARD: dict[str, Field] = {
    name: dataclasses.replace(
        _place(name, label) if name == "place" else _text(name, label, help=_EXAMPLES.get(name, "")),
        topic=Topic.FAMILY if name in OF_FAMILY else Topic.IDENTITY,
    )
    for name, label in _ANSWERED
} | {name: _FILE[name] for name in ("languages", "needs_now", "arrival_type", "exit_type", "category")}


def _part(key: str, title: str, names: str, notice: str = "") -> FormPage:
    asked = tuple(names.split())
    return FormPage(
        key=f"case_file.{key}", title=title, action="case_file.hear", fields={name: HEARD[name] for name in asked},
        sections=(Section(title, asked, notice),), save=N_("Keep and go on"), subject="file_id",
        after="case_file.child", in_parts=True, of=INTERVIEW.key,
    )  # fmt: skip


PARTS = (
    _part("part_welcome", N_("Welcome"), "name_in_use languages beside talk_with not_ask"),
    _part("part_name", N_("Name and age"), "name nickname other_spelling age birth birth_paper"),
    _part("part_needs", N_("Needs now"), "needs_now arrival_type eats_not sleeps calms clothes needs_else"),
    _part("part_strengths", N_("Strengths"), "good_at likes proud_of school_class school_place trade helps"),
    _part("part_wishes", N_("Wishes"), "wish_now wish_later wish_learn wish_not"),
    _part("part_home", N_("Where home is"), "place way_home"),
    _part(
        "part_before", N_("Before the centre"), "exit_type category",
        N_("Do not write what the child did. Nothing here opens or closes a service."),
    ),
)  # fmt: skip

_WELCOME, _NEEDS, _WISHES, _KIN, EXPERIENCE = (
    N_("Welcome"), N_("Needs now"), N_("Strengths and wishes"), N_("Family"), N_("Experience, only if the child wishes")
)  # fmt: skip
_BY_CHILD: Final = {"said_by": "child"}
IN_ORDER = (
    Part("identity.interview", _WELCOME, "identity.told", title=N_("Who is there"), tab="identity", needed=True),
    Part("case_file.part_welcome", _WELCOME, "case_file.told"),
    Part("case_file.part_name", _WELCOME, "case_file.told"),
    Part("case_file.consent", _WELCOME, "case_file.told", title=N_("Consent"), tab="consent"),
    Part("case_file.part_needs", _NEEDS, "case_file.told"),
    Part("case_file.part_strengths", _WISHES, "case_file.told"),
    Part("case_file.part_wishes", _WISHES, "case_file.told"),
    Part("family.relative", _KIN, "family.told", title=N_("Relatives"), tab="family", many=True, given=_BY_CHILD),
    Part("family.own_child", _KIN, "family.told", optional=True, title=N_("Her own children"), tab="family", many=True),
    Part("case_file.part_home", _KIN, "case_file.told"),
    Part("identity.place", _KIN, "identity.told", title=N_("Places told of"), tab="identity", many=True,
         given=_BY_CHILD),
    Part("identity.avoided", _KIN, "identity.told", optional=True, title=N_("Where not to go"), tab="identity",
         given=_BY_CHILD),
    Part("family.no_contact", _KIN, "family.told", optional=True, title=N_("Whom not to contact"), tab="family",
         given=_BY_CHILD),
    Part("case_file.withhold", _KIN, "case_file.told", optional=True, title=N_("What stays from whom"), tab="consent"),
    Part("history.separation", EXPERIENCE, "history.told", optional=True, title=N_("Separation"), tab="history",
         given=_BY_CHILD),
    Part("case_file.part_before", EXPERIENCE, "case_file.told", optional=True),
    Part("history.association", EXPERIENCE, "history.told", optional=True, title=N_("With a force or group"),
         tab="history", given=_BY_CHILD),
)  # fmt: skip

PAGES = (
    COMPARE,
    SPLIT,
    CHILDREN,
    NEW,
    CHILD,
    NOTE,
    CLAIM,
    CONSENT,
    CONSENTS,
    CONFIRM,
    WITHHOLD,
    LIFT,
    DONE,
    PROFILE,
    DISCLOSURE,
    NURSE,
    ASSIGN,
    INTERVIEW,
    *PARTS,
)
