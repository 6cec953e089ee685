"""Opening a package from outside, step by step, and believing nothing on the way.

size → bounds of the age header → decryption in a process of its own → rules of the archive → signature
→ every file against the list → is it for us → rules of JSON → what is inside, for people to look at
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import re
from collections.abc import Callable, Mapping

from transit_desk.domain.text import N_, Words
from transit_desk.export import ages, limits
from transit_desk.export.manifest import KEYS, Manifest, ManifestFile, fits_passphrase, manifest_hash, read_manifest
from transit_desk.export.opener import Secret, decrypt_apart
from transit_desk.export.package import LOCAL_ID, SECTION_NAME
from transit_desk.export.refusals import PackageRefused, Why
from transit_desk.export.strict_json import read_json
from transit_desk.export.zips import read_zip

Decrypter = Callable[[bytes, Secret], bytes]

_SECTION = re.compile(rf"children/({LOCAL_ID.pattern})/({SECTION_NAME.pattern})\.json")
_SEALED = re.compile(rf"children/({LOCAL_ID.pattern})/([0-9a-z_]+)\.age")
_PAPER = re.compile(r"papers/[1-9][0-9]*\.pdf")
_ATTACHMENT = re.compile(r"attachments/[1-9][0-9]*\.bin")
_OURS = frozenset({"README.txt", "padding"})


class Trust(enum.StrEnum):
    """Whether the one who signed is somebody this office has compared eight words with."""

    KNOWN = "known"
    UNVERIFIED = "unverified"


@dataclasses.dataclass(frozen=True)
class OpenedFile:
    """A file as it came, opaque. Sections name it by its SHA-256."""

    path: str
    sha256: str
    media_type: str
    content: bytes = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True)
class SealedEntry:
    """A section that only the person with key `to` can open; see `open_section`."""

    path: str
    to: str
    content: bytes = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True)
class UnknownSection:
    """A section of a kind this program does not know, kept byte for byte."""

    local_id: str
    section: str
    content: bytes = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True)
class OpenedChild:
    """One child as the sender wrote it. Sections unknown here are among `Opened.unknown_sections`."""

    local_id: str
    sections: Mapping[str, object] = dataclasses.field(repr=False)
    sealed: tuple[SealedEntry, ...] = ()


@dataclasses.dataclass(frozen=True)
class Opened:
    """A package that passed every rule. It proposes; it never decides."""

    manifest: Manifest
    manifest_hash: str
    trust: Trust
    sender_label: str
    children: tuple[OpenedChild, ...]
    papers: tuple[OpenedFile, ...]
    attachments: tuple[OpenedFile, ...]
    unknown_sections: tuple[UnknownSection, ...]
    unknown_files: tuple[OpenedFile, ...]
    notes: tuple[Words, ...]


def open_package(
    blob: bytes,
    secret: Secret,
    trusted: Mapping[str, str],
    *,
    known_sections: frozenset[str] | None = None,
    decrypter: Decrypter = decrypt_apart,
) -> Opened:
    """Everything that is in a package, or a refusal in words; nothing is written anywhere.

    `trusted` gives the label of every key id this office has confirmed. With `known_sections` the others are set apart
    byte for byte; without it every section is read.
    """
    binary = _bounded(blob)
    inside = read_zip(decrypter(binary, secret))
    if "manifest.json" not in inside or "manifest.sig" not in inside:
        raise PackageRefused(Why.NOT_A_PACKAGE)
    exact = inside.pop("manifest.json")
    manifest = read_manifest(exact, inside.pop("manifest.sig"))
    _check_files(manifest, inside)
    _check_addressed(manifest, secret)
    return _opened(manifest, manifest_hash(exact), inside, trusted, known_sections)


def _bounded(blob: bytes) -> bytes:
    if len(blob) > limits.PACKAGE_BYTES:
        raise PackageRefused(Why.TOO_LARGE)
    binary = ages.without_armour(blob)
    header = ages.read_header(binary)
    if header.by_passphrase and len(binary) > limits.PASSPHRASE_PACKAGE_BYTES:
        raise PackageRefused(Why.TOO_LARGE)
    if ages.plain_size(binary, header) is None:
        raise PackageRefused(Why.CUT_SHORT)
    return binary


def _check_files(manifest: Manifest, inside: Mapping[str, bytes]) -> None:
    listed = {file.path: file for file in manifest.files}
    if len(listed) != len(manifest.files) or listed.keys() != inside.keys():
        raise PackageRefused(Why.CONTENTS)
    for path, file in listed.items():
        content = inside[path]
        same = len(content) == file.size and hashlib.sha256(content).hexdigest() == file.sha256
        if not same:
            raise PackageRefused(Why.CONTENTS)


def _check_addressed(manifest: Manifest, secret: Secret) -> None:
    """A package signed for one receiver and closed again for another is nobody's word any more."""
    if secret.kind == "K":
        ours = ages.recipient_fingerprint(ages.recipient_of(secret.value))
        if manifest.closed_by != KEYS or ours not in manifest.recipients:
            raise PackageRefused(Why.READDRESSED)
    elif manifest.passphrase_check is None or not fits_passphrase(manifest.passphrase_check, secret.value):
        raise PackageRefused(Why.READDRESSED)


