"""What leaves for another agency and what never does: rules read from the table of audiences, never from a file."""

from __future__ import annotations

from transit_desk.domain.text import N_, Words
from transit_desk.export.redaction import Audience, Consent, Element, Form, ceiling
from transit_desk.services.handover.views import Rule

_NAMES = {
    Element.IDENTITY: N_("Name in use, sex, age, languages"),
    Element.FAMILY: N_("Family, and how the search stands"),
    Element.ORIGIN: N_("Village of origin"),
    Element.ASSOCIATION: N_("Life before the centre"),
    Element.HEALTH: N_("Needs and current treatment"),
    Element.PSYCHOSOCIAL: N_("What the child confided"),
    Element.SAFETY: N_("What to know for the child's safety"),
    Element.CARE: N_("Care, and what was promised"),
    Element.SUPPORT: N_("Kits and support"),
    Element.EDUCATION: N_("School and trade"),
    Element.PHOTO: N_("Photograph"),
    Element.LEGAL: N_("Papers and attestation"),
    Element.NARRATIVE: N_("Summary in a few lines"),
    Element.STAFF_NOTES: N_("Notes of the team"),
}
# Held here whatever a consent says; nothing in the program packs them.
_NEVER = (
    N_("Names of other children"),
    N_("Addresses of foster families"),
    N_("Who negotiated a release, and with whom"),
)

_IN_FULL = N_("in full")
_AS_ESTIMATE = N_("in full, the age as an estimate")
_SEALED = N_("from person to person only, sealed")
_NEVER_SENT = N_("never sent")
_NEEDS_CONSENT = N_("only if the child agreed to this as well")


def _rule(element: Element) -> Rule:
    cell = ceiling(Audience.RECEIVING_AGENCY, element)
    what = Words(_NAMES[element])
    if cell.full_to is None:
        return Rule(what, Words(_SEALED if cell.sealed else _NEVER_SENT), leaves=False)
    if cell.consent not in {None, Consent.TRANSFER}:
        return Rule(what, Words(_NEEDS_CONSENT), leaves=True)
    return Rule(what, Words(_AS_ESTIMATE if cell.form is Form.BAND else _IN_FULL), leaves=True)


_EVERY = tuple(_rule(element) for element in _NAMES)
LEAVES = tuple(rule for rule in _EVERY if rule.leaves)
STAYS = (
    *(rule for rule in _EVERY if not rule.leaves),
    *(Rule(Words(what), Words(_NEVER_SENT), leaves=False) for what in _NEVER),
)
