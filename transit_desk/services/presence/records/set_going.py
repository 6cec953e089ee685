"""What a mark sets going: the search for who is not accounted for begins, or was a slip of the key."""

from __future__ import annotations

from transit_desk.services.presence.records import RollCall, RollMark, house, missed, seen
from transit_desk.services.presence.rules import calls, missing
from transit_desk.storage.work import Work


def by_mark(work: Work, call: RollCall, line: RollMark, mark: str | None) -> None:
    """Who is not accounted for is searched from the hour of the call on; a slip of the key sets nothing going.

    A search in which anything is written ends by what is written down of its end, and by no mark; until then no call
    says that the child is anywhere but here.
    """
    work.session.flush()
    current = missed.open_of(work, line.file_id)
    if mark == calls.NOT_FOUND:
        if current is None and not house.left(work, [line.file_id]):
            _begin_search(work, call, line)
        return
    if current is None:
        return
    began_here = current.mark_id in {line.id, line.rectifies_id}
    if missed.is_bare(work, current):
        if began_here:
            work.withdraw(current, "marked otherwise")
    elif began_here or (mark is not None and call.called_at >= current.since_at):
        missing.seen_here_again(here=mark == calls.PRESENT)


def _begin_search(work: Work, call: RollCall, line: RollMark) -> None:
    """From the hour of the call on; from now on where somebody saw the child since, and the call is still going on."""
    again = seen.seen_here(work, {work.stays(line.file_id): call.called_at + 1})
    of_now = not call.from_paper and call.closed_at is None
    if not again or of_now:
        missed.begin(work, line.file_id, work.now() if again else call.called_at, line.rectifies_id or line.id)
