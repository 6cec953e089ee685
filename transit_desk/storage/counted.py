"""In which group a child is counted: sex and band of age, as far as these eyes may know."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from transit_desk.domain import ages, dates, figures
from transit_desk.storage import kept
from transit_desk.storage.records import records
from transit_desk.storage.work import Work

_NOBODY = figures.group("unknown", None)


def groups(work: Work, file_ids: Iterable[str], on_day: datetime.date) -> dict[str, figures.Group]:
    """The group of each of these children on a day; one out of sight is counted too, as not known."""
    wanted = sorted(set(file_ids))
    files = work.all(kept.some_of(records()["case_file"]), ids=wanted)
    owners = {file.id: str(work.see(file, "person_id")) for file in files}
    persons = {each.id: each for each in work.all(kept.some_of(records()["person"]), ids=sorted(owners.values()))}
    found = dict.fromkeys(wanted, _NOBODY)
    for file_id, person_id in owners.items():
        if (person := persons.get(person_id)) is None:
            continue
        first, last = work.see(person, "birth_from"), work.see(person, "birth_to")
        span = None
        if isinstance(first, datetime.date) and isinstance(last, datetime.date):
            span = ages.age_span(dates.PartialDate(first, last, dates.Precision.BETWEEN), on_day)
        found[file_id] = figures.group(str(work.see(person, "sex")), span)
    return found
