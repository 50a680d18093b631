"""The English words that decide on which side a sentence is, and a few of other languages. Imports nothing of ours.

Each list is closed and short on purpose: a word that is sometimes something else costs more than one that is missing.
Whatever it lacks is left to the cross-encoder, and where that can't tell either, the side stays unclear.
"""


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())


# Turn what they stand beside into its opposite.
NEGATIONS = listed(
    "not no never none nobody nothing neither nor without cannot hardly scarcely nowhere n't isn't aren't "
    "wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't mustn't "
    "needn't ain't isnt arent wasnt werent dont doesnt didnt wont cant couldnt hasnt havent hadnt"
)
# Turn what follows them, as verbs or nouns: "failed to sign", "lacks proof".
NEGATING = (
    "failed to", "fails to", "fail to", "failing to", "refused to", "refuses to", "refuse to", "refusing to",
    "declined to", "neglected to", "unable to", "far from", "rather than", "instead of", "stopped short of",
    "fell short of", "no longer", "lacks", "lacked", "lack of", "absence of", "free of", "devoid of", "avoided",
    "nothing to do with", "not a single",
)  # fmt: skip
# Say of a whole statement that it is untrue.
DENIALS = (
    "deny", "denies", "denied", "denying", "denial", "denials", "refute", "refutes", "refuted", "refuting", "debunk",
    "debunks", "debunked", "debunking", "disprove", "disproves", "disproved", "disproven", "rebut", "rebuts",
    "rebutted", "dispel", "dispels", "dispelled", "false", "falsely", "untrue", "myth", "hoax", "fake", "fabricated",
    "fabrication", "baseless", "unfounded", "bogus", "a lie", "misinformation", "disinformation", "incorrect",
    "wrongly", "doctored", "not so", "no truth", "wrong to say", "wrong to claim", "mistaken to", "discredited",
    "fiction", "made up", "retracted", "recanted", "photoshopped", "satire", "nonsense", "rubbish", "scoffed",
    "took issue", "takes issue", "hit back", "out of thin air", "isn't true", "is not true", "was not true",
    "wasn't true", "not the case", "don't believe", "do not believe", "contrary to", "forget the",
)  # fmt: skip
# The same, where what they are said of is a statement: "rejects the claim", not "rejects the offer".
DENIALS_OF_STATEMENTS = listed(
    "dismiss dismisses dismissed dismissing reject rejects rejected rejecting dispute disputes disputed "
    "disputing contradict contradicts contradicted contradicting ruled rules rule quashed"
)
STATEMENTS = listed(
    "that claim claims report reports allegation allegations accusation accusations charge charges suggestion "
    "suggestions rumour rumours rumor rumors notion idea theory story talk assertion assertions out speculation "
    "as"
)
# Look like negations and are none.
NO_NEGATIONS = (
    "not only", "not just", "not merely", "not simply", "not alone", "not least", "no doubt", "no wonder",
    "no secret", "not surprising", "not surprisingly", "no surprise", "don't forget", "do not forget", "not forget",
    "never forget", "let's not forget", "no less than", "no fewer than", "not for the first time", "whether or not",
    "nothing but", "nothing less than", "nothing short of", "not until", "not to mention", "no matter",
    "don't be surprised", "never fails to", "never failed to", "can't help", "not without", "make no mistake",
    "no sooner", "no question", "believe it or not", "like it or not", "not far from", "not unlike", "why not",
    "no reason to doubt", "nothing new", "without doubt", "without question", "without a doubt", "no exception",
    "not in dispute", "not in doubt", "no mean",
)  # fmt: skip
# Leave it open whether there is something: with a negation after them nothing can be told.
NO_EVIDENCE = (
    "no evidence", "no proof", "no sign", "no indication", "no hard evidence", "no credible evidence", "no record",
    "little evidence", "without evidence", "no basis",
)  # fmt: skip

# Say that somebody says it.
REPORTING = listed(
    "said says say saying claimed claims claim claiming alleged alleges allege insisted insists insist "
    "maintained maintains stated states asserted asserts assert argued argues argue warned warns warn announced "
    "announces reported reports report confirmed confirms confirm told tells declared declares added adds "
    "believe believes believed acknowledged acknowledges admitted admits concluded concludes found finds find "
    "accused accuses accuse charged charges contended contends confessed confesses promised wrote writes "
    "tweeted posted suggested suggests explained explains revealed reveals testified testifies estimated "
    "estimates noted notes swear swears swore repeated repeats promised denied denies deny rejected rejects "
    "dismissed dismisses disputed disputes refuted refutes blamed blames blame complained complains boasted "
    "boasts assured assures conceded concedes recalled recalls predicted predicts thinks think"
)

