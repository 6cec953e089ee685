"""What goes into a package: the slices' sections as far as the agency may have them, and the child's word above."""

from __future__ import annotations

import dataclasses
import hashlib
import uuid
from collections.abc import Mapping, Sequence

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.domain.levels import Topic
from transit_desk.domain.text import N_, speak
from transit_desk.export.package import Attachment, Package, PackedChild, SealedSection
from transit_desk.export.redaction import Audience
from transit_desk.export.strict_json import write_json
from transit_desk.languages import catalogue
from transit_desk.module import Packed
from transit_desk.services.handover.records import PackageFile, PackageSent, keys, standing
from transit_desk.services.handover.rules import agreement
from transit_desk.storage.work import Work

AUDIENCE = Audience.RECEIVING_AGENCY
OWN_SECTION = "handover"
_PERSON = "age1"


@dataclasses.dataclass(frozen=True)
class Gathered:
    """One child's part before it is closed: open sections, sections for one named person, what allows it."""

    entry: PackageFile
    agreed: agreement.Agreement
    sections: tuple[Packed, ...]
    sealed: tuple[Packed, ...]
    withheld: frozenset[str]


def gather(work: Work, entry: PackageFile, language: str) -> Gathered:
    """Everything about one child that may leave for this agency, in the language of the package."""
    with speak(catalogue(language)), standing.as_agreed(work, entry):
        packed = [part for part in work.gather("handover", file_id=entry.file_id, audience=AUDIENCE.value) if part]
    withheld = work.ask("case_file.readership", file_id=entry.file_id, audience=AUDIENCE.value).withheld
    kept = tuple(found for part in packed if (found := obey(part, withheld)) is not None)
    return Gathered(
        entry,
        standing.of_entry(work, entry),
        tuple(part for part in kept if not part.holder),
        # a closed section without the key of its reader stays here: it is handed on from person to person
        tuple(part for part in kept if part.holder.startswith(_PERSON)),
        withheld,
    )


def obey(part: Packed, withheld: frozenset[str]) -> Packed | None:
    """A section without the topics the child keeps from this agency. Each slice obeys already; this is the last gate.

    What a section is about is told by its name, or by the names of its own parts.
    """
    topics = {topic.value for topic in Topic} & withheld
    if part.section in topics:
        return None
    left = {name: value for name, value in part.content.items() if name not in topics}
    if len(left) == len(part.content):
        return part
    return dataclasses.replace(part, content=left, carried=())  # what its own parts named is no longer told apart


def digest(package: PackageSent, gathered: Sequence[Gathered]) -> str:
    """One mark over all that leaves and to whom: somebody looks at it, and the same is closed."""
    to = {name: getattr(package, name) for name in ("receiver_id", "purpose", "way", "language", "days_valid")}
    told = [
        {
            "file": each.entry.file_id,
            "basis": each.agreed.standing.value,
            "sections": {part.section: part.content for part in each.sections},
            "sealed": [[part.holder, part.section, part.content] for part in each.sealed],
        }
        for each in sorted(gathered, key=lambda each: each.entry.file_id)
    ]
    return hashlib.sha256(write_json({"to": to, "files": told})).hexdigest()


def packed_child(each: Gathered, local_id: str, paper: bytes | None) -> PackedChild:
    """The child's part as the package carries it; the paper is named by its content."""
    own: dict[str, object] = {
        "version": 1,
        "basis": each.agreed.standing.value,
        "agreed_on": each.agreed.day.isoformat() if each.agreed.day else None,
        "paper": hashlib.sha256(paper).hexdigest() if paper is not None else None,
    }
    sections: Mapping[str, object] = {**{part.section: dict(part.content) for part in each.sections}, OWN_SECTION: own}
    sealed = tuple(SealedSection(part.holder, part.section, dict(part.content)) for part in each.sealed)
    return PackedChild(local_id, sections, sealed)


def _attachments(gathered: Sequence[Gathered]) -> tuple[Attachment, ...]:
    """The pictures and papers of the open sections, each once; a section names them by their content."""
    carried = {content: media for each in gathered for part in each.sections for media, content in part.carried}
    return tuple(Attachment(content, media) for content, media in carried.items())


def package_of(
    work: Work,
    row: PackageSent,
    gathered: Sequence[Gathered],
    papers: Mapping[str, bytes],
    own: keys.OwnIdentity,
) -> Package:
    """The whole of it, ready to be closed; each paper is about a child who is in it."""
    if set(papers) - {each.entry.file_id for each in gathered}:
        raise errors.RuleBroken(N_("One of the papers is about a child who is not in this package."), "papers")
    superseded = work.get(PackageSent, row.supersedes_id) if row.supersedes_id else None
    with speak(catalogue(row.language)):
        purpose = str(choices.say("handover_purpose", row.purpose))
    return Package(
        package_id=uuid.UUID(row.package_id),
        vault_id=work.actor.centre_id,
        sender=own.sender,
        purpose=purpose,
        consent=", ".join(sorted({each.agreed.standing.value for each in gathered})),
        created=row.created or 0,
        expires=row.expires or 0,
        sequence=row.sequence or 1,
        children=tuple(
            packed_child(each, each.entry.local_id or "", papers.get(each.entry.file_id)) for each in gathered
        ),
        papers=tuple(papers[each.entry.file_id] for each in gathered if each.entry.file_id in papers),
        attachments=_attachments(gathered),
        supersedes=uuid.UUID(superseded.package_id) if superseded else None,
        fictional=keys.is_fictional(work),
    )
