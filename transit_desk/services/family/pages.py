"""What is shown of a family: one tab of the child's page, and the forms it leads to."""

from __future__ import annotations

from transit_desk import choices, forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import Section, TabPage
from transit_desk.services.family.records import Bond, Fear, NoContact, OwnChild, Relative
from transit_desk.storage.records import asked_of, fields_of

_CHILD = "case_file.child"
TAB = TabPage("family", N_("Family"), "family.tab", of=_CHILD, order=30)

_RELATIVE = (
    Section(N_("Who it is"), ("relation", "name", "other_names", "said_by", "said_on")),
    Section(N_("What is known"), ("alive", "last_place", "phone", "caregiver")),
    Section(
        N_("What the child wants, and whether it is safe"), ("wish", "safe"),
        N_("Ask the child alone. Whoever is to be avoided is shown to the child's own workers only."),
    ),
)  # fmt: skip
ADD_RELATIVE = forms.in_file("family.relative", N_("A relative"), "family.add_relative", asked_of(Relative), *_RELATIVE)
CORRECT_RELATIVE = forms.correction_of(ADD_RELATIVE)


def _said(name: str, label: str, help: str = "", longest: int = 200) -> Field:  # noqa: A002
    return Field(fields.Text(longest), label, Level.C2, Topic.IDENTITY, help, asked=True, name=name)


_SEX = Field(
    fields.Choice("sex", frozenset(choices.load("sex").keys)), N_("Sex"), Level.C1, Topic.IDENTITY, required=True,
    name="sex",
)  # fmt: skip
_OWN = fields_of(OwnChild)
ADD_OWN_CHILD = forms.in_file(
    "family.own_child", N_("A girl's own child"), "family.add_own_child",
    {
        "name": _said("name", N_("Name of the child")),
        "sex": _SEX,
        "age": _said("age", N_("Age of the child"), N_("for example 8 months or 2"), 60),
        **{name: _OWN[name] for name in ("present", "registration", "father")},
    },
    Section(N_("The child"), ("name", "sex", "age", "present"), N_("The child gets a small file of its own.")),
    Section(N_("Birth"), ("registration",)),
    Section(
        N_("Only if she speaks of it"), ("father",),
        N_("Leave this empty unless she offers it. You will not see it again."),
    ),
)  # fmt: skip
CHANGE_OWN_CHILD = forms.about(
    "family.change_own_child", N_("A girl's own child"), "family.change_own_child",
    {name: _OWN[name] for name in ("present", "registration")},
    Section(N_("The child"), ("present", "registration")), start="family.own_child_values",
)  # fmt: skip
COMPLETE_OWN_CHILD = forms.about(
    "family.complete_own_child", N_("A girl's own child"), "family.complete_own_child",
    {name: _OWN[name] for name in ("present", "registration")},
    Section(N_("The child"), ("present", "registration"),
            N_("Is it a sister's child, or somebody else's? Then write a bond instead.")),
)  # fmt: skip
ADD_BOND = forms.in_file(
    "family.bond", N_("A bond with another child"), "family.add_bond", asked_of(Bond),
    Section(N_("Which child, and what they are to each other"), ("other_id", "what", "said_by"),
            N_("It is written in both files.")),
)  # fmt: skip
KEEP_APART = forms.in_file(
    "family.fear", N_("Keep two children apart"), "family.keep_apart", asked_of(Fear),
    Section(
        N_("From whom, and why"), ("other_id", "what", "words", "said_by"),
        N_("Whoever gives beds sees that the two are kept apart, and nothing else."),
    ),
)  # fmt: skip
FORBID_CONTACT = forms.in_file(
    "family.no_contact", N_("Who must not be contacted"), "family.forbid_contact", asked_of(NoContact),
    Section(
        N_("Who, and why"), ("who", "why", "since", "said_by"),
        N_("Everybody sees that they have to ask first. Who it is and why stay with the child's own workers."),
    ),
)  # fmt: skip
CORRECT_NO_CONTACT = forms.correction_of(FORBID_CONTACT)
TAKE_BACK = forms.taking_back("family", N_("Written by mistake, or true no longer"))

PAGES = (
    TAB, ADD_RELATIVE, CORRECT_RELATIVE, ADD_OWN_CHILD, CHANGE_OWN_CHILD, COMPLETE_OWN_CHILD, ADD_BOND, KEEP_APART,
    FORBID_CONTACT, CORRECT_NO_CONTACT, TAKE_BACK,
)  # fmt: skip
