"""The tab of photographs and papers, and the forms that add, replace and withdraw one."""

from __future__ import annotations

import dataclasses

from transit_desk import forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import FormPage, Section, TabPage
from transit_desk.services.documents.records import Document
from transit_desk.storage.records import fields_of

_DOCUMENT = fields_of(Document)

DATA = Field(
    fields.Scan(), N_("Picture or PDF"), Level.C2, Topic.LEGAL,
    N_("JPEG, PNG or PDF. It is drawn anew as pictures; scripts, places and authors stay behind."),
    required=True, name="data",
)  # fmt: skip
WHY = Field(fields.Text(500, lines=3), N_("Why"), Level.C1, Topic.CARE, required=True, name="why")

TAB = TabPage("documents", N_("Papers and photos"), "documents.tab", "case_file.child", 70, "identity")

ADD = forms.in_file(
    "documents.add", N_("Add a picture or a paper"), "documents.add",
    {
        "data": DATA,
        "kind": dataclasses.replace(_DOCUMENT["kind"], required=True),
        "words": _DOCUMENT["words"],
        "on_day": _DOCUMENT["on_day"],
        "secrecy": _DOCUMENT["secrecy"],
    },
    Section(N_("What it is"), ("data", "kind", "words", "on_day")),
    Section(
        N_("Who may open it"), ("secrecy",),
        N_("Anything about the group, violence or health that could harm belongs under a seal."),
    ),
)  # fmt: skip

REPLACE = FormPage(
    key="documents.replace",
    title=N_("Replace a picture or a paper"),
    action="documents.replace",
    fields={"data": DATA, "on_day": _DOCUMENT["on_day"]},
    sections=(Section(N_("The better picture"), ("data", "on_day")),),
    save=N_("Keep it"),
    subject="document_id",
)

WITHDRAW = FormPage(
    key="documents.withdraw",
    title=N_("Withdraw a picture or a paper"),
    action="documents.withdraw",
    fields={"why": WHY},
    sections=(Section(N_("It is shown no more"), ("why",)),),
    save=N_("Withdraw"),
    subject="document_id",
)

USE = FormPage(
    key="documents.use_portrait",
    title=N_("Use as the child's photo"),
    action="documents.use_portrait",
    fields={},
    sections=(Section(N_("At the head of the file, masked until somebody asks"), ()),),
    save=N_("Put it there"),
    subject="document_id",
)

DROP = FormPage(
    key="documents.drop_portrait",
    title=N_("No photo at the head of the file"),
    action="documents.drop_portrait",
    fields={},
    sections=(Section(N_("The photograph stays among the papers"), ()),),
    save=N_("Take the photo away"),
    subject="document_id",
)

PAGES = (TAB, ADD, REPLACE, WITHDRAW, USE, DROP)
