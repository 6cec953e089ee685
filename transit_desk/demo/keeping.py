"""What a child of the demonstration lets the centre keep, and a photograph that nobody could take for a child's."""

from __future__ import annotations

import io
from typing import Final

from transit_desk.demo import release, stories
from transit_desk.demo.stage import Scene, Stage
from transit_desk.domain import instants

WHO: Final = "story 1"
_GROUND, _SHAPE = "#d9d3c4", "#7a6a4f"


def scenes() -> list[Scene]:
    """The first days of one child: handed over, his things taken in, a photograph; later a part given back."""
    return [
        Scene(release.AGO - 3, 10, "c.aline", _arrived),
        Scene(release.AGO - 4, 11, "c.aline", _photograph),
        Scene(19, 15, "c.aline", _some_back),
    ]


def drawing() -> bytes:
    """A head and shoulders of two shapes, with the word that says what it is."""
    from PIL import Image, ImageDraw, ImageFont

    from transit_desk.resources import place

    picture = Image.new("RGB", (600, 600), _GROUND)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((200, 120, 400, 340), fill=_SHAPE)
    pen.pieslice((110, 360, 490, 820), 180, 360, fill=_SHAPE)
    font = ImageFont.truetype(str(place("fonts", "NotoSans-Bold.ttf")), 72)
    pen.text((300, 540), "FICTIF", font=font, fill=_GROUND, anchor="mm")
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def _arrived(stage: Stage) -> None:
    file_id = stage.files[WHO]
    stage.do(
        "safekeeping.hand_over", file_id=file_id,
        values={"at": stage.clock.micros() - 5 * instants.HOUR, "giver_kind": "community", "giver": "Comité (fictif)",
                "receiver": "Aline Nakalonge", "witness": "Pascal Murhula",
                "condition": "Fatigué, une éraflure au genou.", "papers_came": "yes", "signed": "thumb"},
    )  # fmt: skip
    for kind, words, how_many, more in (
        ("official_paper", None, "1", {"attestation": True, "condition": "sealed", "place": "safe"}),
        ("money", None, "4 500", {"currency": "cdf", "place": "safe"}),
        ("phone", "petit, sans carte", "1", {"condition": "worn", "place": "safe", "place_words": "enveloppe 3"}),
        ("clothes", "deux chemises, un pantalon", "3", {"condition": "worn"}),
    ):
        given = {"condition": "good", "place": "own_box", "signed": "thumb", "witness": "Pascal Murhula", **more}
        stage.do("safekeeping.take_in", file_id=file_id, kind=kind, words=words, how_many=how_many, **given)


def _photograph(stage: Stage) -> None:
    """He agreed, and his drawn likeness stands at the head of his file."""
    stories.agree(stage, WHO, "photo", "yes")
    document = stage.do("documents.add", file_id=stage.files[WHO], kind="photo_child", data=drawing())
    stage.do("documents.use_portrait", document_id=document)


def _some_back(stage: Stage) -> None:
    for each in stage.desk.ask("safekeeping.still_here", file_id=stage.files[WHO]):
        if each.said.endswith("CDF"):
            stage.do("safekeeping.give_back", thing_id=each.id, how_many="1 500", to_whom="child", signed="child")
