"""What is known of a package before anybody takes it in: whether it came before, and where it differs from our file."""

from __future__ import annotations

import dataclasses
import enum
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping

from transit_desk.domain.text import N_, Words
from transit_desk.export.manifest import Manifest


@dataclasses.dataclass(frozen=True)
class SeenPackage:
    """A package this office took note of before."""

    sender_key_id: str
    package_id: uuid.UUID
    manifest_hash: str
    sequence: int
    supersedes: uuid.UUID | None = None


class Came(enum.StrEnum):
    """How a package stands to those that came before it."""

    NEW = "new"
    SAME_AGAIN = "same_again"
    OLDER = "older"
    OTHER_CONTENT = "other_content"
    EXPIRED = "expired"


@dataclasses.dataclass(frozen=True)
class Replay:
    """The verdict in words. `taken` is false where it may not be taken in at all."""

    came: Came
    words: Words
    taken: bool


_WORDS = {
    Came.NEW: N_("This package has not been here before."),
    Came.SAME_AGAIN: N_("This very package was here before. Nothing in it is new; nothing is changed by it."),
    Came.OLDER: N_("A later package from this sender was here before. What this one says may be out of date."),
    Came.OTHER_CONTENT: N_(
        "A package with this number was here before, with other content. This one is not taken. Ask the sender."
    ),
    Came.EXPIRED: N_("The day until which this package was meant to be read has passed. Ask the sender for a new one."),
}


def replay(seen: Iterable[SeenPackage], manifest: Manifest, manifest_hash: str, now: int) -> Replay:
    """How this package stands to those of the same sender that were seen; the gravest verdict first."""
    before = [package for package in seen if package.sender_key_id == manifest.sender.key_id]
    same_number = [package for package in before if package.package_id == manifest.package_id]
    if any(package.manifest_hash != manifest_hash for package in same_number):
        came = Came.OTHER_CONTENT
    elif same_number:
        came = Came.SAME_AGAIN
    elif any(package.sequence >= manifest.sequence or package.supersedes == manifest.package_id for package in before):
        came = Came.OLDER
    elif manifest.expires < now:
        came = Came.EXPIRED
    else:
        came = Came.NEW
    return Replay(came, Words(_WORDS[came]), taken=came is not Came.OTHER_CONTENT)


class Differs(enum.StrEnum):
    """How one field stands. What only we have is never taken away."""

    CHANGED = "changed"
    ONLY_THEIRS = "only_theirs"
    ONLY_OURS = "only_ours"


@dataclasses.dataclass(frozen=True)
class FieldDifference:
    """One field of a section, by its path, with both values; a proposal, not a change."""

    path: tuple[str, ...]
    kind: Differs
    ours: object = dataclasses.field(repr=False)
    theirs: object = dataclasses.field(repr=False)


def difference(ours: Mapping[str, object], theirs: Mapping[str, object]) -> tuple[FieldDifference, ...]:
    """Field by field, in the order of our file, then what only theirs has; a list is one value."""
    return tuple(_between((), ours, theirs))


def _between(
    path: tuple[str, ...], ours: Mapping[str, object], theirs: Mapping[str, object]
) -> Iterator[FieldDifference]:
    for name in [*ours, *(name for name in theirs if name not in ours)]:
        here = (*path, name)
        mine, other = ours.get(name), theirs.get(name)
        if name not in theirs:
            yield FieldDifference(here, Differs.ONLY_OURS, mine, None)
        elif name not in ours:
            yield FieldDifference(here, Differs.ONLY_THEIRS, None, other)
        elif isinstance(mine, Mapping) and isinstance(other, Mapping):
            yield from _between(here, mine, other)
        elif _plain(mine) != _plain(other):
            yield FieldDifference(here, Differs.CHANGED, mine, other)


def _plain(value: object) -> object:
    """For comparing only: an accent is the same whether typed as one sign or two; yes is not the number one."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    if isinstance(value, Mapping):
        return {name: _plain(entry) for name, entry in value.items()}
    return (type(value).__name__, value) if isinstance(value, bool) else value
