"""The pages of a slice as data: lists, forms, records, screens, tabs, and what can be done from them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from transit_desk.domain.fields import Field
from transit_desk.domain.text import Words


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
