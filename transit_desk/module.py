"""How a slice says what it is: rights, pages as data, hooks, settings, papers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Protocol, TypeVar

from transit_desk.domain import timeline
from transit_desk.domain.fields import Field, Kind
from transit_desk.domain.levels import Level
from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event

# -- what is shown, as data ------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Target:
    """Where a line leads: a page by its name, and the record it is about."""

    page: str
    record_id: str = ""
    extra: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class ListColumn:
    """One column of a list: which attribute of the row, its heading, how it is drawn, its share of the width."""

    name: str
    heading: str
    look: str = "text"  # text | strong | name_code | code | mark | muted | icon_text | day
    weight: int = 10


@dataclasses.dataclass(frozen=True)
class Mark:
    """A state in a list or a header: shape, word and tone. Tones: ok, warn, stop, idle, accent, plain.

    In the head of a file `about` gives its place: safety, medical, legal, complete. What is about a `wish` of the child
    or about what to `avoid` stands in the brief instead.
    """

    words: str | Words
    icon: str = ""
    tone: str = "plain"
    about: str = ""


@dataclasses.dataclass(frozen=True)
class Filter:
    """One filter chip of a list. A chip with `choices` opens them; one without is on or off."""

    name: str
    title: str
    icon: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    on: bool = False


@dataclasses.dataclass(frozen=True)
class Window:
    """Which part of a list is asked for: how many rows after which key, under which filters, holding which words."""

    after: tuple[str, ...] | None = None  # the key of the last row already there; None for the beginning
    count: int = 100
    filters: Mapping[str, object] = dataclasses.field(default_factory=dict)
    words: str = ""


@dataclasses.dataclass(frozen=True)
class Rows:
    """One window of a list: frozen rows, how many there are in all, and the sum in words."""

    rows: tuple[Any, ...]
    total: int
    after: tuple[str, ...] | None = None  # the key from which the next window goes on; None at the end
    sum_up: str | Words = ""


@dataclasses.dataclass(frozen=True)
class Verb:
    """Something to do from a page: an action or a page by name. `reason` says why it can't be done now."""

    title: str
    icon: str = ""
    page: str = ""
    action: str = ""
    key: str = ""
    primary: bool = False
    reason: str | Words = ""
    extra: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class ListPage:
    """A list: its query takes `window: Window` and answers `Rows`."""

    key: str
    title: str
    query: str
    columns: tuple[ListColumn, ...]
    filters: tuple[Filter, ...] = ()
    verbs: tuple[Verb, ...] = ()
    opens: str = ""  # the page a row opens, with the row's `id`
    empty: str = ""
    icon: str = ""


@dataclasses.dataclass(frozen=True)
class Section:
    """A heading over some fields of a form, at most seven."""

    title: str
    names: tuple[str, ...]
    help: str = ""


@dataclasses.dataclass(frozen=True)
class FormPage:
    """A form: the described fields it asks for, and the action that takes them as parameters."""

    key: str
    title: str
    action: str
    fields: Mapping[str, Field]
    sections: tuple[Section, ...]
    save: str = ""
    start: str = ""  # a query that answers the first values, given the subject
    subject: str = ""  # the parameter that names the record the form is about
    after: str = ""  # the page shown after saving, with what the action returned
    in_parts: bool = False  # kept in parts as answers come; each is needed in the end, so none is called optional
    of: str = ""  # the screen it is a part of, opened there instead of alone
    where_told: frozenset[str] = frozenset()  # questions asked only where the first values name them


@dataclasses.dataclass(frozen=True)
class Part:
    """One part of a long interview: a form by its name, of any slice, under a chapter; what is told of it already."""

    form: str
    chapter: str
    told: str  # the query that takes `record_id` and answers a `Told`
    optional: bool = False  # only where the child wishes to speak of it
    title: str = ""  # in the list of parts, where the form's own is long
    tab: str = ""  # of the record, where what was written down before is corrected
    many: bool = False  # asked again until there is no more to tell: each relative, each place
    needed: bool = False  # not gone past empty-handed
    given: Mapping[str, object] = dataclasses.field(default_factory=dict)  # what is known of the answers: who tells


@dataclasses.dataclass(frozen=True)
class RecordPage:
    """A record as a whole: its query takes `record_id` and answers a `View`."""

    key: str
    title: str
    query: str
    shows: str = ""  # the table of its records: one that is in the way of an act is opened here


@dataclasses.dataclass(frozen=True)
class ScreenPage:
    """A screen made by hand, by the name of its file in `ui/screens/`."""

    key: str
    title: str
    screen: str
    needs: str
    icon: str = ""


@dataclasses.dataclass(frozen=True)
class TabPage:
    """A tab that a slice adds to a record's page, its own or another slice's; asked for when it is first opened.

    Its query takes `record_id`, that of the whole record, and answers a `Tab` with the same key. Who lacks the right
    to the query does not see the tab. A page has few tabs, and many slices: one that belongs with another `join`s it,
    and its blocks stand below the other's, in their order.
    """

    key: str
    title: str
    query: str
    of: str  # the `RecordPage` it belongs to
    order: int = 50
    join: str = ""  # the key of the tab in which its blocks stand, of this slice or another
    together: str = ""  # what the tab is called where others joined it


Page = ListPage | FormPage | RecordPage | ScreenPage | TabPage

# -- a record as a whole ---------------------------------------------------------------------------------------------


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


