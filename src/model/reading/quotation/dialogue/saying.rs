//! Words by which a narrator is known in a dialogue with dashes.

/// Verbs of saying in the forms that news has, in the languages that print dialogues with dashes.
pub(super) const VERBS: &str = "
    dit disait répond répondait répondit ajoute ajoutait ajouta explique expliquait expliqua affirme affirmait assure
    assurait déclare déclara lance lança demande demandait demanda raconte racontait raconta estime précise poursuit
    conclut soupire soupira lâche lâcha confie confia rappelle souligne regrette insiste résume reconnaît admet avoue
    tranche réplique rétorque murmure exclame exclama écrie interroge indique juge note observe martèle déplore
    dénonce prévient promet plaide glisse témoigne reprend commente souffle souffla crie cria sourit déclaré expliqué
    ajouté affirmé répondu assuré demandé raconté précisé indiqué lancé rappelé estimé regretté reconnu confié souligné

    dijo dice decía contestó contesta respondió responde preguntó pregunta añadió añade agregó agrega explicó explica
    afirmó afirma aseguró asegura contó cuenta señaló señala recordó recuerda insistió insiste reconoció reconoce
    admitió lamentó lamenta declaró declara gritó murmuró exclamó repuso replicó advirtió advierte comentó comenta
    apuntó apunta concluyó concluye sostuvo sostiene relató relata dicho explicado

    disse diz dizia respondeu responde perguntou pergunta acrescentou explicou explica afirmou afirma contou conta
    disse rispose risponde chiese chiede aggiunse aggiunge spiega spiegò racconta raccontò afferma dichiara

    powiedział powiedziała powiedzieli mówi mówił mówiła mówią dodał dodała dodaje stwierdził stwierdziła stwierdza
    zapytał zapytała pyta pytał pytała odpowiedział odpowiedziała odpowiada odparł odparła wyjaśnił wyjaśniła wyjaśnia
    tłumaczy tłumaczył tłumaczyła podkreślił podkreśliła podkreśla zaznaczył zaznaczyła zaznacza przyznał przyznała
    przyznaje opowiada opowiadał opowiadała wspomina twierdzi uważa ocenia ocenił oceniła napisał napisała pisze
    poinformował poinformowała informuje zapewnia zapewnił zapewniła przekonuje krzyknął krzyknęła szepnął szepnęła
    komentuje zauważa zauważył zauważyła apeluje ostrzega rzekł rzekła kończy relacjonuje przypomina

    сказал сказала сказали говорит говорил говорила говорят ответил ответила отвечает спросил спросила спрашивает
    добавил добавила добавляет заявил заявила заявляет пояснил пояснила поясняет объяснил объяснила объясняет отметил
    отметила отмечает подчеркнул подчеркнула подчёркивает рассказал рассказала рассказывает признал признала признаётся
    крикнул крикнула воскликнул воскликнула прошептал прошептала считает уверен уверена написал написала пишет сообщил
    сообщила сообщает вспоминает возразил возразила продолжил продолжила продолжает утверждает уточнил уточнила
    каже сказав сказала говорить відповів відповіла додав додала запитав запитала розповідає пояснив пояснила

    säger sa sade berättar berättade menar menade förklarar förklarade konstaterar konstaterade tror tycker svarar
    svarade skriver skrev undrar undrade frågar frågade fortsätter fortsatte tillägger lägger anser hävdar påpekar medger
    uppger understryker betonar ropar ropade viskade utbrister suckar skrattar minns hälsar kommenterar sagt

    sier sa forteller fortalte mener mente forklarer forklarte svarer svarte spør spurte tror synes skriver skrev
    fortsetter legger understreker påpeker opplyser konstaterer siger sagde fortæller fortalte mener forklarer
    forklarede svarer svarede spørger spurgte tilføjer skriver fastslår understreger påpeger

    sanoo sanoi sanoivat kertoo kertoi toteaa totesi arvioi muistuttaa muistutti kysyy kysyi vastaa vastasi jatkaa jatkoi
    lisää lisäsi selittää selitti kirjoittaa kirjoitti pohtii huokaa huudahtaa huusi kuvailee korostaa painottaa myöntää
    väittää naurahtaa miettii muistelee

    řekl řekla říká říkal říkala dodal dodala dodává uvedl uvedla odpověděl odpověděla zeptal zeptala
    povedal povedala hovorí mondta mondja kérdezte felelte válaszolta tette spune spus zice întrebă răspunse adăugă
    είπε λέει ρώτησε απάντησε dedi diyor söyledi zei zegt vroeg antwoordde sagte sagt fragte antwortete
    rekao rekla kaže dodao dodala upitao upitala odgovorio
";

/// Auxiliaries and pronouns between the comma and the verb.
pub(super) const BEFORE: &[&str] = &[
    "a", "ont", "avait", "avaient", "s", "t", "se", "nous", "lui", "leur", "me", "m", "le", "la", "il", "elle", "en",
    "ha", "había", "han", "har", "hade", "hän", "he", "jak", "jeg", "on", "się", "как", "мне", "нам", "ему", "ей",
    "mu", "mi", "nam", "ai", "ainsi", "puis", "y", "og", "och", "ja", "i",
];

/// Words that tell an English sentence from one in the languages above.
pub(super) const ENGLISH: &[&str] = &[
    "and",
    "be",
    "contributed",
    "editing",
    "from",
    "had",
    "have",
    "is",
    "it",
    "not",
    "of",
    "reporting",
    "said",
    "says",
    "that",
    "the",
    "their",
    "they",
    "this",
    "were",
    "which",
    "will",
    "with",
    "you",
];
