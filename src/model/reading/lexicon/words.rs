//! The words by which the parts of a sentence are told: sorted lists in lower case, written from general knowledge of news.

/// Verbs of saying in their base form, those that are inflected by rule: `deny`, `denies`, `denied`, `denying`.
pub(super) const SPEECH: &str = "
    accuse acknowledge add address admonish advise affirm agree allege announce answer argue articulate ask assert
    assure attest aver bellow blog blurt boast brag caution chant charge chide claim clarify comment complain
    concede conclude confess confide confirm contend continue counter cry declare decry describe detail disclose
    divulge echo elaborate email emphasise emphasize estimate exclaim explain express gush highlight hint identify
    imply indicate inform insinuate insist instruct interject intone joke lament lecture maintain mention moan
    murmur muse mutter narrate note notify object observe opine outline plead pledge point post preach predict press
    proclaim profess promise pronounce propose protest question quip quote rail reaffirm reason recall reckon
    recommend recount reflect reiterate relate relay remark remind repeat reply report request respond retort reveal
    scoff scream shout signal sneer speculate state stress suggest summarize surmise swear tease testify text
    theorize threaten thunder tout tweet underline underscore urge utter vent voice volunteer vow warn whine whisper
    wonder write yell
";

/// Verbs of thinking, showing, judging and wanting in their base form, inflected by rule; they tell who holds what,
/// less surely than the verbs of saying.
pub(super) const ATTITUDE: &str = "
    accept aim allow appear applaud approve assail assess assume attack authorize await back believe blame blast
    block calculate call campaign cast celebrate challenge characterize cherish cite claim compare condemn consider
    convey count cover credit criticise criticize debate decide decline defend demand demonstrate denounce depict
    deride desire despise detail determine discover discuss dislike document doubt embrace encourage endorse enforce
    ensure envision establish evaluate examine expect expose fault favor favour fear feature focus gather guess hail
    honor hope illustrate imagine indicate insult intend interpret investigate invoke issue judge label lambast
    lambaste learn like liken list lobby love mandate mock monitor name need nominate offer oppose order outline own
    perceive permit persuade pitch plan play poll portray praise prefer present project promote prompt prove provide
    publish pursue push raise rank rate realize recognise recognize regard reject release remember require resist
    review rip rule savage schedule scold seek seem show slam sponsor start stipulate support suspect thank think
    threaten tie trash trust try unveil use value view visualize vote want weigh welcome wish worry
";

/// The forms of verbs of saying that no rule makes.
pub(super) const IRREGULAR_SPEECH: &str = "
    according admit admits admitted admitting beg began begged begging begs blogged blogging blurted bragged
    bragging brags chats chatted chimed dub dubbed dubbing dubs foretold forewarned hinted per pled put puts putting
    quip quipped quipping read reading reads reaffirmed retold retweeted retweets said sang say saying says sent
    sings snap snapped snaps spat speak speaking speaks spoke spoken submit submits submitted submitting swore sworn
    tell telling tells told tweeted went writing written wrote
";

/// The forms of verbs of thinking, showing and judging that no rule makes.
pub(super) const IRREGULAR_ATTITUDE: &str = "
    back backs ban banned bans barred bemoan bemoaned bemoaning bemoans bet bets betting cast casting casts choose
    chooses choosing chose chosen draw drawing drawn draws drew feel feeling feels felt find finding finds forbade
    forbid forbids forecast forecasts foresaw foresee foresees found gave give given gives giving hear heard hearing
    hears held hit hits hold holding holds knew know knowing known knows laid lay lays lead leads lean leaned
    leaning leans learnt led made make makes making mean means meant opt opted opts pan panned panning pans pegged
    permitted pin pinned pins pitted plan planned planning plans prefer preferred preferring prefers ran rap rapped
    raps refer referred referring refers rip ripped ripping rips run runs saw see seeing seek seen sees set sets
    shot show showed showing shown slam slammed slamming slams sought strives strove struck take taken takes taking
    tapped taps think thinking thinks thought took tried tries try trying understand understanding understands
    understood won worried worries worry worrying zinged
";

