"""Whatever is typed is kept to the letter or refused beside its field; nothing is ever quietly changed."""

from __future__ import annotations

import datetime
import unicodedata

import pytest
import sqlalchemy

from tests import makers
from transit_desk import services
from transit_desk.desk import Desk
from transit_desk.domain import errors, fields
from transit_desk.domain.fields import Field, Said
from transit_desk.services.case_file.records import Claim, Note
from transit_desk.storage.records import fields_of, records
from transit_desk.storage.work import VaultSession, Work

services.load_records()

WORST = (
    "a" * 10_000,
    "محمد عبد الله",
    "ኢትዮጵያ ልጅ",
    "👧🏾👨‍👩‍👧‍👦🇨🇩",
    "line\nbreak",
    "nul\x00inside",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE case_file; --",
    "\u202etxt.exe\u2066",
    "e\u0301 é",
    "\ud800",
    "\x1b[31mred\x07",
)
NAUGHTY = (
    *WORST, "", " ", "\u00a0", "\u200b", "\ufeff", "null", "None", "NaN", "undefined", "true", "-0", "1e309",
    "0x0", "١٢٣",
    "+243 81", "@SUM(1)", "-1+1", "\t=1", "<b>bold</b>", "<script>alert(1)</script>", "&lt;&amp;", "%s%n%x", "{name}",
    "{0}", "{{", "${x}", "`x`", "../../etc/passwd", "C:\\CON", "file:///etc", "javascript:1", "O'Brien", '"quoted"',
    "l’enfant", "…", "–", "ß", "ı", "İ", "ﬁ", "ǆ", "Å", "Ǻ", "ά", "ё", "ع", "ﷺ", "ق\u064e", "क्षि", "ไทย",
    "日本", "한글",
    "𝒳", "𝟘", "🏳️‍🌈", "\U0010ffff", "\u0300", "a\u0300\u0301\u0302" * 40, "\u2028", "\u2029", "\x7f", "\x85", "\x08",
    "M'Birhashwirwa", "Cirhuza", "Ntakwinja-wa-Nshombo", "x" * 200, "x" * 201,
)  # fmt: skip


def _kinds() -> dict[str, tuple[str, Field]]:
    """One described field of each kind, by the kind's name."""
    found: dict[str, tuple[str, Field]] = {}
    for record in records().values():
        for name, field in fields_of(record).items():
            found.setdefault(type(field.kind).__name__, (f"{record.__tablename__}.{name}", field))
    return found


def _kept_or_refused(field: Field, text: str) -> None:
    refused: errors.RuleBroken | None = None
    kept: object = None
    try:
        kept = field.check(text)
    except errors.RuleBroken as no:
        refused = no
    if refused is not None:
        assert refused.field == field.name
        assert str(refused)
    elif isinstance(field.kind, fields.Text):
        assert kept == (text or None)
        assert not any(unicodedata.category(sign) == "Cs" for sign in text)
    else:
        assert kept is None or not isinstance(kept, str) or kept == text


@pytest.mark.parametrize("kind", sorted(_kinds()))
@pytest.mark.parametrize("number", range(len(NAUGHTY)))
def test_every_naughty_text_on_one_field_of_each_kind(kind: str, number: int) -> None:
    """A value comes back as it went in, or the refusal names the field."""
    _place, field = _kinds()[kind]

    _kept_or_refused(field, NAUGHTY[number])


@pytest.mark.parametrize("record", records().values(), ids=lambda record: record.__tablename__)
def test_every_field_on_the_twelve_worst(record: type) -> None:
    """No field of any record is softer than the others."""
    for field in fields_of(record).values():
        for text in WORST:
            _kept_or_refused(field, text)


def test_what_the_fields_let_pass_comes_back_from_the_vault_to_the_letter(house: makers.House) -> None:
    """Plain and sealed columns alike, through a lock and an unlock."""
    desk = house.desk("c.aline")
    file_id = desk.do("case_file.open_case", sex="f", care_track="resident")
    sent: dict[str, str] = {}
    for text in NAUGHTY:
        try:
            claim = desk.do("case_file.say", file_id=file_id, what="name", words=text, said_by="child")
            note = desk.do("case_file.write_note", file_id=file_id, closed_words=text)
        except errors.RuleBroken:
            continue
        sent[claim] = text
        sent[note] = text
    house.lock()
    desk = house.desk("c.aline")

    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        back = {}
        for record_id in sent:
            claim_row = work.first(sqlalchemy.select(Claim).where(Claim.id == record_id))
            back[record_id] = (
                work.see(claim_row, "words").value
                if claim_row is not None
                else work.see(work.get(Note, record_id), "closed_words")
            )

    assert len(sent) > 100
    assert back == sent


@pytest.mark.parametrize("age", ["26", "99", "-1", "abc", "999999999999", "15-12"])
def test_ages_out_of_reach_are_refused_beside_the_age(desk: Desk, age: str) -> None:
    """This house receives children; nothing is guessed."""
    with pytest.raises(errors.Refusal) as refused:
        desk.do("case_file.open_case", sex="m", care_track="resident", age=age)

    assert refused.value.field == "age"


def test_a_day_that_has_not_come_is_refused_beside_the_day(desk: Desk) -> None:
    """Tomorrow can't be written down as past."""
    tomorrow = makers.NOON.date() + datetime.timedelta(days=1)

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("case_file.open_case", sex="m", care_track="resident", name=Said("Amani"), said_on=tomorrow)

    assert refused.value.field == "said_on"
