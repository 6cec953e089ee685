"""What hangs on a file: pictures without their past, papers closed, nothing readable outside the vault."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests import makers
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.storage import attachments, bulk
from transit_desk.storage.attachments import Attachment
from transit_desk.storage.people import SettingRow
from transit_desk.storage.vault import bump
from transit_desk.storage.work import VaultSession, Work, settle


def _photo(width: int = 640, height: int = 480) -> bytes:
    picture = Image.new("RGB", (width, height), "#8899aa")
    exif = Image.Exif()
    exif[0x010F] = "ZQCAMERAQZ"
    exif[0x013B] = "ZQAUTHORQZ"
    exif.get_ifd(0x8825)[1] = "S"
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()


def _kept(desk: Desk, **given: object) -> str:
    file_id = desk.do("case_file.open_case", sex="m", care_track="resident")
    with VaultSession(desk.vault.writer) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        record = attachments.attach(work, file_id=file_id, what="photo", **given)  # type: ignore[arg-type]
        settle(work, desk._trail, bump)
        session.commit()
        return record.id


def _read(desk: Desk, record_id: str) -> attachments.Content | None:
    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        return attachments.read(work, work.get(Attachment, record_id))


def test_a_photograph_loses_its_hidden_data_on_the_way_in(house: makers.House) -> None:
    """Camera, author and place stay behind; the picture stays a picture."""
    desk = house.desk("c.aline")
    assert b"ZQCAMERAQZ" in _photo()

    content = _read(desk, _kept(desk, data=_photo()))

    assert content is not None
    assert b"ZQ" not in content.data
    with Image.open(io.BytesIO(content.data)) as picture:
        assert picture.size == (640, 480)
        assert not picture.getexif()


def test_a_sealed_paper_is_for_its_holders(house: makers.House) -> None:
    """The caseworker opens it; the receptionist does not."""
    record_id = _kept(house.desk("c.aline"), data=b"%PDF-1.4 secret", sealed=True)

    read = _read(house.desk("c.aline"), record_id)
    other = _read(house.desk("r.zawadi"), record_id)

    assert read is not None
    assert read.data == b"%PDF-1.4 secret"
    assert other is None


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a" + b"\0" * 64, b"not a picture", b"\x89PNG\r\n\x1a\n broken", _photo()[:400]],
    ids=["empty", "gif", "text", "broken png", "cut jpeg"],
)
def test_what_is_no_picture_is_refused_beside_its_field(desk: Desk, data: bytes) -> None:
    """In words, and nothing is kept."""
    with pytest.raises(errors.RuleBroken) as refused:
        _kept(desk, data=data)

    assert refused.value.field == "data"


def test_eighty_megapixels_are_refused_before_they_are_unpacked(desk: Desk) -> None:
    """A small file may hold a very large picture."""
    made = io.BytesIO()
    Image.new("1", (10_000, 8_000)).save(made, "PNG")

    with pytest.raises(errors.RuleBroken):
        _kept(desk, data=made.getvalue())


def test_a_bulk_import_leaves_a_line_for_each_record_and_the_trail_holds(desk: Desk) -> None:
    """The statement fires no flush, so the bulk room writes its own trail."""
    import datetime

    from sqlalchemy import orm

    from transit_desk.storage import audit

    rows = [
        {"key": "office.idle_minutes", "value": {"value": n}, "holds_from": datetime.date(2026, 1, 1)}
        for n in range(50)
    ]
    with VaultSession(desk.vault.writer) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test.import")
        made = bulk.add_many(work, SettingRow, rows)
        settle(work, desk._trail, bump)
        session.commit()

    with orm.Session(desk.vault.reader) as session:
        lines = session.query(audit.AuditLine).filter(audit.AuditLine.action == "test.import").all()
        assert {line.record_id for line in lines} == set(made)
        assert audit.verify(session, desk.keyring.derived("audit"), {}) == []
