"""A record as a whole, as data: its head, its tabs, and the blocks that stand in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from transit_desk.domain import timeline
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module.pages import Mark, Target, Verb


@dataclasses.dataclass(frozen=True)
class Header:
    """The head of a record's page, which stays while the rest scrolls."""

    title: str
    code: str = ""
    facts: tuple[str | Words, ...] = ()
    marks: tuple[Mark, ...] = ()
    ruler_day: int | None = None  # day of the stay, drawn on a line with `ruler_marks`
    ruler_marks: tuple[int, ...] = ()
    photo: str = "none"  # none | masked
    told: tuple[Mark, ...] = ()  # what the slices have for the brief; never drawn in the head


@dataclasses.dataclass(frozen=True)
class FactLine:
    """One thing that is known: what, value, who said it, how it is known, when; whether it is the one in use."""

    label: str | Words
    value: str | Words
    said_by: str | Words = ""
    known_by: str | Words = ""
    day: str = ""
    state: str = "given"  # given | unknown | not_asked | refused | hidden
    chosen: bool = True
    others: int = 0
    verb: Verb | None = None  # what can be done with this line; its words stand at the end of it


@dataclasses.dataclass(frozen=True)
class Told:
    """What is known before it is asked: the answer to a question, by its name; and what a form wrote down before."""

    lines: Mapping[str, FactLine] = dataclasses.field(default_factory=dict)
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)  # the same, as a form holds it
    before: Mapping[str, tuple[FactLine, ...]] = dataclasses.field(default_factory=dict)  # by the name of a form
    who: str = ""  # whom it is about, for the head of the page
    not_for: frozenset[str] = frozenset()  # forms that are no question for this child


@dataclasses.dataclass(frozen=True)
class Facts:
    """A table of what is known."""

    title: str
    lines: tuple[FactLine, ...]
    verb: Verb | None = None
    empty: str = ""


@dataclasses.dataclass(frozen=True)
class Step:
    """One thing to do: what, who, until when; late or not; where it leads."""

    title: str | Words
    who: str | Words = ""
    day: str = ""
    late: bool = False
    done: bool = False
    target: Target | None = None


@dataclasses.dataclass(frozen=True)
class Steps:
    """What is due."""

    title: str
    lines: tuple[Step, ...]
    verb: Verb | None = None
    empty: str = ""


@dataclasses.dataclass(frozen=True)
class Story:
    """The timeline, newest first."""

    title: str
    events: tuple[Event, ...]
    kinds: tuple[tuple[str, str], ...] = ()
    verb: Verb | None = None
    empty: str = ""
    query: str = ""  # takes `record_id`, `before` and `module`, and answers the part of the story that goes on there
    record_id: str = ""
    after: timeline.Place | None = None  # where it goes on; None at its beginning


@dataclasses.dataclass(frozen=True)
class Entry:
    """One record among several of its kind: its cells, its state, what can be done with it, where it leads."""

    cells: tuple[str | Words, ...]
    mark: Mark | None = None
    verbs: tuple[Verb, ...] = ()
    target: Target | None = None
    past: bool = False  # ended, given back, taken back: still there, in quieter ink


class _Withdrawn(Protocol):
    """A record that may be out of use, and why."""

    @property
    def withdrawn_why(self) -> str | None:
        """The reason, in the words of whoever took it out."""


W = TypeVar("W", bound=_Withdrawn)


def entries_of(told: Iterable[tuple[W, Iterable[W]]], entry: Callable[[W], Entry]) -> tuple[Entry, ...]:
    """An entry for each record that stands; below it, in quieter ink, what stood there before, and why no longer."""
    found: list[Entry] = []
    for row, earlier in told:
        found.append(entry(row))
        for before in earlier:
            mark = Mark(Words(N_("before: {why}"), {"why": before.withdrawn_why or ""}), "undo")
            found.append(dataclasses.replace(entry(before), mark=mark, verbs=(), target=None, past=True))
    return tuple(found)


@dataclasses.dataclass(frozen=True)
class Entries:
    """Records of one kind under headings: relatives, things in safekeeping, stays in detention."""

    title: str
    headings: tuple[str, ...]
    entries: tuple[Entry, ...]
    verb: Verb | None = None
    empty: str = ""


@dataclasses.dataclass(frozen=True)
class Tie:
    """One bond between the child and somebody: who, what they are to each other, how to take it."""

    who: str | Words
    what: str | Words
    tone: str = "plain"  # plain: a bond; warn: to be kept in mind; stop: to be kept apart


@dataclasses.dataclass(frozen=True)
class Ties:
    """The child among those who matter to the child: a picture beside the tables in which they are kept."""

    title: str
    centre: str
    ties: tuple[Tie, ...]
    verb: Verb | None = None


@dataclasses.dataclass(frozen=True)
class Held:
    """One photograph or paper of the file. Nothing of it is drawn before somebody asks for it."""

    record_id: str
    title: str | Words
    detail: str | Words = ""
    kind: str = "paper"  # photo | paper | sealed
    verbs: tuple[Verb, ...] = ()


@dataclasses.dataclass(frozen=True)
class Album:
    """Photographs and papers. `query` takes `record_id` and answers the content as `storage.attachments.Content`."""

    title: str
    held: tuple[Held, ...]
    query: str
    verb: Verb | None = None
    empty: str = ""


@dataclasses.dataclass(frozen=True)
class Brief:
    """What somebody new must know in a minute and a half: short headings, short sentences under each."""

    title: str
    parts: tuple[tuple[str | Words, tuple[str | Words, ...]], ...]
    verb: Verb | None = None


Block = Facts | Steps | Story | Entries | Ties | Album | Brief


@dataclasses.dataclass(frozen=True)
class Tab:
    """One tab of a record: blocks at the start, blocks at the end (beside them on a wide screen)."""

    key: str
    title: str
    start: tuple[Block, ...]
    end: tuple[Block, ...] = ()
    order: int = 0  # among the tabs that other slices add
    together: str = ""  # what the tab is called where others joined it


@dataclasses.dataclass(frozen=True)
class View:
    """A record as a whole, ready to be shown."""

    record_id: str
    header: Header
    tabs: tuple[Tab, ...]
    verbs: tuple[Verb, ...] = ()
    back: Target | None = None
    back_title: str = ""