/// Verbs that say no, in their base form, inflected by rule.
pub(super) const DENIAL: &str = "
    challenge contest contradict counter debunk decline deny disavow disclaim discount dismiss disprove dispute
    downplay rebuff refuse refute reject repudiate
";

/// The other words that say no; `rebut` doubles its last letter.
pub(super) const IRREGULAR_DENIAL: &str = "
    baseless denial denials disagree disagreed disagreeing disagrees dismissal fabricated fabrication false falsely
    groundless rebut rebuts rebutted rebutting refusal rejection unfounded untrue
";

/// Forms of verbs that name the one spoken to before what is said: `told reporters that`.
pub(super) const ADDRESSED: &str = "
    accuse accused accuses accusing advise advised advises advising ask asked asking asks assure assured assures
    assuring blame blamed blames blaming convince convinced encourage encouraged encourages inform informed
    informing informs instruct instructed notified notify persuade persuaded press pressed promise promised promises
    reassure reassured remind reminded reminding reminds taught teach tell telling tells thank thanked thanks told
    urge urged urges urging warn warned warning warns
";

/// Verbs that stand before another verb, and their short forms.
pub(super) const AUXILIARIES: &str = "
    ain't am are aren't be been being came can can't cannot come comes could couldn't did didn't do does doesn't
    doing don't get gets getting go goes going gone got gotten had hadn't has hasn't have haven't having he'd he'll
    he's i'd i'll i'm i've is isn't it'd it'll it's keep keeps kept let's may might mightn't must mustn't ought seem
    shall she'd she'll she's should shouldn't that's there's they'd they'll they're they've was wasn't we'd we'll
    we're we've were weren't what's who's will wo won't would wouldn't you'd you'll you're you've
";

/// Words that turn a statement round.
pub(super) const NEGATIONS: &str = "
    aren't barely can't cannot couldn't didn't doesn't don't hadn't hardly hasn't haven't isn't neither never no
    nobody none nor not nothing shouldn't wasn't weren't without won't wouldn't
";

/// Adverbs that stand between a subject and its verb, those in `-ly` apart.
pub(super) const ADVERBS: &str = "
    again ago ahead almost already also always anyway aside away back even ever first forward further here however
    instead just later long merely more much never next not now often once only otherwise perhaps quite rather so
    sometimes soon still then there thus today together tomorrow tonight too twice very well yesterday yet
";

/// Pronouns that stand for whoever speaks or acts.
pub(super) const SUBJECTS: &str = "
    another anyone both everybody everyone few he i it many most neither nobody one others several she some somebody
    someone these they those we which who whoever whom you
";

/// Pronouns that stand for whoever is spoken to or of.
pub(super) const OBJECTS: &str = "
    her herself him himself it itself me myself ourselves them themselves us you
";

/// Words that open a noun phrase.
pub(super) const DETERMINERS: &str = "
    a all an another any both das den der det die dozens each eight ein eine either el en et ett every few five
    former four gli half her his hundreds il its la las le les lo los many more most multiple my nine no numerous
    one other our own seven several six some such ten that the their these this those thousands three two un une
    various whose your
";

/// Prepositions, which link the parts of a noun phrase or stand after it.
pub(super) const PREPOSITIONS: &str = "
    about above across after against along alongside amid among amongst around as at aus before behind below beneath
    beside besides between beyond by concerning de despite down during except for from in inside into like mit near
    of off on onto opposite out outside over past per regarding since than through throughout to toward towards
    under underneath unlike until up upon versus via von vs with within without zu
";

/// Words that open another clause.
pub(super) const CONJUNCTIONS: &str = "
    aber although and as because but che dass e et except how if lest ma mais men nor och once or pero plus que
    since so than that though till und unless until weil what when whenever where whereas wherever whether which
    while who whom whose why y yet
";

