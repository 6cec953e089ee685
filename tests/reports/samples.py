"""Fictional papers that use every block, for the tests and for the eye."""

from __future__ import annotations

import dataclasses

from transit_desk.reports.document import (
    Align,
    Box,
    Column,
    Copy,
    Document,
    Fact,
    Facts,
    Heading,
    KeepTogether,
    Line,
    Lines,
    Notice,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
    State,
    Table,
)
from transit_desk.reports.letterhead import Letterhead

SUMMARY = Document(
    title="Fiche de transmission",
    subtitle="TD-7KQ2MX-4 · remise prévue le 23 novembre 2026\nde Amahoro-Nuru (fictif) à Toit partagé (fictif), Kindu",
    audience_line="Confidentiel · pour l’agence qui reçoit",
    after_use="Confidentiel – détruire après usage",
    code="TD-7KQ2MX-4",
    made="21 nov. 2026, 18:04",
    made_by="PM",
    copy=Copy(1, 2),
    language="fr",
    fictional=True,
    letterhead=Letterhead("Amahoro-Nuru (fictif)", ("Centre de transit et d’orientation · Bukavu, Sud-Kivu",)),
    blocks=(
        Notice("Demander à la direction avant tout contact avec un proche."),
        Heading("Qui est l’enfant"),
        Facts(
            (
                Fact("Nom utilisé", "Amani", "dit par l’enfant"),
                Fact("Âge", "environ 15 ans", "dit par l’enfant"),
                Fact("Langues", "swahili, mashi"),
                Fact("Date de naissance", state=State.UNKNOWN, source="demandé le 12 sept."),
                Fact("Nom du père", state=State.NOT_ASKED),
                Fact("Village d’origine", state=State.REFUSED),
                Fact("Adresse de la famille d’accueil", state=State.WITHHELD),
            )
        ),
        Heading("À savoir pour sa sécurité"),
        Facts(
            (
                Fact("Allergie", "pénicilline", "infirmier, 16 sept."),
                Fact("Contacts", "demander avant tout contact avec un proche"),
                Fact(
                    "Ce qui l’apaise",
                    "Dessiner seul le soir, près de la fenêtre. Il préfère que l’on frappe avant d’entrer et que la "
                    "lampe du couloir reste allumée jusqu’à ce que les autres soient couchés.",
                    "éducatrice, 2 nov.",
                ),
            )
        ),
        Heading("Ce qui lui a été promis"),
        Lines(
            (
                Line("23 déc. 2026", "1ʳᵉ visite de suivi", "Toit partagé"),
                Line("15 janv. 2027", "début de l’apprentissage menuiserie", "Amahoro-Nuru"),
                Line("31 janv. 2027", "trousse d’outils remise en main propre", "Amahoro-Nuru"),
            )
        ),
        Heading("Recherche de la famille"),
        Paragraph(
            "La recherche continue. Deux villages ont été visités, une tante maternelle est possible mais n’est pas "
            "confirmée. Rien ne lui a encore été dit à ce sujet : attendre l’accord de la personne qui suit l’enfant."
        ),
        Table(
            (
                Column("Date", 2),
                Column("Démarche", 5),
                Column("Par", 3),
                Column("Lieux vus", 1.6, Align.END),
            ),
            (
                ("2 oct. 2026", "Visite du premier village, personne ne connaît la famille", "A. Sifa", "1"),
                ("19 oct. 2026", "Lettre confiée au réseau de recherche", "A. Sifa", "0"),
                ("6 nov. 2026", "Visite du second village, une tante est possible", "P. Murhula", "2"),
                ("14 nov. 2026", "Appel au chef de localité, sans nommer l’enfant", "P. Murhula", "0"),
            ),
        ),
        KeepTogether(
            (
                Heading("Ses souhaits"),
                Paragraph("« Continuer la menuiserie. Être prévenu avant chaque appel à ma sœur. »"),
                Paragraph("Dit le 20 novembre 2026 à A. Sifa, relu avec l’enfant.", quiet=True),
            )
        ),
        KeepTogether(
            (
                Heading("Remise"),
                Signatures(
                    (
                        Signature("L’enfant", "Lu à voix haute en swahili"),
                        Signature("Remis par", "Pascal Murhula, Amahoro-Nuru (fictif)"),
                        Signature("Reçu par", "M. Kasongo, Toit partagé (fictif)"),
                    )
                ),
            )
        ),
    ),
)

