"""In which direction each letter of a mixed line is read: the Unicode rules (UAX 9) without overrides.

python-bidi gives the letters in visual order but not their levels, and shaping needs the levels: joined letters are
shaped in the order they are read. Its answers are the yardstick of our tests.
"""

from __future__ import annotations

import unicodedata

_PAIRS = dict(zip("([{⁅⁽₍⟦⟨⟪〈《「『【〔", ")]}⁆⁾₎⟧⟩⟫〉》」』】〕", strict=True))
_CLOSES = frozenset(_PAIRS.values())
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_EDGES = _ISOLATES | {"PDI"}
_RIGHT = frozenset({"R", "AL", "AN", "RLI"})
_DEEPEST = 125


def classes(text: str) -> list[str]:
    """The bidirectional class of each letter; a letter nobody assigned is read like the ones around it."""
    return [unicodedata.bidirectional(letter) or "ON" for letter in text]


def needs_care(text: str) -> bool:
    """Whether anything in the text is read from right to left or isolated."""
    return not text.isascii() and any(kind in _RIGHT or kind in _ISOLATES for kind in classes(text))


def first_strong(kinds: list[str], start: int = 0) -> str | None:
    """L or R, by the first letter with a direction of its own; what is isolated is passed over."""
    depth = 0
    for kind in kinds[start:]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            if depth == 0 and start:
                return None
            depth = max(0, depth - 1)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return "L" if kind == "L" else "R"
    return None


def levels(text: str, base: int) -> list[int]:
    """The level of each letter of a paragraph: even is read from the left, odd from the right."""
    kinds = classes(text)
    found = [base] * len(text)
    frames: list[tuple[int, list[int]]] = [(base, [])]
    done: list[tuple[int, list[int]]] = [frames[0]]
    for place, kind in enumerate(kinds):
        if kind == "PDI" and len(frames) > 1:
            frames.pop()
        level, members = frames[-1]
        found[place] = level
        if kind != "BN":
            members.append(place)
        if kind in _ISOLATES and level < _DEEPEST - 1:
            right = kind == "RLI" or (kind == "FSI" and first_strong(kinds, place + 1) == "R")
            frames.append((_next(level, right=right), []))
            done.append(frames[-1])
    for level, members in done:
        _resolve(text, kinds, found, level, members)
    for place, kind in enumerate(kinds):
        if kind == "BN" and place:  # a joiner parts nothing
            found[place] = found[place - 1]
    return _trailing(kinds, found, base)


def _next(level: int, *, right: bool) -> int:
    """The next level up that is odd (right) or even."""
    return level + 1 if (level + 1) % 2 == int(right) else level + 2


def _trailing(kinds: list[str], found: list[int], base: int) -> list[int]:
    for place in range(len(kinds) - 1, -1, -1):
        if kinds[place] not in {"WS", "BN", "FSI", "LRI", "RLI", "PDI"}:
            break
        found[place] = base
    return found


def _resolve(text: str, kinds: list[str], found: list[int], level: int, members: list[int]) -> None:
    own = "R" if level % 2 else "L"
    seen = [kinds[place] for place in members]
    resolved = _neutrals(text, members, seen, _weak(seen, own), own)
    for place, kind in zip(members, resolved, strict=True):
        if kind == "R":
            found[place] = level + (level + 1) % 2
        elif kind == "L":
            found[place] = level + level % 2
        else:  # numbers
            found[place] = level + 2 - level % 2


def _weak(seen: list[str], own: str) -> list[str]:
    """Marks, numbers and what stands between numbers (W1 to W7)."""
    kinds = list(seen)
    before, strong = own, own
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = "ON" if before in _EDGES else before
        before = kinds[place]
        if before in {"L", "R", "AL"}:
            strong = before
        elif before == "EN" and strong == "AL":
            kinds[place] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        left, right = kinds[place - 1], kinds[place + 1]
        if left == right and (
            (kinds[place] in {"ES", "CS"} and left == "EN") or (kinds[place] == "CS" and left == "AN")
        ):
            kinds[place] = left
    _signs(kinds)
    strong = own
    for place, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:
            kinds[place] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
    return kinds


def _signs(kinds: list[str]) -> None:
    """A currency or per cent sign goes with the number beside it (W5)."""
    place = 0
    while place < len(kinds):
        if kinds[place] != "ET":
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = (place > 0 and kinds[place - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
        if beside:
            kinds[place:end] = ["EN"] * (end - place)
        place = end


def _neutrals(text: str, members: list[int], seen: list[str], kinds: list[str], own: str) -> list[str]:
    """Brackets take the direction of what they hold, other signs of what is around them (N0 to N2)."""
    for opened, closed in _brackets(text, members, kinds):
        inside = {_side(kind) for kind in kinds[opened + 1 : closed]} - {""}
        if own in inside:
            _settle(kinds, seen, (opened, closed), own)
        elif inside:
            other = "L" if own == "R" else "R"
            before = next((_side(kind) for kind in reversed(kinds[:opened]) if _side(kind)), own)
            _settle(kinds, seen, (opened, closed), other if before == other else own)
    place = 0
    while place < len(kinds):
        if kinds[place] not in _NEUTRAL:
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _side(kinds[place - 1]) if place else own
        right = _side(kinds[end]) if end < len(kinds) else own
        kinds[place:end] = [left if left == right else own] * (end - place)
        place = end
    return kinds


def _side(kind: str) -> str:
    if kind == "L":
        return "L"
    return "R" if kind in {"R", "EN", "AN"} else ""


def _settle(kinds: list[str], seen: list[str], pair: tuple[int, int], side: str) -> None:
    for place in pair:
        kinds[place] = side
        follower = place + 1
        while follower < len(kinds) and seen[follower] == "NSM":  # a mark on a bracket goes with it
            kinds[follower] = side
            follower += 1


def _brackets(text: str, members: list[int], kinds: list[str]) -> list[tuple[int, int]]:
    """Pairs in the order of their opening; more than 63 open at once are left alone, as the rules say."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for number, place in enumerate(members):
        if kinds[number] != "ON":
            continue
        letter = text[place]
        if letter in _PAIRS:
            if len(waiting) == 63:  # noqa: PLR2004  (the number in the rules)
                return []
            waiting.append((_PAIRS[letter], number))
        elif letter in _CLOSES:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == letter:
                    pairs.append((waiting[depth][1], number))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def visual(found: list[int]) -> list[int]:
    """The places of a line's parts in the order of drawing, from their levels (L2)."""
    order = list(range(len(found)))
    if not found:
        return order
    lowest_odd = min((level for level in found if level % 2), default=max(found) + 1)
    for level in range(max(found), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            if found[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return order
