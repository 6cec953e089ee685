"""What each audience of a paper or package may learn, as one table, and what stands in place of the rest."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping

from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_, Words


class Audience(enum.StrEnum):
    """For whom a paper about one child is written. Donors get figures, never a paper about a child."""

    CENTRE = "centre"
    RECEIVING_AGENCY = "receiving_agency"
    FOSTER_FAMILY = "foster_family"
    CLINIC = "clinic"
    HOME = "home"


class Form(enum.StrEnum):
    """How a fact appears."""

    FULL = "full"
    BAND = "band"
    PROVINCE = "province"
    NOTHING = "nothing"


class Element(enum.StrEnum):
    """A row of the table: a topic, or a part of one that has a rule of its own."""

    IDENTITY = "identity"
    FAMILY = "family"
    ORIGIN = "origin"
    ASSOCIATION = "association"
    HEALTH = "health"
    PSYCHOSOCIAL = "psychosocial"
    SAFETY = "safety"
    CARE = "care"
    SUPPORT = "support"
    LOGISTICS = "logistics"
    EDUCATION = "education"
    PHOTO = "photo"
    LEGAL = "legal"
    NARRATIVE = "narrative"
    STAFF_NOTES = "staff_notes"


class Consent(enum.StrEnum):
    """The purpose to which the child (and who speaks for the child) must have said yes.

    The centre's own file and what a carer must know to care need none; *withhold from whom* stands above all.
    """

    TRANSFER = "transfer"
    ASSOCIATION = "association_to_agency"
    SEALED = "sealed_transfer"
    PHOTO = "photo"
    ATTESTATION = "attestation_copy"


@dataclasses.dataclass(frozen=True)
class Ceiling:
    """What of one element an audience may learn.

    Up to `full_to` a fact is told in full; above it, up to `form_to`, in `form` alone; beyond that not at all.
    Without `consent` nothing is told, nor, where `if_needed`, unless somebody marked it as needed for this child.
    `sealed` facts go person to person, in a section of their own and never on paper. `instead` is what may be said in
    any case; `lines` bounds a narrative.
    """

    full_to: Level | None = None
    form: Form = Form.NOTHING
    form_to: Level | None = None
    consent: Consent | None = None
    if_needed: bool = False
    sealed: bool = False
    sealed_consent: Consent | None = None
    instead: str | None = None
    lines: int | None = None


_NOTHING = Ceiling()
_FILE = Ceiling(full_to=Level.C3)
_CLOSED = Ceiling(full_to=Level.C3, sealed=True)
_AGENCY = Ceiling(full_to=Level.C2, consent=Consent.TRANSFER)
_CARER = Ceiling(full_to=Level.C1)

TABLE: Mapping[Audience, Mapping[Element, Ceiling]] = {
    Audience.CENTRE: {
        Element.IDENTITY: _FILE,
        Element.FAMILY: _FILE,
        Element.ORIGIN: _FILE,
        Element.ASSOCIATION: _FILE,
        Element.HEALTH: _CLOSED,
        Element.PSYCHOSOCIAL: _CLOSED,
        Element.SAFETY: _FILE,
        Element.CARE: _FILE,
        Element.SUPPORT: _FILE,
        Element.LOGISTICS: _FILE,
        Element.EDUCATION: _FILE,
        Element.PHOTO: Ceiling(full_to=Level.C3, consent=Consent.PHOTO),
        Element.LEGAL: _FILE,
        Element.NARRATIVE: _FILE,
        Element.STAFF_NOTES: _FILE,
    },
    Audience.RECEIVING_AGENCY: {
        # the name in use and the sex are C1; the age, C2, is told as an estimate
        Element.IDENTITY: Ceiling(full_to=Level.C1, form=Form.BAND, form_to=Level.C2, consent=Consent.TRANSFER),
        Element.FAMILY: _AGENCY,
        Element.ORIGIN: Ceiling(full_to=Level.C2, consent=Consent.TRANSFER, if_needed=True),
        Element.ASSOCIATION: Ceiling(
            full_to=Level.C3,
            consent=Consent.ASSOCIATION,
            if_needed=True,
            instead=N_("This child fled violence."),
        ),
        Element.HEALTH: Ceiling(full_to=Level.C2, consent=Consent.TRANSFER, sealed=True, sealed_consent=Consent.SEALED),
        Element.PSYCHOSOCIAL: Ceiling(sealed=True, sealed_consent=Consent.SEALED),
        Element.SAFETY: Ceiling(full_to=Level.C3, consent=Consent.TRANSFER),
        Element.CARE: _AGENCY,
        Element.SUPPORT: _AGENCY,
        Element.LOGISTICS: _AGENCY,
        Element.EDUCATION: _AGENCY,
        Element.PHOTO: Ceiling(full_to=Level.C2, consent=Consent.PHOTO),
        Element.LEGAL: Ceiling(full_to=Level.C2, consent=Consent.ATTESTATION),
        Element.NARRATIVE: Ceiling(full_to=Level.C2, consent=Consent.TRANSFER, lines=15),
        Element.STAFF_NOTES: _NOTHING,
    },
    Audience.FOSTER_FAMILY: {
        Element.IDENTITY: Ceiling(full_to=Level.C1, form=Form.BAND, form_to=Level.C2),
        # who may visit is a sentence written for the carer, C1; names of parents are not told
        Element.FAMILY: Ceiling(full_to=Level.C1, instead=N_("Ask the social worker.")),
        Element.ORIGIN: Ceiling(full_to=Level.C1, form=Form.PROVINCE, form_to=Level.C2),
        Element.ASSOCIATION: Ceiling(instead=N_("This child is separated from the family.")),
        Element.HEALTH: _CARER,
        Element.PSYCHOSOCIAL: _NOTHING,
        Element.SAFETY: _CARER,
        Element.CARE: _CARER,
        Element.SUPPORT: _CARER,
        Element.LOGISTICS: _CARER,
        Element.EDUCATION: _CARER,
        Element.PHOTO: _NOTHING,
        Element.LEGAL: _NOTHING,
        Element.NARRATIVE: Ceiling(full_to=Level.C1, lines=5),
        Element.STAFF_NOTES: _NOTHING,
    },
    # who treats the child tonight: what begins a treatment, and nothing of where the child comes from
    Audience.CLINIC: {
        **dict.fromkeys(Element, _NOTHING),
        Element.IDENTITY: Ceiling(full_to=Level.C1, form=Form.BAND, form_to=Level.C2),
        Element.HEALTH: Ceiling(full_to=Level.C2),
    },
    # what the child itself carries home: whose it is, and what it takes; its kin read along
    Audience.HOME: {
        **dict.fromkeys(Element, _NOTHING),
        Element.IDENTITY: Ceiling(full_to=Level.C1, form=Form.BAND, form_to=Level.C2),
        Element.HEALTH: Ceiling(full_to=Level.C2),
    },
}


def never_told(audience: Audience) -> tuple[Element, ...]:
    """What a paper for these readers holds of no child, whatever was agreed to."""
    return tuple(
        element
        for element, cell in TABLE[audience].items()
        if cell.full_to is None and (cell.sealed or cell.form_to is None)
    )


MARKING: Mapping[Audience, str] = {
    Audience.CENTRE: N_("CONFIDENTIAL – restricted"),
    Audience.RECEIVING_AGENCY: N_("CONFIDENTIAL – for case management only"),
    Audience.FOSTER_FAMILY: N_("Keep in a safe place; give it back at the end."),
    Audience.CLINIC: N_("CONFIDENTIAL – for those who treat this child"),
    Audience.HOME: N_("This paper belongs to the child."),
}

KEPT_FROM: Mapping[Audience, frozenset[str]] = {
    Audience.CENTRE: frozenset(),
    Audience.RECEIVING_AGENCY: frozenset({"other_agency", "named_person", "government"}),
    Audience.FOSTER_FAMILY: frozenset({"family", "named_person"}),
    Audience.CLINIC: frozenset({"named_person"}),
    Audience.HOME: frozenset({"family", "named_person"}),
}
"""From whom a child keeps something, where that may be this audience: a named person may stand behind any of them."""


@dataclasses.dataclass(frozen=True)
class Shown:
    """How a fact appears to an audience, or what stands in its place; `why` is for the one who prepares the paper."""

    form: Form
    instead: Words | None = None
    why: Words | None = None
    sealed: bool = False


def element_of(topic: Topic) -> Element:
    """The row of a topic; photo, origin, narrative and staff notes are named by those who know them."""
    return Element(topic.value)


def ceiling(audience: Audience, element: Element) -> Ceiling:
    """The cell of the table."""
    return TABLE[audience][element]


def shown(
    audience: Audience,
    element: Element,
    level: Level,
    *,
    consents: frozenset[Consent],
    needed: bool = False,
    withheld: bool = False,
    travels: bool = True,
) -> Shown:
    """How a fact of this level appears. `level` is the fact's own on this case, raised where the child is hunted.

    `withheld` is the child's word that this audience is not to know; nothing stands above it.
    """
    cell = ceiling(audience, element)
    instead = Words(cell.instead) if cell.instead else None
    if withheld:
        return Shown(Form.NOTHING, instead, Words(N_("the child does not want this told")))
    if not travels and audience is not Audience.CENTRE:
        return Shown(Form.NOTHING, instead, Words(N_("this does not leave the centre")))
    if level is Level.C0:
        return Shown(Form.FULL)
    if level is Level.C4 or (cell.full_to is None and cell.sealed):
        if cell.sealed and (cell.sealed_consent is None or cell.sealed_consent in consents):
            return Shown(Form.NOTHING, instead, Words(N_("only from person to person, sealed")), sealed=True)
        return Shown(Form.NOTHING, instead, Words(N_("this is not for these readers")))
    return _open_fact(cell, level, consents, needed=needed, instead=instead)


@dataclasses.dataclass(frozen=True)
class Readership:
    """One audience before one file: what was agreed to, and the topics the child keeps from it."""

    audience: Audience
    consents: frozenset[Consent]
    withheld: frozenset[str]

    def shown(
        self, topic: Topic, level: Level, element: Element | None = None, *, needed: bool = False, travels: bool = True
    ) -> Shown:
        """How a fact about this child appears to this audience."""
        return shown(
            self.audience,
            element or element_of(topic),
            level,
            consents=self.consents,
            needed=needed,
            withheld=topic.value in self.withheld,
            travels=travels,
        )


def _open_fact(
    cell: Ceiling, level: Level, consents: frozenset[Consent], *, needed: bool, instead: Words | None
) -> Shown:
    in_full = cell.full_to is not None and level <= cell.full_to
    in_form = not in_full and cell.form_to is not None and level <= cell.form_to
    if not in_full and not in_form:
        return Shown(Form.NOTHING, instead, Words(N_("this is not for these readers")))
    if cell.consent is not None and cell.consent not in consents:
        return Shown(Form.NOTHING, instead, Words(N_("nobody has agreed to this yet")))
    if cell.if_needed and not needed:
        return Shown(Form.NOTHING, instead, Words(N_("nobody has marked this as needed")))
    return Shown(Form.FULL if in_full else cell.form)
