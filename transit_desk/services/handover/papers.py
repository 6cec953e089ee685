"""What is printed when files are handed over: the slip that both sides sign."""

from __future__ import annotations

import dataclasses

import sqlalchemy

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words, speak
from transit_desk.export.fingerprints import fingerprint_words
from transit_desk.languages import catalogue
from transit_desk.reports import document
from transit_desk.services.handover import rules
from transit_desk.services.handover.records import PackageSent, Receiver, entries
from transit_desk.storage.people import Centre
from transit_desk.storage.work import Work

_MARK_WORDS = 4


@query(N_("Handing-over slip"), needs="prepare", sensitive=True)
def slip(work: Work, *, package_id: str) -> document.Document:
    """The slip that goes with a package: case numbers only, no name; both sides sign, and each keeps a copy."""
    package = work.get(PackageSent, package_id)
    rules.is_closed(package.state)
    rules.whole(package.files, len(entries.of(work, package)))
    receiver = work.get(Receiver, package.receiver_id)
    work.note("read", package, ("slip",))
    with speak(catalogue(package.language)):
        return _slip(work, package, receiver)


def _slip(work: Work, package: PackageSent, receiver: Receiver) -> document.Document:
    house = work.first(sqlalchemy.select(Centre.name)) or ""
    made = work.day_of(package.created or 0)
    slip = paper.of_centre(
        work, Words(N_("Handing-over slip")),
        (*_package_blocks(work, package, receiver), *_file_blocks(work, package), *_signing(house, receiver)),
        code=package.package_id[:8].upper(),
        subtitle=Words(N_("{centre} to {agency}"), {"centre": house, "agency": receiver.name}),
        after_use=Words(N_("Keep with the file")),
    )  # fmt: skip
    return dataclasses.replace(
        slip, audience_line=Words(N_("Confidential – one copy for each side")), made=str(dates.say_day(made)),
        language=package.language, expires=str(dates.say_day(work.day_of(package.expires or 0))),
    )  # fmt: skip


def _package_blocks(work: Work, package: PackageSent, receiver: Receiver) -> tuple[document.Block, ...]:
    mark = " ".join(fingerprint_words(bytes.fromhex(package.manifest_hash or ""))[:_MARK_WORDS])
    return (
        document.Heading(Words(N_("The package"))),
        document.Facts(
            (
                document.Fact(Words(N_("Received by")), receiver.name, receiver.place or ""),
                document.Fact(Words(N_("Purpose")), choices.say("handover_purpose", package.purpose)),
                document.Fact(Words(N_("Closed")), choices.say("package_way", package.way)),
                document.Fact(Words(N_("Number in the series")), str(package.sequence or "")),
                document.Fact(Words(N_("To be read until")), dates.say_day(work.day_of(package.expires or 0))),
                document.Fact(Words(N_("Mark of the content")), mark),
            )
        ),
    )


def _file_blocks(work: Work, package: PackageSent) -> tuple[document.Block, ...]:
    rows = tuple(
        (
            str(place),
            entries.number(work, entry.file_id),
            choices.say("handover_basis", entry.basis) if entry.basis else "",
            "[    ]",
        )
        for place, entry in enumerate(entries.of(work, package), start=1)
    )
    columns = (
        document.Column("", 0.4),
        document.Column(Words(N_("Case number")), 1.4),
        document.Column(Words(N_("What allows it")), 3),
        document.Column(Words(N_("Checked on arrival")), 1.4, document.Align.MIDDLE),
    )
    return (
        document.Heading(Words(N_("The files"))),
        document.Table(columns, rows),
        document.Paragraph(
            Words(
                N_(
                    "Each file holds the case summary for the receiving agency and its sections. Closed notes, notes "
                    "of the team, names of other children and addresses of foster families stay with the centre."
                )
            ),
            quiet=True,
        ),
    )


def _signing(house: str, receiver: Receiver) -> tuple[document.Block, ...]:
    return (
        document.Notice(
            Words(
                N_(
                    "Until the signed receipt is back, {centre} stays responsible for these children. The words that "
                    "open the package, if it needs any, are never written on this slip."
                ),
                {"centre": house},
            )
        ),
        document.KeepTogether(
            (
                document.Heading(Words(N_("Signatures"))),
                document.Signatures(
                    (
                        document.Signature(
                            Words(N_("Handed over by: {centre}"), {"centre": house}), Words(N_("name, date"))
                        ),
                        document.Signature(
                            Words(N_("Received by: {agency}"), {"agency": receiver.name}), Words(N_("name, date"))
                        ),
                    )
                ),
            )
        ),
    )
