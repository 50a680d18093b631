"""Names that stand for one thing, and roles that people have. Imports nothing of ours.

Like the lexicon, short on purpose: a name or a role that is missing here is compared by its letters.
"""

from collections.abc import Mapping

ROLES: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in """
president
vice-president
minister secretary
premier
mayor
governor
senator
congressman congresswoman representative lawmaker mp deputy legislator
judge justice magistrate
prosecutor
lawyer attorney
nurse midwife
doctor physician surgeon medic
pharmacist
ceo chief boss head director
chairman chairwoman chair chairperson
founder
owner
manager
coach trainer
goalkeeper keeper
striker forward
captain
king
queen
prince
princess
pope
bishop archbishop
priest vicar pastor imam
general
colonel sergeant lieutenant
soldier soldiers troops
policeman policewoman police officer officers
teacher teachers
professor
student students pupil pupils
scientist researcher researchers scientists
engineer engineers
journalist reporter editor
author writer novelist
actor actress
singer
director
driver
pilot
passenger passengers
father dad
mother mum mom
son
daughter
brother
sister
wife
husband
neighbour neighbor
cousin
uncle
aunt
ambassador
spokesman spokeswoman spokesperson
treasurer
accountant
referee umpire
witness
suspect
victim
patient patients
farmer farmers
tenant tenants
landlord landlords
buyer
seller
winner
loser
candidate
ex-president
bodyguard
gardener
chauffeur
cook chef
""".strip().splitlines()
)

# Words of names that stand for one thing: a country, its people and its capital. Each line is a group.
ALIASES: Mapping[str, str] = {
    name: line.split()[0]
    for line in """
us usa united states america american americans washington
uk britain british england english kingdom london
eu brussels european
russia russian russians moscow kremlin
china chinese beijing
france french paris elysee
germany german germans berlin
japan japanese tokyo
iran iranian iranians tehran persian persia
iraq iraqi iraqis baghdad
syria syrian syrians damascus
israel israeli israelis jerusalem
ukraine ukrainian ukrainians kyiv kiev
turkey turkish turks ankara turkiye
spain spanish madrid
italy italian italians rome
poland polish poles warsaw
netherlands dutch holland hague
greece greek greeks athens
egypt egyptian egyptians cairo
india indian indians delhi
pakistan pakistani islamabad
afghanistan afghan afghans kabul
mexico mexican mexicans
canada canadian canadians ottawa
australia australian australians canberra
sweden swedish swedes stockholm
norway norwegian norwegians oslo
denmark danish danes copenhagen
finland finnish finns helsinki
switzerland swiss bern
austria austrian vienna
belgium belgian
portugal portuguese lisbon
ireland irish dublin
hungary hungarian budapest
saudi riyadh saudis
lebanon lebanese beirut
libya libyan tripoli
palestine palestinian palestinians
myanmar burma burmese
congo congolese
brazil brazilian brasilia
argentina argentine buenos
venezuela venezuelan caracas
cuba cuban havana
islam muslim muslims islamic
jewish jews jew
christian christians
shia shiite shiites shi'a shi'ite
covid covid-19 coronavirus corona sars-cov-2
bbc beeb
olympics games olympic
alps alpine
st saint
gop republicans republican
democrats democrat democratic
""".strip().splitlines()
    for name in line.split()
}
