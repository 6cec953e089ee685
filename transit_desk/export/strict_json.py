"""JSON read as a stranger's: bounded before it is parsed, and without what Python would let pass."""

from __future__ import annotations

import datetime
import json
import math
import re
import unicodedata

from transit_desk.domain.text import N_, Words
from transit_desk.export import limits
from transit_desk.export.refusals import PackageRefused, Why

# Strings are passed over whole, so that a bracket in a text is no depth; possessive, so that no text is read twice.
_DEPTH = re.compile(rb'"(?:[^"\\]++|\\(?:.|\Z))*+(?:"|\Z)|([\[{])|([\]}])', re.DOTALL)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ][0-9:.,+\-Z]{2,30})?", re.ASCII)
_LONGEST_NUMBER = 32


def _refused(detail: str, **values: object) -> PackageRefused:
    return PackageRefused(Why.JSON, Words(detail, values))


def read_json(blob: bytes, longest: int = limits.JSON_BYTES) -> object:
    """The value written here, or a refusal that says what is wrong with it."""
    if len(blob) > longest:
        raise _refused(N_("it is too long"))
    _check_depth(blob)
    try:
        text = blob.decode("utf-8", "strict")
    except UnicodeDecodeError:
        raise _refused(N_("its letters are not written in UTF-8")) from None
    try:
        value = json.loads(
            text, parse_int=_whole, parse_float=_broken, parse_constant=_constant, object_pairs_hook=_once
        )
    except (ValueError, RecursionError):
        raise _refused(N_("it is not JSON")) from None
    _check_strings(value)
    return value


def write_json(value: object) -> bytes:
    """The value as compact UTF-8, checked by the same rules by which it will be read."""
    try:
        blob = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        raise _refused(N_("a character in it is only half there")) from None
    except (ValueError, RecursionError):
        raise _refused(N_("a number in it is out of all measure")) from None
    read_json(blob)
    return blob


def _check_depth(blob: bytes) -> None:
    depth = 0
    for match in _DEPTH.finditer(blob):
        if match.group(1):
            depth += 1
            if depth > limits.JSON_DEPTH:
                raise _refused(N_("it is nested too deeply"))
        elif match.group(2):
            depth -= 1


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER or abs(int(digits)) > limits.JSON_NUMBER:
        raise _refused(N_("a number in it is out of all measure"))
    return int(digits)


def _broken(digits: str) -> float:
    value = float(digits) if len(digits) <= _LONGEST_NUMBER else math.inf
    if not math.isfinite(value):
        raise _refused(N_("a number in it is out of all measure"))
    return value


def _constant(name: str) -> object:
    del name
    raise _refused(N_("a number in it is not a number"))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({unicodedata.normalize("NFC", key) for key, _ in pairs}) != len(pairs):
        raise _refused(N_("the same name stands in it twice"))
    return dict(pairs)


def _check_strings(value: object) -> None:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            _check_string(here)
        elif isinstance(here, dict):
            waiting.extend(here)
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


def _check_string(text: str) -> None:
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise _refused(N_("a character in it is only half there")) from None
    if size > limits.JSON_STRING_BYTES:
        raise _refused(N_("a text in it is too long"))
    day = _DAY.fullmatch(text)
    if day is None:
        return
    year, month, number = (int(part) for part in day.groups())
    try:
        datetime.date(year, month, number)
    except ValueError:  # no day at all, so a text like any other
        return
    if not limits.YEAR_FIRST <= year <= limits.YEAR_LAST:
        raise _refused(N_("a day in it lies before 1900 or after 2100"))
