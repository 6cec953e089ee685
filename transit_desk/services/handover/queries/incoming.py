"""A package from outside: opened with our key or its words, compared with those that came before, never believed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Final

import sqlalchemy

from transit_desk.domain import casenumber, errors
from transit_desk.domain.fields import Field
from transit_desk.domain.text import N_
from transit_desk.export import ages
from transit_desk.export.incoming import Replay, SeenPackage, replay
from transit_desk.export.opener import Secret
from transit_desk.export.refusals import PackageRefused, Why
from transit_desk.export.verify import Opened, open_package
from transit_desk.services.handover.records import PackageReceived, closed, keys
from transit_desk.services.handover.rules import reading
from transit_desk.services.handover.views import Shown, ShownChild
from transit_desk.storage.records import fields_of, records
from transit_desk.storage.work import Work

# Every other section has the name of its slice.
_PACKED_BY: Final = {"arrival": "arrivals", "nights": "interim_care", "stay": "leaving", "who": "identity"}


def open_from_outside(work: Work, blob: bytes, passphrase: str | None) -> Opened:
    """Every rule of the format, with the key that fits. Nothing is written."""
    secret = Secret.passphrase(passphrase) if passphrase else Secret.key(_own_identity(work, blob))
    opened = open_package(blob, secret, keys.trusted(work))
    if opened.manifest.fictional != keys.is_fictional(work):
        raise errors.RuleBroken(_OF_THE_OTHER_KIND[opened.manifest.fictional], "package")
    return opened


_OF_THE_OTHER_KIND = {
    True: N_("This package comes from a demonstration: nobody in it exists, so it is not taken in here."),
    False: N_("This package is about real children, and this is a demonstration. Open it in your centre's own vault."),
}


def _own_identity(work: Work, blob: bytes) -> str:
    """Our age key; said in time where a passphrase is what is wanted."""
    if ages.read_header(ages.without_armour(blob)).by_passphrase:
        raise PackageRefused(Why.NEEDS_PASSPHRASE)
    return keys.open_own(work).identity


def standing(work: Work, opened: Opened) -> Replay:
    """How it stands to those that came before from the same sender."""
    rows = work.all(
        sqlalchemy.select(PackageReceived).where(
            PackageReceived.sender_key == opened.manifest.sender.key_id, PackageReceived.withdrawn_at.is_(None)
        )
    )
    seen = [
        SeenPackage(
            row.sender_key, uuid.UUID(row.package_id), row.manifest_hash, row.sequence,
            uuid.UUID(row.supersedes) if row.supersedes else None,
        )
        for row in rows
    ]  # fmt: skip
    return replay(seen, opened.manifest, opened.manifest_hash, work.now())


def open_again(work: Work, row: PackageReceived) -> Opened:
    """The package as it came, opened once more from what was kept."""
    words = closed.find(work, row.id, closed.WORDS)
    if words is None:
        secret = Secret.key(keys.open_own(work).identity)
    else:
        secret = Secret.passphrase(keys.open_words(work, words, row.package_id))
    return open_package(closed.find(work, row.id, closed.PACKAGE) or b"", secret, keys.trusted(work))


def shown(opened: Opened, verdict: Replay) -> Shown:
    """The outside of it and who is in it, for a person to look at."""
    manifest = opened.manifest
    return Shown(
        sender=reading.plain(opened.sender_label),
        confirmed=opened.trust.value == "known",
        words=keys.words_of_signature(manifest.sender.public_key.hex()),
        purpose=reading.plain(manifest.purpose),
        created=manifest.created,
        expires=manifest.expires,
        sequence=manifest.sequence,
        came=verdict.came,
        verdict=verdict.words,
        children=tuple(
            ShownChild(
                child.local_id, reading.plain(reading.number_in(child.sections)), _name(child.sections.get("identity")),
                tuple(sorted(child.sections)), bool(child.sealed),
            )
            for child in opened.children
        ),
        papers=len(opened.papers),
        attachments=len(opened.attachments),
        notes=opened.notes,
        manifest_hash=opened.manifest_hash,
        package_id=str(manifest.package_id),
    )  # fmt: skip


def _name(identity: object) -> str:
    name = identity.get("name_in_use") if isinstance(identity, dict) else None
    return reading.plain(name) if isinstance(name, str) else ""


def number_kept(sections: dict[str, object]) -> str | None:
    """The sender's case number, if it is one."""
    try:
        return casenumber.read(reading.number_in(sections))
    except errors.RuleBroken:
        return None


def known_fields(section: str) -> Mapping[str, Field]:
    """The fields of the slice that packs such a section here, by name: what a package of this program is made of."""
    room = f"transit_desk.services.{_PACKED_BY.get(section, section)}."
    found: dict[str, Field] = {}
    for kind in records().values():
        if kind.__module__.startswith(room):
            for name, field in fields_of(kind).items():
                found.setdefault(name, field)
    return found
