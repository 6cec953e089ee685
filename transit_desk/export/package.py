"""The handover package, format 1: what goes into it, as data, and for whom it is closed.

    TD-<random>.age                         closed with age for the receiver's keys, or with one passphrase
    └── a zip, nothing in it compressed, in random order, filled up to a step by `padding`
        ├── manifest.json                   what is inside, from whom, for whom, why, until when
        ├── manifest.sig                    Ed25519 over "transit-desk/manifest/v1", a zero byte, and manifest.json
        ├── README.txt                      how to open it without this program, in four languages
        ├── children/<local id>/<section>.json
        ├── children/<local id>/<random>.age   a section for one named person: an age file of its own
        ├── papers/<n>.pdf
        ├── attachments/<n>.bin
        └── padding

A local id is drawn for this package alone. Sections name a paper or an attachment by the SHA-256 of its content, since
the number in its path is drawn by lot when the package is closed.
"""

from __future__ import annotations

import dataclasses
import re
import secrets
import uuid
from collections.abc import Mapping

FORMAT = "transit-desk/package"
VERSION = 1

LOCAL_ID = re.compile(r"[0-9a-f]{16}")
SECTION_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def new_local_id() -> str:
    """A child's name within one package; it says nothing and is used nowhere else."""
    return secrets.token_hex(8)


@dataclasses.dataclass(frozen=True)
class Sender:
    """An office that signs. `key_id` is the fingerprint of its Ed25519 public key; see `fingerprints.sender_of`."""

    key_id: str
    public_key: bytes
    label: str


@dataclasses.dataclass(frozen=True)
class SealedSection:
    """A section for one person's eyes (C4): closed for `person_recipient`, an age recipient, inside the package."""

    person_recipient: str
    section: str
    content: object = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True)
class PackedChild:
    """One child's sections, each a value that JSON can carry, by the section's name."""

    local_id: str
    sections: Mapping[str, object] = dataclasses.field(repr=False)
    sealed: tuple[SealedSection, ...] = ()


@dataclasses.dataclass(frozen=True)
class Attachment:
    """A file that goes with the children: opaque to the package."""

    content: bytes = dataclasses.field(repr=False)
    media_type: str = "application/octet-stream"


@dataclasses.dataclass(frozen=True)
class Recipients:
    """Close for these age keys ("age1…"); the sender's own may be among them, to read it again."""

    keys: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Passphrase:
    """Close with one generated passphrase, told by another way than the package."""

    words: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True)
class Package:
    """What one office hands to another. Moments are microseconds since 1970, UTC."""

    package_id: uuid.UUID
    vault_id: str
    sender: Sender
    purpose: str
    consent: str
    created: int
    expires: int
    sequence: int
    children: tuple[PackedChild, ...]
    papers: tuple[bytes, ...] = dataclasses.field(default=(), repr=False)
    attachments: tuple[Attachment, ...] = ()
    supersedes: uuid.UUID | None = None
    fictional: bool = False
