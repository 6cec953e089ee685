"""Which tabs a record's page shows: its own, those that slices add, and the few that stand in another's."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from transit_desk.module import Tab, TabPage


@dataclasses.dataclass(frozen=True)
class Share:
    """One slice's part of a tab: its key, and the query that answers it; none where the record's own answers it."""

    key: str
    query: str = ""


@dataclasses.dataclass(frozen=True)
class Shown:
    """One tab as it is seen: its name, and whose parts stand in it, from the top."""

    key: str
    title: str
    shares: tuple[Share, ...]


@dataclasses.dataclass(frozen=True)
class _Part:
    order: int
    key: str
    title: str
    query: str = ""
    join: str = ""


def grouped(own: Sequence[Tab], added: Iterable[TabPage], every: Iterable[TabPage] = ()) -> tuple[Shown, ...]:
    """The tabs of a page for these eyes, in their order.

    `added` is what they may open, `every` what there is: a tab that nobody joined here has its own name, and parts that
    joined one which is not for these eyes stand together all the same, where it would stand.
    """
    parts = [_Part(tab.order, tab.key, tab.title) for tab in own]
    parts += [_Part(page.order, page.key, page.title, page.query, page.join) for page in added]
    hosts = {page.key: (page.order, page.together) for page in every}
    hosts |= {tab.key: (tab.order, tab.together) for tab in own}
    groups: dict[str, list[_Part]] = {}
    for part in sorted(parts, key=lambda each: each.order):
        groups.setdefault(part.join or part.key, []).append(part)
    shown = []
    for key, group in groups.items():
        order, together = hosts.get(key, (group[0].order, ""))
        first = sorted(group, key=lambda each: each.key != key)  # the tab itself stands above what joined it
        title = together if together and len(group) > 1 else first[0].title
        shown.append((order, Shown(key, title, tuple(Share(each.key, each.query) for each in first))))
    return tuple(each for _order, each in sorted(shown, key=lambda pair: pair[0]))
