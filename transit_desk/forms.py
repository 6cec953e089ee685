"""The usual forms of a slice: of one record, into a child's file, about what stands there, to correct, to take back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from transit_desk import said
from transit_desk.domain import fields, sense
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import FormPage, Section
from transit_desk.storage import corrections
from transit_desk.storage.corrections import Told
from transit_desk.storage.records import Record, asked_of, fields_of
from transit_desk.storage.work import Work

T = TypeVar("T", bound=Told)

BECAUSE: Final = Field(fields.Text(500), N_("Why it is corrected"), Level.C2, Topic.CARE, required=True, name="because")
_WHY: Final = Field(fields.Text(500), N_("Reason"), Level.C2, Topic.CARE, required=True, name="why")

SAFETY_PLAN: Final = Field(
    fields.Text(2_000, lines=4), N_("How the child stays safe"), Level.C2, Topic.SAFETY,
    N_("whom to call, where to go, when somebody looks after the child"), name="safety_plan",
)  # fmt: skip
"""Asked wherever a child chose to leave; it is kept with its leaving."""

HER_BABY: Final = {
    "baby": Field(fields.Choice("baby_goes"), N_("Does her baby go along?"), Level.C1, Topic.CARE, name="baby"),
    "baby_with": Field(fields.Text(500, lines=2), N_("Who cares for the baby meanwhile"), Level.C1, Topic.CARE,
                       N_("It stands in the baby’s file, for everybody around it."), name="baby_with"),
}  # fmt: skip
"""Asked wherever a mother goes away for a while whose baby lives here."""
THOUGH_SEEN: Final = {
    "though_seen": Field(
        fields.Text(300), N_("Seen here after that: why that is wrong"), Level.C2, Topic.CARE,
        N_("only where the child was seen in the house later: what is wrong there, who knows it"), name="though_seen",
    ),
}  # fmt: skip
"""Asked where another act than an absence sends a child away from an hour on; it is kept with its absence."""
OF_HER_BABY: Final = Section(N_("Her baby"), tuple(HER_BABY))


@dataclasses.dataclass(frozen=True)
class Offered:
    """Something or somebody that a form offers to choose."""

    id: str
    name: str


def of_record(
    key: str,
    title: str,
    action: str,
    record: type[Record],
    sections: tuple[Section, ...],
    *,
    save: str = "",
    start: str = "",
    subject: str = "",
    after: str = "",
    in_parts: bool = False,
) -> FormPage:
    """A form whose fields are all described by one record: exactly those that its sections name."""
    described = fields_of(record)
    asked = {name: described[name] for section in sections for name in section.names}
    return FormPage(key, title, action, asked, sections, save, start, subject, after, in_parts)


def in_file(
    key: str,
    title: str,
    action: str,
    asked: Mapping[str, Field],
    *sections: Section,
    start: str = "",
    where_told: frozenset[str] = frozenset(),
) -> FormPage:
    """A form that writes something new into a child's file, which is shown again afterwards."""
    return FormPage(key, title, action, asked, sections, N_("Keep it"), start, "file_id", "case_file.child",
                    where_told=where_told)  # fmt: skip


def about(
    key: str,
    title: str,
    action: str,
    asked: Mapping[str, Field],
    *sections: Section,
    start: str = "",
    where_told: frozenset[str] = frozenset(),
) -> FormPage:
    """A form about a record that is there; afterwards the page it was opened from is shown again."""
    return FormPage(key, title, action, asked, sections, N_("Save"), start, "record_id", where_told=where_told)


def correction_of(page: FormPage) -> FormPage:
    """The same questions again, with what they hold; what stood there before stays to be read."""
    of_slice, name = page.key.split(".")
    reason = Section(N_("What was not right"), ("because",), N_("What stood there before can still be read."))
    return about(
        f"{of_slice}.correct_{name}", page.title, f"{of_slice}.correct", {**page.fields, "because": BECAUSE},
        *page.sections, reason, start=f"{of_slice}.values",
    )  # fmt: skip


def corrected(
    work: Work, kinds: Iterable[type[T]], record_id: str, values: Mapping[str, object]
) -> tuple[T, dict[str, object], str]:
    """The record that is corrected, all that it would say now, and why; only the fields given are changed."""
    old = corrections.find(work, kinds, record_id)
    said.must_read(work, type(old))
    corrections.must_stand(old)
    given = dict(values)
    because = BECAUSE.check(given.pop("because", None))
    sense.reason_given(because, "because")
    return old, {**said.held(work, old, asked_of(type(old))), **given}, str(because)


def taking_back(of_slice: str, heading: str) -> FormPage:
    """The form that takes a record out of use; it asks why."""
    key = f"{of_slice}.take_back"
    return about(
        key, N_("Take this back"), key, {"why": _WHY},
        Section(heading, ("why",), N_("It stays in the trail, with this reason.")),
    )  # fmt: skip
