"""The centre's own keys: made once, sealed to compartment `centre`, opened only by those who hold it."""

from __future__ import annotations

import dataclasses

import sqlalchemy
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.export import ages
from transit_desk.export.fingerprints import fingerprint_words, key_id, public_bytes, sender_of
from transit_desk.export.package import Sender
from transit_desk.services.handover.records import CentreKey, Receiver, closed
from transit_desk.storage.people import Centre
from transit_desk.storage.work import Work

COMPARTMENT = "centre"
AGE, SIGNING = "age", "signing"


@dataclasses.dataclass(frozen=True)
class OwnIdentity:
    """The private halves, in memory for one unit of work."""

    identity: str = dataclasses.field(repr=False)
    signing: Ed25519PrivateKey = dataclasses.field(repr=False)
    recipient: str
    sender: Sender


@dataclasses.dataclass(frozen=True)
class Address:
    """What an office tells another one, so that packages can come and go: two public keys, and eight words of each."""

    label: str
    recipient: str
    signing_key: str
    words: tuple[str, ...]
    signing_words: tuple[str, ...]


def make(work: Work) -> None:
    """Make what is missing. Writing needs only the public half of the compartment."""
    if _row(work, AGE) is None:
        identity = ages.new_identity()
        _keep(work, AGE, ages.recipient_of(identity), identity.encode("ascii"))
    if _row(work, SIGNING) is None:
        key = Ed25519PrivateKey.generate()
        _keep(work, SIGNING, public_bytes(key).hex(), key.private_bytes_raw())


def open_own(work: Work) -> OwnIdentity:
    """The centre's keys, for those who may release packages."""
    age, signing = _row(work, AGE), _row(work, SIGNING)
    if age is None or signing is None:
        raise errors.RuleBroken(N_("This centre has no keys for packages yet. Make them first."))
    key = Ed25519PrivateKey.from_private_bytes(_opened(work, signing))
    return OwnIdentity(_opened(work, age).decode("ascii"), key, age.public, sender_of(key, centre_label(work)))


def address(work: Work) -> Address | None:
    """The public halves; None before they were made."""
    age, signing = _row(work, AGE), _row(work, SIGNING)
    if age is None or signing is None:
        return None
    return Address(
        centre_label(work),
        age.public,
        signing.public,
        words_of_recipient(age.public),
        words_of_signature(signing.public),
    )


def words_of_recipient(recipient: str) -> tuple[str, ...]:
    """Eight words of an age key, to be compared by telephone or in person."""
    return fingerprint_words(recipient.encode("ascii"))


def words_of_signature(public: str) -> tuple[str, ...]:
    """Eight words of a signing key; the same ones that are shown with a package that came in."""
    return fingerprint_words(bytes.fromhex(public))


def trusted(work: Work) -> dict[str, str]:
    """The label of every signing key whose words somebody here has compared."""
    rows = work.all(
        sqlalchemy.select(Receiver).where(
            Receiver.signing_key.is_not(None), Receiver.confirmed_by.is_not(None), Receiver.withdrawn_at.is_(None)
        )
    )
    return {key_id(bytes.fromhex(row.signing_key)): row.name for row in rows if row.signing_key}


def checked_signing_key(text: str) -> str:
    """A signing key as it is kept, or a refusal beside its box."""
    plain = "".join(text.split()).lower()
    try:
        raw = bytes.fromhex(plain)
        Ed25519PublicKey.from_public_bytes(raw)
    except ValueError:
        raise errors.RuleBroken(
            N_("A signature key has 64 letters and digits, from 0 to 9 and a to f. Copy all of it."), "signing_key"
        ) from None
    return plain


def centre_label(work: Work) -> str:
    """How this house is named in what it sends."""
    centre = work.first(sqlalchemy.select(Centre))
    return centre.name if centre else ""


def is_fictional(work: Work) -> bool:
    """Whether this is a demonstration."""
    centre = work.first(sqlalchemy.select(Centre))
    return bool(centre and centre.fictional)


def seal_words(work: Work, words: str, about: str) -> bytes:
    """Keep a package's passphrase for those who may open packages."""
    return work.sealer.seal_to_compartment(COMPARTMENT, words.encode("utf-8"), _info("words", about))


def open_words(work: Work, sealed: bytes, about: str) -> str:
    """The passphrase of a package that came in."""
    try:
        return work.sealer.open_from(COMPARTMENT, sealed, _info("words", about)).decode("utf-8")
    except KeyError:
        raise errors.NotAllowed(_NOT_HELD) from None


_NOT_HELD = N_("Only those who release packages hold the centre's key. Ask your supervisor.")


def _row(work: Work, use: str) -> CentreKey | None:
    return work.first(
        sqlalchemy.select(CentreKey)
        .where(CentreKey.use == use, CentreKey.withdrawn_at.is_(None))
        .order_by(CentreKey.made_at.desc())
    )


def _keep(work: Work, use: str, public: str, private: bytes) -> None:
    sealed = work.sealer.seal_to_compartment(COMPARTMENT, private, _info(use, public))
    row = work.add(CentreKey(use=use, public=public))
    work.session.flush()
    closed.keep(work, row.id, closed.KEY, sealed)


def _opened(work: Work, row: CentreKey) -> bytes:
    try:
        return work.sealer.open_from(
            COMPARTMENT, closed.find(work, row.id, closed.KEY) or b"", _info(row.use, row.public)
        )
    except KeyError:
        raise errors.NotAllowed(_NOT_HELD) from None


def _info(use: str, about: str) -> bytes:
    return f"centre-key|{use}|{about}".encode()