# Two poles in a line; a word of the one against a word of the other turns the side. Indented lines go on.
_POLES = """
rise rose risen rising climb climbed increase increased increasing grow grew grown growing soar soared surge
  surged jump jumped up
  | fall fell fallen falling drop dropped decrease decreased decreasing decline declined declining sink sank
  shrink shrank shrunk plunge plunged plummet down
more most | less fewer least fewest
higher highest high | lower lowest low
better best improve improved improves | worse worst worsen worsened deteriorate deteriorated
gain gained gains | lose lost loses losing
win won wins winning victory | lose lost loses losing defeat defeated
strengthen strengthened strengthens stronger strong | weaken weakened weakens weaker weak
widen widened widening wider | narrow narrowed narrowing narrower
expand expanded expands expanding | contract contracted shrink shrank shrunk
accelerate accelerated faster quicken | slow slowed slower
raise raised raises raising hike hiked boost boosted
  | cut cuts cutting slash slashed reduce reduced reduces lower lowered
cause causes caused causing trigger triggers triggered
  | prevent prevents prevented preventing protect protects protected avert averted
support supports supported supporting back backs backed backing favour favoured favor favored endorse endorsed
  | oppose opposes opposed opposing against
accept accepts accepted approve approves approved agree agreed
  | reject rejects rejected refuse refused refuses decline declined turned
allow allows allowed permit permits permitted legal legalise legalised legalize legalized lawful
  | ban bans banned prohibit prohibits prohibited forbid forbids forbidden forbade outlaw outlawed illegal
  unlawful
open opens opened reopen reopened | close closes closed shut shuts
begin began begun start started starts | end ended ends stop stopped stops cease ceased
safe safer harmless | dangerous unsafe harmful deadly poisonous toxic
healthy good | unhealthy bad harmful
guilty convicted | innocent acquitted cleared
true genuine authentic real | false untrue fake fabricated doctored
alive living survive survived survives | dead died dies killed die
succeed succeeded succeeds success | fail failed fails failure
join joined joins enter entered | leave left leaves quit exit exited
import imports imported | export exports exported
arrive arrived arrivals | depart departed departures
hire hired hires | fire fired fires sack sacked dismiss dismissed
before | after
majority | minority
present attended attend | absent missed skipped
include includes included | exclude excludes excluded exempt
full | empty
rich richer | poor poorer
remember remembered | forgot forgotten
add added adds | remove removed removes
create created creates | destroy destroyed destroys abolish abolished
keep kept keeps retain retained | scrap scrapped abandon abandoned drop dropped
hot hotter warm warmer warming | cold colder cool cooler cooling
first | last
above | below
inside | outside
hero | villain
friend friends ally allies | enemy enemies foe
praise praised praises | criticise criticised criticize criticized condemn condemned blast blasted slam slammed
employed | unemployed jobless
male men man | female women woman
north northern | south southern
honest | dishonest liar lying
clean | dirty polluted fouled contaminated
rare | common
public | private
easy easier | hard harder difficult
early earlier | late later
buy buys bought | sell sells sold
borrow borrowed | lend lent
demolish demolished razed | built build builds
ahead | behind
surplus | deficit
victim | perpetrator attacker
"""
POLES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(left.split()), frozenset(right.split()))
    for left, right in (line.split("|") for line in _POLES.replace("\n  ", " ").strip().splitlines())
)

ALL = listed("all every each everyone everybody everything always both entire whole any 100%")
MOST = ("most", "majority of", "the majority", "nearly all", "almost all", "the bulk of", "vast majority", "mostly")
SOME = (
    "some of", "some", "several", "a few", "few", "part of", "parts of", "many", "sometimes", "occasionally",
    "partly", "a handful of", "one of the", "partially", "half of", "a third of", "a quarter of",
)  # fmt: skip
ONLY = listed("only solely exclusively")
NOT_ALL = ("not all", "not every", "not everyone", "not everybody", "not always")

# What is possible, planned, asked for or supposed is not what is.
MODALITY = (
    "may", "might", "could", "would have", "should", "ought to", "plans to", "plan to", "planned to", "planning to",
    "intends to", "intended to", "intend to", "wants to", "wanted to", "want to", "aims to", "hope to", "hopes to",
    "called on", "calls on", "chance of", "hoped to", "considering", "considers", "possibly", "maybe", "likely",
    "probably", "is expected to", "are expected to", "expected to", "proposed", "proposes", "proposal to",
    "threatened to", "threatens to", "called for", "calls for", "urged", "urges", "demanded", "demands that",
    "asked whether", "wonder", "wondered", "wonders", "whether", "tried to", "attempted to", "offered to",
    "offers to", "promised to", "vowed to", "pledged to", "ready to", "about to", "set to", "a chance", "potentially",
    "reportedly", "allegedly", "supposedly", "rumoured to", "rumored to", "it is possible", "talks about", "weighing",
    "mulling", "mulls", "thinking of", "suspected of", "suspected to",
)  # fmt: skip
# Those that say the same degree; any two others differ.
POSSIBLE = frozenset(
    {"may", "might", "could", "possibly", "maybe", "potentially", "it is possible", "a chance", "chance of"}
)
PLANNED = frozenset(
    each for each in MODALITY if each.startswith(("plan", "intend", "want", "aim", "hope", "about", "set", "ready"))
)
