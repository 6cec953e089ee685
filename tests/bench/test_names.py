"""How long a fuzzy name takes over 100,000 names, against one pass of rapidfuzz over the same names in the same run."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import pytest
from rapidfuzz import fuzz, process

from transit_desk.matching.index import NameIndex

COUNT = 100_000
PAIRS = 30
MOST = 0.5  # of one pass
_SYLLABLES = """
mu ka ba shi nga lu ndo bwa ci nya za ho tu bi ra ki ma sa wi mbe nto ru ga le no ku fu da mi sha zo ri ndja rhu
""".split()  # noqa: SIM905  (read at a glance)
_MISHEARD = (
    ("ci", "chi"), ("sha", "za"), ("l", "r"), ("r", "l"), ("u", "ou"), ("ndja", "nja"), ("bwa", "bua"), ("rh", "r"),
    ("k", "c"), ("z", "s"), ("b", "v"), ("i", "y"), ("wi", "ui"), ("o", "u"), ("nt", "t"),
)  # fmt: skip


def make_names(chance: random.Random, count: int) -> list[str]:
    """Fictional names of two or three words; a few words are common, most are rare."""
    words = sorted(
        {"".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4)))) for _ in range(30_000)}
    )
    weights = [1 / (place + 10) for place in range(len(words))]
    chance.shuffle(words)
    drawn = chance.choices(words, weights, k=count * 3)
    return [" ".join(drawn[3 * place : 3 * place + chance.choice((2, 3, 3))]).title() for place in range(count)]


def misspelt(chance: random.Random, name: str) -> str:
    """The name as somebody else would write it: one or two sounds otherwise, perhaps in another order."""
    text = name.lower()
    ways = [way for way in _MISHEARD if way[0] in text]
    for heard, written in chance.sample(ways, min(len(ways), chance.choice((1, 2)))):
        text = text.replace(heard, written, 1)
    words = text.split()
    if chance.random() < 0.3:
        chance.shuffle(words)
    return " ".join(words).title()


def passing_over(names: list[str]) -> Callable[[str], object]:
    """One pass of rapidfuzz's ratio over every name, on one core."""
    return lambda sought: process.cdist([sought], names, scorer=fuzz.ratio, workers=1)


def seconds(work: Callable[[str], object], sought: str) -> float:
    start = time.perf_counter()
    work(sought)
    return time.perf_counter() - start


def spread(values: list[float]) -> str:
    quarters = statistics.quantiles(values, n=4)
    return f"{statistics.median(values):.2f} ({quarters[0]:.2f}–{quarters[2]:.2f})"


@pytest.mark.bench
def test_a_fuzzy_name_over_a_hundred_thousand_takes_half_of_one_pass_at_most() -> None:
    chance = random.Random(20)
    names = make_names(chance, COUNT)
    index = NameIndex((str(number), name) for number, name in enumerate(names))
    asked = [(names[target], misspelt(chance, names[target])) for target in chance.sample(range(COUNT), 400)]
    one_pass = passing_over(names)
    for _, sought in asked[-5:]:
        index.find(sought)
        one_pass(sought)

    floor, rough, explained = [], [], []
    for _, sought in asked[:PAIRS]:
        floor.append(seconds(one_pass, sought))
        rough.append(seconds(index.rough, sought))
        explained.append(seconds(index.find, sought))
    found = [(name, [names[int(record)] for record, _ in index.find(sought)]) for name, sought in asked]
    first = sum(best[:1] == [name] for name, best in found) / len(found)
    five = sum(name in best for name, best in found) / len(found)

    ratio = [one / other for one, other in zip(rough, floor, strict=True)]
    whole = [one / other for one, other in zip(explained, floor, strict=True)]
    print(f"\n{COUNT} names; cdist {statistics.median(floor) * 1000:.2f} ms, search {spread(ratio)} x of it,")
    print(f"with the best explained {spread(whole)} x; misspelt names found first {first:.1%}, among five {five:.1%}")
    assert statistics.median(ratio) <= MOST
    assert five >= 0.95
