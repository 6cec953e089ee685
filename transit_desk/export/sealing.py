"""Closing a package: everything in memory, signed inside, encrypted outside."""

from __future__ import annotations

import dataclasses
import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from transit_desk.domain.errors import Refusal
from transit_desk.domain.text import N_, Words
from transit_desk.export import ages, limits
from transit_desk.export.fingerprints import public_bytes
from transit_desk.export.manifest import KEYS, PASSPHRASE, Manifest, ManifestFile, passphrase_check, sign
from transit_desk.export.package import (
    LOCAL_ID,
    SECTION_NAME,
    Package,
    PackedChild,
    Passphrase,
    Recipients,
    SealedSection,
)
from transit_desk.export.reading_note import READING_NOTE
from transit_desk.export.strict_json import write_json
from transit_desk.export.zips import write_zip

MOST_RECIPIENTS = 16  # the library may add a stanza of its own, and a reader takes no more than 20
_OWN_ENTRIES = 4  # manifest, signature, note, padding
_NAME_ROOM = 512  # what one entry costs beside its content
_PDF = b"%PDF-"

_Entry = tuple[ManifestFile, bytes]


def seal(package: Package, signing_key: Ed25519PrivateKey, to: Recipients | Passphrase) -> bytes:
    """The package as one closed file, ready to be written; nothing of it was on the disk."""
    if package.sender.public_key != public_bytes(signing_key):
        raise ValueError("the sender named in the package is not the one who signs")
    recipients = _checked(to) if isinstance(to, Recipients) else ()
    entries = _entries(package)
    _check_room(entries, limits.PACKAGE_BYTES if recipients else limits.PASSPHRASE_PACKAGE_BYTES)
    manifest = Manifest(
        package_id=package.package_id,
        vault_id=package.vault_id,
        sender=package.sender,
        closed_by=KEYS if recipients else PASSPHRASE,
        recipients=tuple(ages.recipient_fingerprint(key) for key in recipients),
        passphrase_check=passphrase_check(to.words) if isinstance(to, Passphrase) else None,
        purpose=package.purpose,
        consent=package.consent,
        created=package.created,
        expires=package.expires,
        supersedes=package.supersedes,
        sequence=package.sequence,
        fictional=package.fictional,
        files=(),
    )
    inside = _padded(manifest, entries, signing_key)
    return ages.close_with(inside, to.words) if isinstance(to, Passphrase) else ages.close_for(inside, recipients)


def _checked(to: Recipients) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(ages.checked_recipient(key) for key in to.keys))
    if not keys:
        raise Refusal(N_("Choose who may open the package."), "recipient")
    if len(keys) > MOST_RECIPIENTS:
        raise Refusal(Words(N_("A package can be closed for {count} keys."), {"count": MOST_RECIPIENTS}), "recipient")
    return keys


def _entries(package: Package) -> list[_Entry]:
    entries = [_entry("README.txt", READING_NOTE, "text/plain")]
    local_ids = [child.local_id for child in package.children]
    if len(set(local_ids)) != len(local_ids):
        raise ValueError("two children share a local id")
    for child in package.children:
        entries += _child(child, package)
    chance = secrets.SystemRandom()
    papers = list(package.papers)
    chance.shuffle(papers)
    for number, paper in enumerate(papers, 1):
        if not paper.startswith(_PDF):
            raise ValueError("a paper is a PDF")
        entries.append(_entry(f"papers/{number}.pdf", paper, "application/pdf"))
    attachments = list(package.attachments)
    chance.shuffle(attachments)
    for number, attachment in enumerate(attachments, 1):
        entries.append(_entry(f"attachments/{number}.bin", attachment.content, attachment.media_type))
    chance.shuffle(entries)
    return entries


def _entry(path: str, content: bytes, media_type: str, to: str | None = None) -> _Entry:
    return ManifestFile.of(path, content, media_type, to), content


def _child(child: PackedChild, package: Package) -> list[_Entry]:
    if not LOCAL_ID.fullmatch(child.local_id):
        raise ValueError("a local id comes from new_local_id()")
    folder = f"children/{child.local_id}"
    entries = []
    for name, content in child.sections.items():
        _check_name(name)
        entries.append(_entry(f"{folder}/{name}.json", write_json(content), "application/json"))
    for sealed in child.sealed:
        # that there is such a section, and what it is about, is itself of the third level: its name lies inside
        path = f"{folder}/{secrets.token_hex(8)}.age"
        closed = _sealed_section(sealed, child, package)
        person = ages.recipient_fingerprint(ages.checked_recipient(sealed.person_recipient))
        entries.append(_entry(path, closed, "application/octet-stream", person))
    return entries


def _check_name(name: str) -> None:
    if not SECTION_NAME.fullmatch(name):
        raise ValueError("a section's name is small letters, digits and underlines")


def _sealed_section(sealed: SealedSection, child: PackedChild, package: Package) -> bytes:
    _check_name(sealed.section)
    told = {
        "package": str(package.package_id),
        "child": child.local_id,
        "section": sealed.section,
        "content": sealed.content,
        "padding": "",
    }
    lacking = -len(write_json(told)) % limits.SEALED_SECTION_STEP
    return ages.close_for(write_json({**told, "padding": "x" * lacking}), (sealed.person_recipient,))


def _check_room(entries: list[_Entry], most: int) -> None:
    total = sum(len(content) + _NAME_ROOM for _, content in entries)
    too_big = any(len(content) > limits.ZIP_ENTRY_BYTES for _, content in entries)
    if too_big or len(entries) + _OWN_ENTRIES > limits.ZIP_ENTRIES or ages.padded_size(total) > most - limits.MIB:
        raise Refusal(N_("This is more than one package can hold. Make two packages of it."), "package")


def _padded(manifest: Manifest, entries: list[_Entry], signing_key: Ed25519PrivateKey) -> bytes:
    """The archive, filled up to its step. The list names the padding too, so its length is found by trying."""
    bare = len(_archive(manifest, entries, b"", signing_key))
    first = ages.padded_size(bare)
    # a few lengths are out of reach, because one byte more writes one digit more: then the next step is taken
    for target in (first, ages.padded_size(first + 1)):
        length = target - bare
        for _ in range(4):
            if length < 0:
                break
            inside = _archive(manifest, entries, secrets.token_bytes(length), signing_key)
            if len(inside) == target:
                return inside
            length += target - len(inside)
    raise AssertionError("the padding did not settle")


def _archive(manifest: Manifest, entries: list[_Entry], padding: bytes, signing_key: Ed25519PrivateKey) -> bytes:
    every = [*entries, _entry("padding", padding, "application/octet-stream")]
    listed = tuple(sorted((file for file, _ in every), key=lambda file: file.path))
    exact = dataclasses.replace(manifest, files=listed).to_bytes()
    signature = sign(exact, signing_key)
    return write_zip(
        [("manifest.json", exact), ("manifest.sig", signature), *((file.path, content) for file, content in every)]
    )