# -- what is gathered across slices ----------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Task:
    """One line of *Today*. `tier` is now, night, tomorrow or later. Never a child's name or a bed.

    One that is told to few because of what it says has its `level`: a paper of the house, which is read by all, leaves
    it out, whoever prints.
    """

    title: str | Words
    detail: str | Words = ""
    icon: str = ""
    tier: str = "night"
    at: str = ""
    verb: str = ""
    target: Target | None = None
    urgent: bool = False
    safety: bool = False  # a child may be in danger now: it stands above everything else
    level: Level = Level.C1


@dataclasses.dataclass(frozen=True)
class Settle(Task):
    """One thing between a child and the door: settled where it is kept, by the leaving, or left open with a reason."""

    left: str = ""  # what is kept of it where it stays open: words of N_, which tell the kind of it and no more
    of: str = ""  # the record it is about, or the file; with `left` it tells the line from every other
    by_itself: bool = False  # the leaving settles it
    must: bool = False  # no reason leaves it open: a child could come to harm
    along: str = ""  # the file of a child who can leave with this one


@dataclasses.dataclass(frozen=True)
class Meter:
    """How full one part of the house is."""

    title: str | Words
    taken: int
    places: int
    remark: str | Words = ""
    over: int = 0  # children on overflow places


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a child is now or tonight, as one slice knows it.

    *bed* says where the child sleeps, and that it is here unless another slice says where it went: *class*, *hospital*,
    *leave*, *trial* (with a foster family that is not yet the child's), *with_staff*, *elsewhere*, *not_found*.
    """

    file_id: str
    where: str | Words
    kind: str
    since: int = 0  # µs since the epoch; 0 where no hour is known
    code: str = ""
    until: int = 0  # when the child is expected back; 0 where nobody said

    @property
    def away(self) -> bool:
        """Whether the child is somewhere else than in the house."""
        return self.kind not in _IN_THE_HOUSE

    @property
    def weight(self) -> int:
        """Elsewhere, though a bed is kept here; and nowhere, whatever else is known, where a child is not found."""
        return {"bed": 0, "not_found": 2}.get(self.kind, 1)


_IN_THE_HOUSE: Final = frozenset({"bed", "class"})


@dataclasses.dataclass(frozen=True)
class Seen:
    """That somebody had a child before their eyes in the house: at which instant, what tells it, the record to open."""

    file_id: str
    at: int
    what: str | Words  # as a sentence names it: evening roll call, today, 18:02, Sifa Balola
    about: tuple[str, str]  # its table and its key


def where_each_is(told: Iterable[object]) -> dict[str, Place]:
    """Where each child is, of all that is told of it: what weighs most; of two that weigh the same, the newer."""
    places = [place for place in told if isinstance(place, Place)]
    return {place.file_id: place for place in sorted(places, key=lambda place: (place.weight, place.since))}


@dataclasses.dataclass(frozen=True)
class Hooks:
    """What is gathered across slices; each is asked by name and may be left out. The eight are all there will be.

    timeline(work, file_id, span) → list[Event], at least the newest `span.count` + 1 before `span.before` (a slice that
    tells few lines leaves `span` out and tells them all) ·
    alerts(work, file_id) → list[Mark], of the house (None) → list[Task] ·
    promises(work, day) → list[Task] · whereabouts(work, file_ids) → list[Place], of the house (None) with a Meter for
    each part of it; a slice in which children are seen takes `seen_from` too, and where it is an instant answers a Seen
    instead for each child who was seen in the house after it, at least the last ·
    settle(work, file_id) → list[Settle] · entitlement(work, file_id) → list[Task] ·
    figures(work, start, end) → list[tuple[str, int]] · handover(work, file_id, audience) → list[Packed]
    """

    timeline: Callable[..., list[Any]] | None = None
    alerts: Callable[..., list[Any]] | None = None
    promises: Callable[..., list[Any]] | None = None
    whereabouts: Callable[..., list[Any]] | None = None
    settle: Callable[..., list[Any]] | None = None
    entitlement: Callable[..., list[Any]] | None = None
    figures: Callable[..., list[Any]] | None = None
    handover: Callable[..., list[Any]] | None = None


@dataclasses.dataclass(frozen=True)
class Packed:
    """One slice's section for a package: its name, its JSON-able content, its paper lines, or C4 for one person."""

    section: str
    content: Mapping[str, Any]
    title: str = ""
    holder: str = ""  # a named person, for a section of level C4
    # pictures and papers that go with it, each a media type and its bytes; its content names them by their SHA-256
    carried: tuple[tuple[str, bytes], ...] = dataclasses.field(default=(), repr=False)


@dataclasses.dataclass(frozen=True)
class Setting:
    """One dated setting a slice declares, with its default; `reads` is how it is read, and fails where it cannot."""

    key: str
    title: str
    default: object
    reads: Callable[[Any], object] = Kind().check


@dataclasses.dataclass(frozen=True)
class Paper:
    """One paper a slice prints: a query that answers a `reports.document.Document`."""

    key: str
    title: str
    query: str
    audiences: tuple[str, ...] = ()
    goes_with: str = ""  # another paper that is printed with this one behind it; its query then asks for nothing


@dataclasses.dataclass(frozen=True)
class Module:
    """One service of the house, whole. Its folder's name is its name, its icon's and its translations' context."""

    name: str
    title: str
    order: int
    rights: tuple[Right, ...]
    pages: tuple[Page, ...] = ()
    home: str = ""  # the page its entry in the navigation opens; empty: no entry
    under: str = ""  # without an entry of its own: the home to whose entry its pages belong
    hooks: Hooks = Hooks()
    settings: tuple[Setting, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return self.name