/// Titles that stand before a name, without their full stop.
pub(super) const TITLES: &str = "
    admiral amb ambassador archbishop assemblyman assemblywoman attorney baron baroness bishop brig brother capt
    captain cardinal chairman chairperson chairwoman chancellor chief cllr cmdr co-founder coach col colonel
    commander commissioner congressman congresswoman constable corporal councillor councilman councilwoman count
    countess cpl dame deputy det detective director don doña dr duke emperor father fr frau gen general gov governor
    herr hon host imam inspector journalist judge justice king lady lieutenant lord lt madam maj major marshal
    master mayor minister miss mlle mme monsieur mp mr mrs ms officer pope premier president prime prince princess
    prof professor queen rabbi rep representative rev reverend secretary sen senator sergeant señor señora sgt
    sheikh sheriff signor sir sister speaker sultan superintendent supt vice
";

/// Nouns for people and bodies that speak, decide and act.
pub(super) const ROLES: &str = "
    activist activists administration adviser advisers advisor advisors advocate advocates agencies agency agent
    agents aide aides allies ally ambassador analyst analysts army article association attorney attorneys author
    authorities authority backers bank board body bureau cabinet campaign candidate candidates chair chairman
    chairwoman chief chiefs citizens coalition columnist commentator commentators commission commissioner committee
    community companies company conference congress congressman conservatives consultant consultants coroner
    correspondent council councillor court courts critic critics crowd data defendant delegate delegates democrats
    department deputy developer diplomat diplomats director directors doctor doctors document documents donor donors
    economist economists editor editorial editors embassy employee employees engineer engineers executive executives
    expert experts families family farmer farmers father federation filing filings firm firms force forces founder
    friend friends fund government governments governor group groups head historian historians hospital host
    immigrants insider insiders institute institution investigator investigators investors journalist journalists
    judge judges jury justice lawmaker lawmakers lawyer lawyers leader leaders leadership league legislators letter
    magazine man manager managers mayor media member members memo men military minister ministers ministry moderator
    mother movement neighbor neighbors neighbour neighbours network newspaper nominee nominees observer observers
    office officer officers official officials operative operatives opponent opponents opposition organisation
    organiser organization organizations organizer organizers outlet owner panel paper parliament parties party
    pastor people physician pilot player police politician politicians poll polls pollster pollsters president press
    prime producer professor prosecutor prosecutors protester protesters publication regulator regulators report
    reporter reporters reports representative representatives republicans researcher researchers resident residents
    rival rivals scholar scholars scientist scientists secretary senate senator senators shareholder sheriff soldier
    soldiers source sources speaker specialist spokesman spokesmen spokesperson spokespersons spokeswoman
    spokeswomen staff staffer staffers statement strategist strategists student students studies study supporter
    supporters surrogate surrogates survey taxpayers teacher teachers team teammate think-tank treasury trustee
    trustees union unions university veteran veterans victim victims viewer viewers villagers volunteer volunteers
    voter voters website white witness witnesses woman women worker workers writer writers
";

/// Small words inside names.
pub(super) const PARTICLES: &str = "
    't al ap bin bint da dal de del della der di dos du el ibn la las le los mac of ten ter van vander von y zu zum
    zur
";

/// Words that tell when, and end or open no name of a speaker.
pub(super) const TIMES: &str = "
    afternoon april august december earlier early evening february friday january july june last late later march
    monday month morning night november october recently saturday september sunday this thursday today tomorrow
    tonight tuesday wednesday week year yesterday
";

/// Numbers in words. `one` is none of them: it is a pronoun far more often.
pub(super) const AMOUNTS: &str = "
    billion billions dozen dozens eight eighteen eighty eleven fifteen fifty five forty four fourteen half hundred
    hundreds million millions nine nineteen ninety seven seventeen seventy six sixteen sixty ten thirteen thirty
    thousand thousands three trillion trillions twelve twenty twice two
";

/// The months.
pub(super) const MONTHS: &str = "
    april august december february january july june march may november october september
";

/// Forms of verbs whose `to` is no infinitive: `pointed to`.
pub(super) const REACHING: &str = "
    admit admitted allude alluded alludes alluding attest attested devote devoted devotes devoting limit limited
    limits object objected objecting objects point pointed pointing points react reacted reacting reacts refer
    referred referring refers relate related relates replied reply respond responded responding responds return
    returned returning returns speak speaking speaks spoke swear swore testified testify
";
