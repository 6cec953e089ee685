"""What another office wrote, in lines a person reads: known parts by their names, unknown ones as they came."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from transit_desk import choices
from transit_desk.domain import ages, dates
from transit_desk.domain.fields import Choice, Field, Many
from transit_desk.domain.text import N_, tr
from transit_desk.services.handover.rules.reading import plain as cleaned

# What no field of a slice is named after; everything else is said in the words of the field itself.
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
    "return": N_("Return on site"),
    "basis": N_("What allows it"),
    "agreed_on": N_("Agreed on"),
    "paper": N_("Paper"),
    "purpose": N_("Purpose"),
    "decision": N_("Answer"),
    "places": N_("Places told of"),
    "numbers": N_("Numbers at other agencies"),
    "particulars": N_("Particulars"),
    "relatives": N_("Relatives"),
    "own_children": N_("Own children"),
    "bonds": N_("Other children of the house"),
    "no_contact": N_("Must not be contacted"),
    "held": N_("Kept for the child"),
    "attestation": N_("Attestation"),
    "documents": N_("Photographs and papers"),
    "amount": N_("Amount"),
    "media": N_("Form of the file"),
}
_LISTS: Final = {
    "sex": "sex", "languages": "languages", "said_by": "claim_source", "known_by": "claim_way",
    "basis": "handover_basis", "purpose": "consent_purpose", "decision": "consent_answer", "given_by": "consent_by",
}  # fmt: skip
_OF_THE_FORMAT: Final = frozenset({"version", "rule", "paper", "sha256"})
_ANSWERED: Final = frozenset({"value", "answer"})
_NOTHING: Final = "–"


class Said(NamedTuple):
    """One line: what it is about, what they write, from where it comes."""

    label: str
    words: str
    source: str = ""


@dataclasses.dataclass(frozen=True)
class Reader:
    """Reads one part: `today` says an age with a birth, `known` the fields this house has under the same names."""

    today: datetime.date | None = None
    known: Mapping[str, Field] = dataclasses.field(default_factory=dict)

    def lines(self, content: object) -> list[Said]:
        """A part as lines; what has a form nobody here knows is shown as it came."""
        if not isinstance(content, Mapping):
            return [Said("", self.plain("", content))]
        found: list[Said] = []
        for name, value in content.items():
            if name not in _OF_THE_FORMAT:
                found += self._of(str(name), value)
        return found

    def _of(self, name: str, value: object) -> list[Said]:
        if name == "born" and (words := born(value, self.today)):
            return [Said(self.label(name), words)]
        if isinstance(value, (list, tuple)) and any(isinstance(entry, Mapping) for entry in value):
            return [each for entry in value for each in self.entry(name, entry)]
        if isinstance(value, Mapping) and set(value) != _ANSWERED and not set(value) <= {"from", "to"}:
            return self.lines(value)
        return [Said(self.label(name), self.plain(name, value))]

    def entry(self, name: str, entry: object) -> list[Said]:
        """One statement, one promise, one fact, one person of a list."""
        if not isinstance(entry, Mapping):
            return [Said(self.label(name), self.plain(name, entry))]
        if name == "claims":
            parts = (self.plain("said_by", entry.get("said_by")), self.plain("", entry.get("said_on")))
            source = ", ".join(part for part in parts if part != _NOTHING)
            return [Said(_key("claim_kind", entry.get("what")), self.plain("", entry.get("words")), source)]
        if name == "dues":
            words = tr(N_("until {day}"), day=self.plain("", entry.get("to")))
            return [Said(_key("due_what", entry.get("what")), words, self.plain("", entry.get("who")).strip(_NOTHING))]
        if name == "facts":
            about, value, source = (self.plain("", entry.get(each)) for each in ("label", "value", "source"))
            return [Said(about, value, source.strip(_NOTHING))]
        return [Said(self.label(name), self.plain(name, entry))]

    def label(self, name: str) -> str:
        """What a line is about."""
        if name in LABELS:
            return tr(LABELS[name])
        if name in self.known:
            return tr(self.known[name].label)
        if name in choices.load("topics"):
            return str(choices.say("topics", name))
        return cleaned(name.replace("_", " "))

    def plain(self, name: str, value: object) -> str:
        """A value in a line: keys by their words, days by the calendar, everything else as it came."""
        if value is None or value in ("", [], {}):
            return _NOTHING
        if isinstance(value, bool):
            return tr(N_("yes")) if value else tr(N_("no"))
        if isinstance(value, Mapping):
            return self._several(name, value)
        if isinstance(value, Sequence) and not isinstance(value, str):
            return ", ".join(self.plain(name, each) for each in value)
        return _key(self._list_of(name), value)

    def _several(self, name: str, value: Mapping[str, object]) -> str:
        if set(value) == _ANSWERED:
            return self.plain(name, value["value"] if value["value"] is not None else value["answer"])
        if name == "born" and (words := born(value)):
            return words
        if set(value) <= {"from", "to"}:
            return " – ".join(_day(each) for each in value.values())
        told = {str(each): told for each, told in value.items() if each not in _OF_THE_FORMAT}
        return " · ".join(f"{self.label(each)} : {self.plain(each, words)}" for each, words in told.items())

    def _list_of(self, name: str) -> str:
        kind = self.known[name].kind if name in self.known else None
        return kind.list_name if isinstance(kind, (Choice, Many)) else _LISTS.get(name, "")


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


def _key(list_name: str, key: object) -> str:
    if isinstance(key, str) and list_name and key in choices.load(list_name):
        return str(choices.say(list_name, key))
    return _day(key)


def _day(value: object) -> str:
    """A day as people write it, where it is one; anything else as it came."""
    try:
        return str(dates.say_day(datetime.date.fromisoformat(str(value))))
    except ValueError:
        return cleaned(str(value)) if value is not None else _NOTHING
