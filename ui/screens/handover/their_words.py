"""What another office wrote, in lines a person reads: known parts by their names, unknown ones as they came."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from transit_desk import choices
from transit_desk.domain import ages, dates
from transit_desk.domain.text import N_, tr
from transit_desk.services.handover.rules.reading import plain as cleaned

LABELS: Final = {
    "name_in_use": N_("Name in use"),
    "sex": N_("Sex"),
    "born": N_("Born"),
    "languages": N_("Languages"),
    "number": N_("Number there"),
    "opened_on": N_("Opened on"),
    "claims": N_("What was said"),
    "dues": N_("What was promised"),
    "facts": N_("Facts"),
    "day": N_("Day"),
    "disposition": N_("Where to?"),
    "reason": N_("Why to the centre"),
    "arrived_on": N_("Arrived at the centre"),
    "return": N_("Return on site"),
    "basis": N_("What allows it"),
    "agreed_on": N_("Agreed on"),
    "paper": N_("Paper"),
    "purpose": N_("Purpose"),
    "decision": N_("Answer"),
    "adult": N_("Which adult takes the child home?"),
    "relation": N_("Who is this adult to the child?"),
    "visit_by": N_("Visit until"),
}
_LISTS: Final = {
    "sex": "sex", "languages": "languages", "disposition": "disposition", "reason": "transfer_reason",
    "said_by": "claim_source", "known_by": "claim_way", "basis": "handover_basis", "relation": "relation",
    "purpose": "consent_purpose", "decision": "consent_answer", "given_by": "consent_by",
    "link_checks": "link_check_method", "decided_by": "who_decided", "visit_who": "visit_who",
    "heard_apart": "yes_no_unknown", "recruiter_near": "yes_no_unknown", "armed_near": "yes_no_unknown",
}  # fmt: skip
_SILENT: Final = frozenset({"version", "rule", "paper"})
_NOTHING: Final = "–"


class Said(NamedTuple):
    """One line: what it is about, what they write, from where it comes."""

    label: str
    words: str
    source: str = ""


def lines(content: object, today: datetime.date | None = None) -> list[Said]:
    """A part as lines; what has a form nobody here knows is shown as it came. With a day, a birth says the age too."""
    if not isinstance(content, Mapping):
        return [Said("", plain("", content))]
    found: list[Said] = []
    for name, value in content.items():
        if name not in _SILENT:
            found += _of(str(name), value, today)
    return found


def _of(name: str, value: object, today: datetime.date | None) -> list[Said]:
    if name == "born" and (words := born(value, today)):
        return [Said(label(name), words)]
    if name in {"claims", "dues", "facts"} and isinstance(value, (list, tuple)):
        return [each for entry in value for each in entry_lines(name, entry)]
    if isinstance(value, Mapping) and set(value) == {"value", "answer"}:
        value = value["value"] if value["value"] is not None else value["answer"]
    if isinstance(value, Mapping) and not set(value) <= {"from", "to"}:
        return [each for inner, told in value.items() for each in _of(str(inner), told, today)]
    return [Said(label(name), plain(name, value))]


def entry_lines(name: str, entry: object) -> list[Said]:
    """One statement, one promise or one fact of a list."""
    if not isinstance(entry, Mapping):
        return [Said(label(name), plain(name, entry))]
    if name == "claims":
        parts = (plain("said_by", entry.get("said_by")), plain("", entry.get("said_on")))
        source = ", ".join(part for part in parts if part != _NOTHING)
        return [Said(_key("claim_kind", entry.get("what")), plain("", entry.get("words")), source)]
    if name == "dues":
        words = tr(N_("until {day}"), day=plain("", entry.get("to")))
        return [Said(_key("due_what", entry.get("what")), words, plain("", entry.get("who")).strip(_NOTHING))]
    about, value, source = (plain("", entry.get(each)) for each in ("label", "value", "source"))
    return [Said(about, value, source.strip(_NOTHING))]


def born(value: object, today: datetime.date | None = None) -> str:
    """When a child was born and how old that makes it, in one sentence; nothing where it is not written as agreed."""
    if not isinstance(value, Mapping):
        return ""
    try:
        first, last = (datetime.date.fromisoformat(str(value.get(each))) for each in ("from", "to"))
    except ValueError:
        return ""
    if first > last:
        return ""
    about = value.get("estimated") is True
    days = {"first": dates.say_day(first), "last": dates.say_day(last)}
    said = str(days["first"]) if first == last else tr(N_("between the days {first} and {last}"), **days)
    span = today and ages.age_span(dates.PartialDate(first, last, dates.Precision.BETWEEN), today)
    if not span:
        return said
    return tr(N_("{age}: {born}"), age=ages.in_words(span, estimated=about), born=said)


def label(name: str) -> str:
    """What a line is about."""
    known = LABELS.get(name)
    return tr(known) if known is not None else cleaned(name.replace("_", " "))


def plain(name: str, value: object) -> str:
    """A value in a line: keys by their words, days by the calendar, everything else as it came."""
    if value is None or value in ("", [], {}):
        return _NOTHING
    if isinstance(value, bool):
        return tr(N_("yes")) if value else tr(N_("no"))
    if isinstance(value, Mapping):
        if name == "born" and (words := born(value)):
            return words
        if set(value) <= {"from", "to"}:
            return " – ".join(_day(each) for each in value.values())
        return " · ".join(f"{label(str(each))} : {plain(str(each), told)}" for each, told in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(plain(name, each) for each in value)
    if name in _LISTS:
        return _key(_LISTS[name], value)
    return _day(value)


def _key(list_name: str, key: object) -> str:
    if isinstance(key, str) and key in choices.load(list_name):
        return str(choices.say(list_name, key))
    return _day(key)


def _day(value: object) -> str:
    """A day as people write it, where it is one; anything else as it came."""
    try:
        return str(dates.say_day(datetime.date.fromisoformat(str(value))))
    except ValueError:
        return cleaned(str(value)) if value is not None else _NOTHING