BLANK = Document(
    title="Arrivée d’un enfant",
    subtitle="À remplir à la main, puis à saisir le jour même",
    audience_line="Confidentiel · pour le centre",
    after_use="Confidentiel – détruire après saisie",
    code="FORM-ARR",
    made="21 nov. 2026",
    made_by="PM",
    language="fr",
    letterhead=Letterhead("Amahoro-Nuru (fictif)", ("Bukavu",), neutral=True),
    blocks=(
        Heading("Qui est l’enfant"),
        Box("Nom que l’enfant utilise"),
        Box("Âge, tel que l’enfant le dit"),
        Box("Langues"),
        Heading("Ce soir"),
        Box("De quoi l’enfant a besoin avant la nuit", 36),
        Box("Lit proposé"),
        Paragraph("Une case vide veut dire : pas encore demandé. Ne rien écrire sur le groupe.", quiet=True),
        Signatures((Signature("Rempli par", "Nom et date"), Signature("L’enfant ou son témoin", "Lu à voix haute"))),
        PageBreak(),
        Heading("Notes"),
        Box("Écrire ici ce qui n’a pas de case", 120),
    ),
)

ARABIC = Document(
    title="بطاقة التسليم",
    subtitle="TD-7KQ2MX-4 · التسليم المقرر في 23 نوفمبر 2026",
    audience_line="سري · للجهة المستلمة",
    after_use="سري – يُتلف بعد الاستعمال",
    code="TD-7KQ2MX-4",
    made="21 نوفمبر 2026، 18:04",
    made_by="PM",
    copy=Copy(1, 2),
    language="ar",
    fictional=True,
    letterhead=Letterhead("مركز النور (خيالي)", ("أبشة، تشاد",)),
    blocks=(
        Notice("يُرجى سؤال الإدارة قبل أي اتصال بأحد الأقارب."),
        Heading("من هو الطفل"),
        Facts(
            (
                Fact("الاسم المستعمل", "أماني", "قاله الطفل"),
                Fact("العمر", "حوالي 15 سنة", "قاله الطفل"),
                Fact("اللغات", "العربية، الزغاوة (قليلاً)، français"),
                Fact("اسم الأب", "مُحَمَّد عبد الله", "قالته الخالة"),
                Fact("المنظمة", "Toit partagé (fictif), Kindu"),
                Fact("الهاتف", "+235 66 00 00 00"),
                Fact("تاريخ الميلاد", state=State.UNKNOWN),
                Fact("عنوان الأسرة", state=State.WITHHELD),
            )
        ),
        Heading("ما وُعد به"),
        Lines(
            (
                Line("23 ديسمبر 2026", "زيارة المتابعة الأولى", "Toit partagé"),
                Line("15 يناير 2027", "بداية التدريب على النجارة (60 ساعة، 100%)", "مركز النور"),
            )
        ),
        Paragraph(
            "يستمر البحث عن الأسرة. تمت زيارة قريتين، وقد تكون هناك خالة من جهة الأم لكن لم يتأكد ذلك بعد. "
            "لم يُقل للطفل شيء عن هذا الأمر (انظر Annexe B): يجب انتظار موافقة من يتابع الطفل."
        ),
        Table(
            (Column("التاريخ", 2), Column("الخطوة", 5), Column("العدد", 1, Align.END)),
            (("2 أكتوبر 2026", "زيارة القرية الأولى", "12"), ("6 نوفمبر 2026", "رسالة إلى شبكة البحث", "٣")),
        ),
        KeepTogether((Signatures((Signature("الطفل", "قُرئ بصوت عالٍ"), Signature("سلّمه", "PM"))),)),
    ),
)

AMHARIC = dataclasses.replace(
    SUMMARY,
    title="የርክክብ ቅጽ",
    language="am",
    fictional=False,
    blocks=(Heading("ስም"), Facts((Fact("ስም", "አበበ ቢቂላ፡ከበደ", "በልጁ የተነገረ"),))),
)
