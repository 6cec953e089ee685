"""Papers of the room where the child sits: the consent form, the bed card, the brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import consents, dates
from transit_desk.domain.text import N_, Words, language
from transit_desk.module import Brief
from transit_desk.reports import document, form_paper
from transit_desk.services.case_file import views
from transit_desk.services.case_file.records import CaseFile, Consent, Person, claims_of
from transit_desk.services.case_file.views import brief
from transit_desk.storage.people import Centre
from transit_desk.storage.work import HIDDEN, Work

_PLAIN = {
    "services": N_("That we care for you here and keep a file about it."),
    "keep_data": N_("That we keep what you told us."),
    "tracing_name": N_("That we look for your family with your name."),
    "tracing_photo": N_("That we look for your family with your photo."),
    "tracing_radio": N_("That your name is read on the radio or stands on a poster."),
    "tracing_red_cross": N_("That the Red Cross looks for your family."),
    "contact_family": N_("That we speak with one person of your family. Who:"),
    "referral": N_("That we send you to a service, and tell it what it must know. Which:"),
    "transfer": N_("That another agency gets your file. Which:"),
    "association": N_("That this agency also learns what happened before you came here."),
    "statistics": N_("That you are counted, without your name."),
    "mrm": N_("That the United Nations learn what was done to children. Your name stays here."),
    "certification": N_("That we ask the authority for your paper."),
    "photo": N_("That we take a photo of you, for the search only."),
    "contact_after_closure": N_("That we ask how you are after you left."),
}
_NAMED = frozenset({"contact_family", "referral", "transfer"})


SIGNED = document.Signatures(
    (
        document.Signature(Words(N_("The child"))),
        document.Signature(Words(N_("Who cares for the child"))),
        document.Signature(Words(N_("Who explained it")), Words(N_("day and language"))),
    )
)


@query(N_("Consent form"), needs="print", sensitive=True)
def consent_form(work: Work, *, file_id: str) -> document.Document:
    """Each purpose in plain words with the answer that counts today; signed with a name or a thumb."""
    file = work.get(CaseFile, work.stays(file_id))
    work.note("read", file, ("consent_form",))
    answers = views.answers_of(work, file.id) if work.reads(Consent, "decision") else ()
    return paper.of_centre(work, Words(N_("What I agree to")), _consents(_rows(work, answers)), code=file.number)


@query(N_("Consent form, blank"), needs="print")
def consent_blank(work: Work) -> document.Document:
    """Each purpose in plain words, to be crossed by hand."""
    return paper.of_centre(work, Words(N_("What I agree to")), _consents(_rows(work, ())))


def _rows(work: Work, answers: Sequence[Consent]) -> Iterator[tuple[str, str, str]]:
    """A row for each purpose, and one for each agency, service or person that was answered about by name."""
    newest, named = views.newest_of(work, answers), work.reads(Consent, "for_whom")
    for choice in choices.load("consent_purpose").offered:
        plain, row = str(Words(_PLAIN[choice.key])), newest.get(choice.key)
        line = f"{plain} ……………………" if choice.key in _NAMED else plain
        yield (f"{line} {_how_far(work, row)}".strip(), *_boxes(work, row))
        for name, each in views.named_of(answers, choice.key) if named else ():
            yield (f"{plain} {name}. {_how_far(work, each)}".strip(), *_boxes(work, each))


def _how_far(work: Work, row: Consent | None) -> str:
    """The limits the child set to an answer, and until when it holds or held."""
    if row is None:
        return ""
    limits = work.see(row, "limits")
    told = [Words(N_("Only: {limits}."), {"limits": limits})] if limits and limits is not HIDDEN else []
    if row.expires_on is not None:
        held = N_("Until {day}.") if row.expires_on >= work.today() else N_("Ran out on {day}.")
        told.append(Words(held, {"day": dates.say_day(row.expires_on)}))
    return " ".join(map(str, told))


def _boxes(work: Work, row: Consent | None) -> tuple[str, str]:
    """Yes and no, crossed as the answer stands today: a yes that ran out is none."""
    yes = row is not None and views.holds(row, work.today())
    no = row is not None and row.decision in consents.STOPS
    return form_paper.CROSSED if yes else form_paper.EMPTY, form_paper.CROSSED if no else form_paper.EMPTY


def _consents(rows: Iterable[tuple[str, str, str]]) -> tuple[document.Block, ...]:
    columns = (
        document.Column(Words(N_("What you are asked")), 8.0),
        document.Column(choices.say("consent_answer", "yes"), 1.0, document.Align.MIDDLE),
        document.Column(choices.say("consent_answer", "no"), 1.0, document.Align.MIDDLE),
    )
    return (
        document.Notice(
            Words(
                N_("You may say yes to one thing and no to another. Whatever you answer, you keep your place and every "
                   "help. You may change your mind on any day.")
            )
        ),
        document.Table(columns, tuple(rows)),
        document.Box(Words(N_("What should be kept from somebody, and from whom")), 16.0),
        document.Box(Words(N_("Limits, in the child's own words")), 16.0),
        document.Box(Words(N_("How it was explained, and in which language")), 11.0),
        SIGNED,
    )  # fmt: skip


@query(N_("Bed card"), needs="print", sensitive=True)
def bed_card(work: Work, *, file_id: str) -> document.Document:
    """The name the child chose, and nothing else: no number, no house, no reason to be here."""
    file = work.get(CaseFile, work.stays(file_id))
    seen = work.see(work.get(Person, file.person_id), "name_in_use")
    work.note("read", file, ("bed_card",))
    centre = work.first(sqlalchemy.select(Centre))
    return document.Document(
        title=str(seen) if seen is not HIDDEN and seen else "……………………",
        blocks=(),
        audience_line="",
        code="",
        made="",
        made_by="",
        language=language(),
        fictional=bool(centre and centre.fictional),
        after_use="",
    )


@query(N_("Brief for whoever takes over"), needs="print", sensitive=True)
def brief_paper(work: Work, *, file_id: str) -> document.Document:
    """The brief of the summary, for the centre alone."""
    file = work.get(CaseFile, work.stays(file_id))
    person = work.get(Person, file.person_id)
    work.note("read", file, ("brief_paper",))
    answers = views.answers_of(work, file.id)
    told = claims_of(work, person.id)
    header = views.header_of(work, file, person, told, answers)
    found: Brief = brief.brief_of(work, file, header, told, answers, views.waiting_of(work, file))
    blocks: tuple[document.Block, ...] = tuple(
        document.KeepTogether((document.Heading(heading), *(document.Paragraph(each) for each in sentences)))
        for heading, sentences in found.parts
    )
    return paper.of_centre(work, Words(brief.TITLE), blocks, code=file.number)
