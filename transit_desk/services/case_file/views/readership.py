"""What an audience may have of a file today: what was agreed to, less what the child keeps from it."""

from __future__ import annotations

from transit_desk.domain.levels import Level, Topic
from transit_desk.export import redaction
from transit_desk.export.redaction import Audience, Readership
from transit_desk.services.case_file.records import Withholding
from transit_desk.services.case_file.views.answers import answers_of, holds, newest_of, refused_by_name
from transit_desk.storage.work import Work

ASKS_FOR = {
    redaction.Consent.TRANSFER: "transfer",
    redaction.Consent.ASSOCIATION: "association",
    redaction.Consent.SEALED: "referral",
    redaction.Consent.PHOTO: "photo",
    redaction.Consent.ATTESTATION: "certification",
}


def photo_agreed(work: Work, file_id: str) -> bool:
    """Whether the child's yes to photographs holds today."""
    shown = readership_of(work, file_id, Audience.CENTRE).shown(Topic.IDENTITY, Level.C2, redaction.Element.PHOTO)
    return shown.form is redaction.Form.FULL


def readership_of(work: Work, file_id: str, audience: Audience) -> Readership:
    """One audience before this file today: the answers that still hold, and what the child keeps from it.

    What was agreed to for one agency by name, or decided by two persons in the child's best interest, is about that
    agency alone: it opens nothing here but while the handover puts its package together.
    """
    today = work.today()
    answers = answers_of(work, file_id)
    given = {purpose for purpose, row in newest_of(work, answers, own=True).items() if holds(row, today)}
    if audience is Audience.RECEIVING_AGENCY:  # whose name is not known here: it may be the one that was refused
        given -= refused_by_name(answers) - {"transfer"}
    if work.decided & set(work.same(file_id)) and audience is Audience.RECEIVING_AGENCY:
        given.add("transfer")
    if "transfer" not in given:
        given.discard("association")  # it goes with the file or not at all
    withheld = [row for each in work.same(file_id) for row in work.standing(Withholding, each)]
    whom = redaction.KEPT_FROM[audience]
    return Readership(
        audience,
        frozenset(consent for consent, purpose in ASKS_FOR.items() if purpose in given),
        frozenset(topic for row in withheld if row.from_whom in whom for topic in row.topics),
    )
