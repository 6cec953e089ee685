"""Two fictional houses that know each other's keys, and children who may or may not go from one to the other."""

from __future__ import annotations

import contextlib
import dataclasses
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from tests import makers
from transit_desk.desk import Desk
from transit_desk.languages import catalogue
from transit_desk.reports import pdf
from transit_desk.storage.work import VaultSession, Work

CONSENT = {"purpose": "transfer", "decision": "yes", "given_by": "child"}


@dataclasses.dataclass
class Pair:
    """A centre that hands over and an agency that takes over; both desks are the directors'."""

    here: makers.House
    there: makers.House
    from_here: Desk
    there_desk: Desk
    receiver_id: str

    def child(self, name: str = "Amani", *, agrees: bool = True, age: str = "15", village: str = "Kavumu") -> str:
        """A child with a file here, who agrees to go or was not asked."""
        file_id: str = self.from_here.do(
            "case_file.open_case", sex="m", care_track="reunified", name=name, age=age, village=village
        )
        if agrees:
            self.answer(file_id)
        return file_id

    def answer(self, file_id: str, **changes: object) -> str:
        """The child's answer about a transfer, today."""
        on_day = self.from_here.day(self.from_here.now())
        consent_id: str = self.from_here.do(
            "case_file.answer_consent", file_id=file_id, values={**CONSENT, "on_day": on_day, **changes}
        )
        return consent_id

    def prepare(self, *file_ids: str, **options: Any) -> str:
        """A draft for the agency."""
        package_id: str = self.from_here.do(
            "handover.prepare", file_ids=list(file_ids), receiver_id=self.receiver_id,
            purpose="follow_up", **options,
        )  # fmt: skip
        return package_id

    def seal(self, package_id: str, **options: Any) -> bytes:
        """Look, draw, close: as the screen does it."""
        return seal(self.from_here, package_id, **options)

    def known_there(self) -> None:
        """The agency writes the centre down and compares its words."""
        address = self.from_here.ask("handover.own_address")
        sender = self.there_desk.do(
            "handover.add_receiver", name="Amahoro-Nuru", recipient=address.recipient, signing_key=address.signing_key
        )
        self.there_desk.do("handover.confirm_receiver", receiver_id=sender)


def seal(desk: Desk, package_id: str, **options: Any) -> bytes:
    """Look, draw, close: as the screen does it."""
    contents = desk.ask("handover.contents", package_id=package_id)
    documents = desk.ask("handover.preview", package_id=package_id)
    papers = {
        file_id: pdf.draw(document, {document.language: catalogue(document.language)})
        for file_id, document in documents.items()
    }
    values: dict[str, Any] = {"seen": contents.seen, "papers": papers, **options}
    blob: bytes = desk.do("handover.seal_package", package_id=package_id, **values)
    return blob


@contextlib.contextmanager
def work_of(desk: Desk) -> Iterator[Work]:
    """A unit of work to ask a hook in, as the desk makes it."""
    with VaultSession(desk.vault.reader) as session:
        yield Work(session, desk.actor, desk, desk._sealer, "test")


@pytest.fixture
def pair(template: pathlib.Path, tmp_path: pathlib.Path) -> Iterator[Pair]:
    """Two houses; the centre has compared the agency's words, the agency has not compared the centre's yet."""
    here = makers.copy_house(template, tmp_path / "here")
    there = makers.copy_house(template, tmp_path / "there")
    from_here, there_desk = here.desk(), there.desk()
    from_here.do("handover.make_keys")
    address = there_desk.do("handover.make_keys")
    receiver_id = from_here.do(
        "handover.add_receiver", name="Toit partagé (fictif)", place="Kindu", focal_point="M. Kasongo",
        recipient=address.recipient, signing_key=address.signing_key,
    )  # fmt: skip
    from_here.do("handover.confirm_receiver", receiver_id=receiver_id)
    yield Pair(here, there, from_here, there_desk, receiver_id)
    here.lock()
    there.lock()
