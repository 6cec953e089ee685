"""What is shown of handing over, as frozen rows: agencies, children, packages on their way and come in."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping

from transit_desk.domain.fields import Field
from transit_desk.domain.text import Words
from transit_desk.export import incoming as differences
from transit_desk.export.incoming import Came
from transit_desk.module import Mark


@dataclasses.dataclass(frozen=True)
class Rule:
    """One line of the two lists: what, and how far."""

    what: Words
    how: Words
    leaves: bool


@dataclasses.dataclass(frozen=True)
class ShownChild:
    """One child of a package, as its sender wrote it."""

    local_id: str
    number: str
    name: str
    sections: tuple[str, ...]
    for_one_person: bool  # something in it is closed for a named person


@dataclasses.dataclass(frozen=True)
class Shown:
    """What a package says, verified and not taken in."""

    sender: str
    confirmed: bool
    words: tuple[str, ...]
    purpose: str
    created: int
    expires: int
    sequence: int
    came: Came
    verdict: Words
    children: tuple[ShownChild, ...]
    papers: int
    attachments: int
    notes: tuple[Words, ...]
    manifest_hash: str
    package_id: str


@dataclasses.dataclass(frozen=True)
class Candidacy:
    """A file here that may be the same child's. It is never put together by the program."""

    file_id: str
    number: str
    reason: Words | str


@dataclasses.dataclass(frozen=True)
class ReceiverRow:
    """One agency, with what has to be compared before its key is used."""

    id: str
    name: str
    place: str
    focal_point: str
    reached_at: str
    recipient: str
    signing_key: str
    words: tuple[str, ...]
    signing_words: tuple[str, ...]
    confirmed: bool
    confirmed_day: datetime.date | None
    active: bool
    state: Mark


@dataclasses.dataclass(frozen=True)
class Candidate:
    """One child who could be handed over."""

    id: str
    name: str
    number: str
    sex_age: str
    where: str
    next_step: str
    next_day: str
    consent: Mark
    allowed: bool


@dataclasses.dataclass(frozen=True)
class ChildContents:
    """One child of a draft: what allows the file to leave, which sections go, which topics the child keeps back."""

    entry_id: str
    file_id: str
    number: str
    agreed: Mark
    allowed: bool
    decision_id: str | None
    decision: str
    limits: str
    sections: tuple[str, ...]
    withheld: tuple[Words, ...]


@dataclasses.dataclass(frozen=True)
class Contents:
    """A package before it is closed. The two lists are rules: they read the same whatever a file holds."""

    package_id: str
    state: str
    step: int
    way: str
    language: str
    receiver: ReceiverRow
    purpose: Words
    until: datetime.date
    children: tuple[ChildContents, ...]
    leaves: tuple[Rule, ...]
    stays: tuple[Rule, ...]
    ready: bool
    seen: str  # the mark that `seal_package` wants back


@dataclasses.dataclass(frozen=True)
class SentRow:
    """One package to another office."""

    id: str
    receiver: str
    purpose: str
    files: str
    day: str
    state: Mark
    step: int
    draft: bool
    written: bool


@dataclasses.dataclass(frozen=True)
class EntryShown:
    """One file of a package that was begun: its number, what allowed it, what became of it there."""

    file_id: str
    number: str
    basis: str | Words
    outcome: str | Words


@dataclasses.dataclass(frozen=True)
class PackageShown:
    """A package at whatever step it is; a draft's content is asked with `contents`."""

    id: str
    state: str
    step: int
    way: str
    language: str
    receiver: ReceiverRow
    purpose: Words
    sequence: int | None
    closed_day: datetime.date | None
    until: datetime.date | None
    written: bool
    receipt_day: datetime.date | None
    receipt_trusted: bool | None
    files: tuple[EntryShown, ...]


@dataclasses.dataclass(frozen=True)
class ReceivedRow:
    """One package from another office."""

    id: str
    sender: str
    purpose: str
    children: int
    waiting: int
    day: str
    state: Mark


@dataclasses.dataclass(frozen=True)
class PartShown:
    """One part of a child: theirs, ours where a file is chosen, and where they differ.

    `known` holds this house's own fields by the names a package uses, for their words and their lists.
    """

    proposal_id: str
    section: str
    state: str
    theirs: object
    ours: object
    different: tuple[differences.FieldDifference, ...]
    takes_effect: bool
    known: Mapping[str, Field]


@dataclasses.dataclass(frozen=True)
class ChildShown:
    """One child of a package that came in."""

    child_id: str
    number: str
    state: str
    file_id: str | None
    likely: tuple[Candidacy, ...]
    parts: tuple[PartShown, ...]