def _opened(
    manifest: Manifest,
    exact_hash: str,
    inside: Mapping[str, bytes],
    trusted: Mapping[str, str],
    known: frozenset[str] | None,
) -> Opened:
    sections: dict[str, dict[str, object]] = {}
    sealed: dict[str, list[SealedEntry]] = {}
    unknown: list[UnknownSection] = []
    papers: list[OpenedFile] = []
    attachments: list[OpenedFile] = []
    others: list[OpenedFile] = []
    for file in manifest.files:
        content = inside[file.path]
        if match := _SECTION.fullmatch(file.path):
            local_id, name = match.groups()
            child = sections.setdefault(local_id, {})
            value = read_json(content)
            if known is None or name in known:
                child[name] = value
            else:
                unknown.append(UnknownSection(local_id, name, content))
        elif (match := _SEALED.fullmatch(file.path)) and file.to:
            sections.setdefault(match.group(1), {})
            sealed.setdefault(match.group(1), []).append(SealedEntry(file.path, file.to, content))
        elif _PAPER.fullmatch(file.path):
            papers.append(_file(file, content))
        elif _ATTACHMENT.fullmatch(file.path):
            attachments.append(_file(file, content))
        elif file.path not in _OURS:
            others.append(_file(file, content))
    label = trusted.get(manifest.sender.key_id)
    trust = Trust.UNVERIFIED if label is None else Trust.KNOWN
    return Opened(
        manifest=manifest,
        manifest_hash=exact_hash,
        trust=trust,
        sender_label=manifest.sender.label if label is None else label,
        children=tuple(
            OpenedChild(local_id, told, tuple(sealed.get(local_id, ()))) for local_id, told in sections.items()
        ),
        papers=tuple(papers),
        attachments=tuple(attachments),
        unknown_sections=tuple(unknown),
        unknown_files=tuple(others),
        notes=tuple(_notes(manifest, trust, unknown, others, papers)),
    )


def _file(file: ManifestFile, content: bytes) -> OpenedFile:
    return OpenedFile(file.path, file.sha256, file.media_type, content)


def _notes(
    manifest: Manifest,
    trust: Trust,
    unknown: list[UnknownSection],
    others: list[OpenedFile],
    papers: list[OpenedFile],
) -> list[Words]:
    notes = []
    if trust is Trust.UNVERIFIED:
        notes.append(
            Words(
                N_(
                    "Nobody here has confirmed who sent this. It calls itself “{label}”. "
                    "Compare the eight words by telephone or in person before you rely on it."
                ),
                {"label": manifest.sender.label},
            )
        )
    if manifest.fictional:
        notes.append(Words(N_("This package is a demonstration: nobody in it exists.")))
    if unknown or others:
        notes.append(Words(N_("Some parts are of a kind this program does not know. They are kept as they came.")))
    if any(not paper.content.startswith(b"%PDF-") for paper in papers):
        notes.append(Words(N_("One of the papers is not a PDF. It is kept, and not shown.")))
    return notes


def open_section(
    opened: Opened, entry: SealedEntry, identity: str, *, decrypter: Decrypter = decrypt_apart
) -> tuple[str, object]:
    """The name and the content of a section closed for one person, opened with that person's own key."""
    if ages.recipient_fingerprint(ages.recipient_of(identity)) != entry.to:
        raise PackageRefused(Why.NOT_FOR_US)
    value = read_json(decrypter(_bounded(entry.content), Secret.key(identity)))
    local_id = entry.path.split("/")[1]
    if (
        not isinstance(value, dict)
        or value.get("package") != str(opened.manifest.package_id)
        or value.get("child") != local_id
        or not isinstance(value.get("section"), str)
        or not SECTION_NAME.fullmatch(value["section"])
        or "content" not in value
    ):
        raise PackageRefused(Why.CONTENTS)
    return value["section"], value["content"]
