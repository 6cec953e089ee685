"""Given names that are one name in several languages, and the ones that are spelt the French way."""

from __future__ import annotations

from typing import Final

# Each line is one name. Only forms that the rules of spelling do not bring together by themselves need to stand here.
# Left out on purpose: pairs that are one name in a dictionary but two children in a village (Moses and Musa).
_FORMS: Final = """
josephine zefina josefina zefine
pierre petro petero pedro
marie maria mariya mariam maryam miriam
jean yohana yohani john juma_yohana
jacques yakobo jacob yakub yakoub
paul paulo paulus polo
joseph yosefu yozefu yusufu yusuf youssouf yousif
luc luka lucas
marc marko markus
mathieu mateyo matayo matthieu mathayo
thomas tomasi toma
etienne stefano stephane stefani
andre andrea anderea
philippe filipo filipi
simon simoni shimoni
daniel danieli
david daudi daoud dawud
samuel samweli samueli
elisabeth elizabeti elizabet isabella_elisabeth
anne anna ana
esther esteri ester
therese tereza teresa teresia
veronique veronika
catherine katarina katerina
jeanne yoana johanna
cecile sesilia cecilia
agnes anyesi agnesi
francois fransois fransisko francisco
laurent lorenzi lorenso
benoit benedikto benedicto
augustin agustino augustino
vincent visenti visent
bernard bernado
emmanuel emanuele manueli
christophe kristofu
mohamed muhammad mohammed mahamat muhamadi mamadou mohamadi
ahmed ahmad amadou ahmadu
abdallah abdullah abdullahi abdoulaye abdalla
fatima fatuma fatouma fatoumata fatimatou fatime
aicha aisha asha aissatou aichatou
ousmane usman othman osman usumani
hussein housseini hussain huseini
omar oumar umar omari
ismael ismail ismaila isma
khadija kadidja hadija khadijatou
zeinab zainab zenabou zainabu
ibrahim brahim ibrahima iburahimu
"""

# Words that begin or hold a French c, g or oi, where a Mashi c would be read as ch.
_FRENCH: Final = """
    alice beatrice benoit berenice bosco brice candide carine carole caroline catherine cecile cecilia celestin
    celine chance charles christian christine christophe clarisse claude claudette claudine clemence clement
    clementine clovis colette consolate constance constantin corneille crispin cyprien cyrille dieudonne dominique
    dorcas emerance esperance fabrice felicien felicite felix florence francine francois francoise fransois
    fransoise frederic gerard germain gervais gilbert ginette gisele gloire grace gratien hyacinthe innocent
    jacqueline jacques laurence luc lucie lucien lucienne marcel marceline marcelline maurice moise narcisse nicolas
    nicole pacifique pascal pascaline patience patrice patricia patrick placide prince princesse prudence rebecca
    regine roch rosalie sandrine solange sylvie theoneste valence veronique victoire victor vincent violette viviane
"""
FRENCH: Final = frozenset(_FRENCH.split())


def _groups() -> dict[str, str]:
    return {form: line.split()[0] for line in _FORMS.strip().splitlines() for form in line.split()}


NAME_OF: Final = _groups()
