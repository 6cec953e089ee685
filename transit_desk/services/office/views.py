"""What is shown of the office, as frozen rows: workers, lines of the trail, the last copy."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class WorkerRow:
    """One worker, as a list shows them."""

    id: str
    name: str
    login: str
    sex: str
    roles: tuple[str, ...]
    active: bool


@dataclasses.dataclass(frozen=True)
class TrailRow:
    """One line of the trail: who, when, what, on which record; never a value.

    Of a closed record somebody else holds, only who and when: that there is one is theirs to know.
    """

    at: int
    worker: str
    action: str
    kind: str
    record: str
    columns: tuple[str, ...]
    reason: str


@dataclasses.dataclass(frozen=True)
class LastCopy:
    """How old the last verified backup is; without days where there was never one."""

    days: int | None
    late: bool
