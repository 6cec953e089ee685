"""References that run: a letter and the number that follows the highest there is."""

from __future__ import annotations


def following(letter: str, last: str | None) -> str:
    """The next reference after the last: I-0013 after I-0012; the first where there is none.

    It follows the highest and not how many there are: where a row is missing, no reference is given twice.
    """
    return f"{letter}-{int(last.partition('-')[2]) + 1 if last else 1:04d}"
