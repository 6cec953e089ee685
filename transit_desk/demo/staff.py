"""Who works in the demonstration centre: somebody for every role, and women with the girls at all hours."""

from __future__ import annotations

from typing import Final

from transit_desk import entrance
from transit_desk.demo.stage import Stage

PASSPHRASE: Final = "la maison fictive au bord du lac"  # noqa: S105  (shown to everybody)
"""Known to everybody who opens the demonstration; nothing in it is real."""

LOGIN: Final = "d.furaha"
"""The director's: she sees every file of the house."""

DIRECTOR: Final = (LOGIN, "Furaha Nabintu", "f", ("director",))
STAFF: Final = (
    ("s.pascal", "Pascal Murhula", "m", ("supervisor",)),
    ("c.aline", "Aline Nakalonge", "f", ("caseworker",)),
    ("c.esther", "Esther Ntakwinja", "f", ("caseworker",)),
    ("c.amani", "Amani Byamungu", "m", ("caseworker",)),
    ("p.neema", "Neema Bashizi", "f", ("psychologist",)),
    ("n.innocent", "Innocent Kulimushi", "m", ("nurse",)),
    ("t.faida", "Faida Rubambiza", "f", ("tracing_officer",)),
    ("t.olivier", "Olivier Wilondja", "m", ("tracing_officer",)),
    ("f.mapendo", "Mapendo Chishugi", "f", ("foster_coordinator",)),
    ("r.zawadi", "Zawadi Mihigo", "f", ("receptionist",)),
    ("e.sifa", "Sifa Balola", "f", ("educator",)),
    ("e.noella", "Noella Kashindi", "f", ("educator",)),
    ("e.byadunia", "Byadunia Mwilarhe", "f", ("educator",)),
    ("e.esperance", "Espérance Ebuela", "f", ("educator",)),
    ("e.musa", "Musa Kabungulu", "m", ("educator",)),
    ("e.baraka", "Baraka Nshombo", "m", ("educator",)),
    ("v.plamedi", "Plamedi Bisimwa", "m", ("trainer",)),
    ("m.bahati", "Bahati Mugisho", "m", ("storekeeper",)),
    ("g.riziki", "Riziki Tuliabu", "f", ("safeguarding",)),
    ("b.heritier", "Héritier Cirhakarhula", "m", ("reporting",)),
    ("a.safari", "Safari Mushagalusha", "m", ("administrator",)),
)


def arrive(stage: Stage) -> None:
    """Write everybody down and give each a slot. They share one passphrase: it is a demonstration."""
    stage.workers[LOGIN] = stage.desk.actor.worker_id
    for login, name, sex, roles in STAFF:
        stage.workers[login] = entrance.let_in(
            stage.entered, login=login, name=name, sex=sex, roles=roles, passphrase=stage.passphrase, one_time=False
        )
        stage.clock.pass_(seconds=60)
