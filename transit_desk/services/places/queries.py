"""What can be asked about places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transit_desk.action import query
from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.module import Rows, View, Window
from transit_desk.services.places import views
from transit_desk.services.places.records import book
from transit_desk.services.places.views import Likely, Preview
from transit_desk.storage.work import Work


@query(N_("Places that may be meant"), needs="read")
def likely(work: Work, *, words: str, count: int = 6) -> tuple[Likely, ...]:
    """Places whose name, present or former, begins as what was typed, or sounds like it."""
    return views.likely(book.of(work), words, count)


@query(N_("The place that is meant"), needs="read")
def meant(work: Work, *, words: str) -> str | None:
    """The key of a place that was chosen: by its key, or by its chain as it was ever written. None for other words."""
    known = book.of(work)
    return words if words in known else known.meant(words)


@query(N_("Every name of a place"), needs="read")
def every_name(work: Work, *, told: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Each of these places as it was told, with every present and former name of the one that is meant."""
    known = book.of(work)
    found = {words: known.meant(words) for words in told}
    return {words: (words, *known[key].every_name) if key is not None else (words,) for words, key in found.items()}


@query(N_("Places in words"), needs="read")
def said(work: Work, *, keys: Sequence[str]) -> Mapping[str, str]:
    """Each of these places with all it lies in, as it is called today."""
    known = book.of(work) if keys else None
    return {key: views.said(known, key) for key in keys} if known is not None else {}


@query(N_("List of places"), needs="keep")
def all_places(work: Work, *, window: Window) -> Rows:
    """The list of places, from each province down."""
    return views.rows_of(book.of(work), window)


@query(N_("Place"), needs="keep")
def place(work: Work, *, record_id: str) -> View:
    """One place: every name it has or had, with its days."""
    known = book.of(work)
    if record_id not in known:
        raise errors.NotFound
    return views.place_view(known, known[record_id])


@query(N_("A list of p-codes before it is taken in"), needs="keep")
def look_at_list(work: Work, *, blob: bytes, name: str) -> Preview:
    """What a file would change, row by row; nothing is written."""
    return views.read_list(work, blob, name)[1]
