"""A dozen documents about small claims, in several languages and of every kind, written for these tests."""

from index.records import Claim, Document, Kind, Publisher, Rating, Review, Stance, Verdict


def example(
    name: str,
    claim: str,
    *,
    kind: Kind = Kind.FACT_CHECK,
    stance: Stance = Stance.DISPUTES,
    title: str | None = None,
    finding: str | None = None,
    published: str | None = None,
    language: str = "en",
    claimants: tuple[str, ...] = (),
    rating: Rating | None = None,
    body: str | None = None,
) -> Document:
    """One document; what is left out is missing from it."""
    return Document(
        id=name,
        feed="examples",
        kind=kind,
        claim=Claim(claim, claimants),
        stance=stance,
        review=Review(
            url=f"https://press.example/{name}",
            title=title,
            publisher=Publisher("Example Press", "press.example"),
            author=None,
            published=published,
            modified=None,
            language=language,
            licence="CC0-1.0",
            attribution="Example Press",
        ),
        text_language=language,
        finding=finding,
        rating=rating,
        body=body,
    )


DOCUMENTS = (
    example(
        "bridge-cost",
        "The harbour bridge cost 40 million crowns to repair.",
        title="What the harbour bridge really cost",
        finding="The council's accounts show 25 million.",
        published="2019-03-05",
        claimants=("Mayor Olsen",),
        rating=Rating("Mostly false", Verdict.MOSTLY_FALSE),
    ),
    example(
        "bridge-cost-again",
        "Repairing the harbour bridge cost 40 million crowns.",
        kind=Kind.COUNTER_REPORT,
        title="Bridge bill questioned",
        finding="Two contractors were paid twice.",
        published="2019-04",
    ),
    example(
        "bridge-cost-confirmed",
        "The harbour bridge cost 40 million crowns to repair and reopen.",
        kind=Kind.OFFICIAL_FINDING,
        stance=Stance.SUPPORTS,
        finding="The auditors count the closed months as well.",
        published="2020",
    ),
    example(
        "bridge-cost-other-number",
        "The harbour bridge cost 90 million crowns to repair.",
        finding="Nobody ever billed that much.",
        published="2019-06-01",
        rating=Rating("False", Verdict.FALSE),
    ),
    example(
        "library-closed",
        "The village library was closed because nobody visited it.",
        kind=Kind.CORRECTION,
        title="Correction: library figures",
        finding="Visits had doubled in that year.",
        published="2015-11-20",
    ),
    example(
        "wolves-return",
        "Wolves have attacked eleven children in the northern valley.",
        kind=Kind.ANALYSIS,
        stance=Stance.CONTEXT,
        title="Counting wolves in the northern valley",
        finding="Rangers know of no attack on a child.",
        published="2021-01-09",
        body="The rangers' diary mentions a quarrelsome heron beside the millpond.",
    ),
    example(
        "milk-vitamin",
        "Fresh milk loses every vitamin within an hour.",
        stance=Stance.MIXED,
        finding="Some are lost within a week.",
        published="2018",
    ),
    example(
        "puente-coste",
        "El puente del puerto costó cuarenta millones de coronas.",
        language="es",
        title="La factura del puente del puerto",
        finding="Las cuentas dicen otra cosa.",
        published="2019-03-07",
        rating=Rating("Falso", Verdict.FALSE),
    ),
    example(
        "pont-prix",
        "Le pont du port a coûté quarante millions de couronnes.",
        language="fr",
        kind=Kind.COUNTER_REPORT,
        title="La facture du pont du port",
        published="2019-03-08",
    ),
    example(
        "bruecke-kosten",
        "Die Reparatur der Hafenbrücke hat vierzig Millionen Kronen gekostet.",
        language="de",
        finding="In den Büchern steht weniger.",
    ),
    example("most-tsena", "Ремонт портового моста стоил сорок миллионов крон.", language="ru", published="2019"),
    example("bridge-in-japanese", "港の橋の修理には四千万クローネかかった。", language="ja"),
)
BY_ID = {document.id: document for document in DOCUMENTS}
