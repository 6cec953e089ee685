"""Which answers about consent count today, and at which ages who is asked."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Collection, Iterable, Iterator, Sequence

import sqlalchemy

from transit_desk.domain import consents
from transit_desk.matching import whom
from transit_desk.services.case_file.records import Consent, Joining
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_ANSWERS = (
    sqlalchemy.select(Consent)
    .where(Consent.file_id.in_(kept.FILES))
    .order_by(Consent.on_day, Consent.made_at, Consent.id)
)


def answers_of(work: Work, file_id: str) -> Sequence[Consent]:
    """Every answer about consent of a child, under whatever number, those taken back too."""
    return work.all(_ANSWERS, files=work.same(file_id))


def standing(answers: Iterable[Consent], purpose: str) -> list[Consent]:
    """The answers about one purpose that nobody took back, the oldest first."""
    return [row for row in answers if row.purpose == purpose and row.withdrawn_at is None]


def newest_of(work: Work, answers: Sequence[Consent], *, own: bool = False) -> dict[str, Consent]:
    """The newest answer to each purpose that is for nobody by name, run out or not.

    The child's `own` is without what others decided for one package.
    Of two files that were joined the strictest counts, until the child is asked again.
    """
    general = [row for row in answers if row.withdrawn_at is None and not row.for_whom]
    counted = [row for row in general if not (own and row.decision == "best_interest")]
    newest = {(row.purpose, row.file_id): row for row in counted}
    joined_at = joined_on(work, {row.file_id for row in counted})
    by_purpose: dict[str, list[Consent]] = {}
    for row in newest.values():
        by_purpose.setdefault(row.purpose, []).append(row)
    return {purpose: consents.strictest(rows, joined_at, work.today()) for purpose, rows in by_purpose.items()}


_JOINED_AT = sqlalchemy.select(Joining.made_at).where(Joining.file_id.in_(kept.FILES), Joining.withdrawn_at.is_(None))


def joined_on(work: Work, files: Collection[str]) -> int:
    """When the last of several files was joined to the others; what is answered after that was asked of all."""
    return max(work.all(_JOINED_AT, files=sorted(files)), default=0) if len(files) > 1 else 0


def consents_of(work: Work, file_id: str, *, own: bool = False) -> dict[str, Consent]:
    """The newest answer to each purpose of a file, or the child's own."""
    return newest_of(work, answers_of(work, file_id), own=own)


def counting_for(work: Work, file_id: str, purpose: str, name: str | None) -> Consent | None:
    """The child's own answer to a purpose that counts for one agency or person, or the newest whoever it is for.

    What others decided for one package is none. Of two files that were joined the strictest counts, until the child is
    asked again.
    """
    own = [row for row in standing(answers_of(work, file_id), purpose) if row.decision != "best_interest"]
    rows = []
    for file in work.same(file_id):
        about = [row for row in own if row.file_id == file]
        meant = functools.partial(whom.same, name)
        row = consents.counting(about, meant) if name is not None else about[-1] if about else None
        rows += [row] if row is not None else []
    return consents.strictest(rows, joined_on(work, work.same(file_id)), work.today()) if rows else None


def doubt_of(work: Work, file_id: str, purpose: str, name: str, there: str | None) -> str:
    """The name in a refusal that may mean an agency, or who answers `there`, while the child was not asked about it."""
    refused = consents.in_doubt(
        standing(answers_of(work, file_id), purpose),
        functools.partial(whom.same, name),
        lambda each: whom.perhaps(each, name) or whom.perhaps(each, there),
    )
    return str(refused.for_whom) if refused is not None else ""


def named_of(answers: Iterable[Consent], purpose: str) -> Iterator[tuple[str, Consent | None]]:
    """Everybody who was answered about by name for a purpose, with the answer that counts for them.

    A later no to all of them counts for each.
    """
    about = standing(answers, purpose)
    for name in {whom.key_of(row.for_whom): row.for_whom for row in about if row.for_whom}.values():
        yield name, consents.counting(about, functools.partial(whom.same, name))


def refused_by_name(answers: Iterable[Consent]) -> set[str]:
    """The purposes that were refused to somebody by name, and not agreed to for the same one since."""
    newest = {
        (row.purpose, whom.key_of(row.for_whom)): row for row in answers if row.for_whom and row.withdrawn_at is None
    }
    return {purpose for (purpose, _name), row in newest.items() if row.decision in consents.STOPS}


def holds(row: Consent, today: datetime.date) -> bool:
    """Whether an answer is a yes that has not run out."""
    return row.decision == consents.YES and (row.expires_on is None or row.expires_on >= today)


def age_rules(work: Work, on: datetime.date) -> consents.AgeRules:
    """The ages at which a child is heard and answers, as they held on a day."""
    names = ("heard_from", "in_writing_from", "own_consent_from")
    heard, written, own = (int(work.setting(f"case_file.{name}", on)) for name in names)
    return consents.AgeRules(heard, written, own)
