"""The tab of the staff, and the forms that put somebody on a shift and answer for a shift without a woman."""

from __future__ import annotations

from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import FormPage, RecordPage, Section, TabPage
from transit_desk.services.daily.records import OnShift, WithoutWoman
from transit_desk.storage.records import asked_of

DAY = RecordPage("daily.day", N_("The day"), "daily.day")
STAFF = TabPage("daily.staff", N_("Staff"), "daily.staff", "daily.day", 20)

UNTIL = Field(
    fields.Day(), N_("Every day until"), Level.C1, Topic.LOGISTICS,
    N_("Leave it empty for this one day."), name="until_day",
)  # fmt: skip

PUT_ON = FormPage(
    key="daily.put_on_shift",
    title=N_("Put somebody on a shift"),
    action="daily.put_on_shift",
    fields={**asked_of(OnShift), "until_day": UNTIL},
    sections=(
        Section(N_("Who is on the shift"), ("worker_id", "name", "sex")),
        Section(N_("When and where"), ("on_day", "until_day", "part", "block", "from_hour", "to_hour")),
    ),
    save=N_("Keep it"),
    after="daily.day",
)

TAKE_OFF = FormPage(
    key="daily.take_off_shift",
    title=N_("Take off the shift"),
    action="daily.take_off_shift",
    fields={},
    sections=(Section(N_("This person is not on duty after all"), (), N_("The line stays in the trail.")),),
    save=N_("Take off the shift"),
    subject="shift_id",
)

WITHOUT_WOMAN = FormPage(
    key="daily.without_woman",
    title=N_("A shift without a woman"),
    action="daily.answer_without_woman",
    fields=asked_of(WithoutWoman),
    sections=(
        Section(
            N_("Girls live here, and no woman is on this shift"),
            ("on_day", "part", "why", "instead"),
            N_("It stays told on Today until a woman is on the shift."),
        ),
    ),
    save=N_("Keep it"),
    after="daily.day",
)

PAGES = (DAY, STAFF, PUT_ON, TAKE_OFF, WITHOUT_WOMAN)
