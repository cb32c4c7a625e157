"""Closed word lists: function words, time words, titles, forenames, nouns for people. All in lower case."""


def word_set(listed: str) -> frozenset[str]:
    """A closed list of words, written one after another."""
    return frozenset(listed.split())


ABBREVIATIONS = word_set(
    """
    mr mrs ms dr rep reps sen sens gov govs gen lt col capt cmdr sgt maj adm rev fr hon prof pres st
    jr sr vs no nos jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri
    sat sun inc corp ltd co bros etc e.g i.e cf al ave blvd dept dist est fig ft mt op pp vol ariz
    ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore
    pa tenn tex va vt wash wis wyo
    """
)
DETERMINERS = word_set(
    """
    the a an this that these those his her its their my our your some any each every no another all
    both many several few most more other such one two three four five six seven eight nine ten
    dozens hundreds
    """
)
PREPOSITIONS = word_set(
    """
    of in on at by for with from to into onto over under about against among amid between through
    during within without near outside inside behind before after since until toward towards upon
    across around despite like via per off up out as than beyond beside besides including alongside
    following
    """
)
CONJUNCTIONS = word_set(
    """
    but that because while if when although though since whether unless so yet where how why what
    whereas once until before after as than nor or and which who whom whose
    """
)
AUXILIARIES = word_set(
    """
    is are was were be been being am has have had having do does did will would shall should may
    might must can could isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't
    won't wouldn't shouldn't can't couldn't cannot ain't mustn't 'll 've 'd 're
    """
)
BE = word_set(
    """
    is are was were be been being am isn't aren't wasn't weren't get gets got getting
    """
)
SUBJECT_PRONOUNS = word_set("he she they we i you it who")
FIRST_PERSON = word_set("i we my our me us i'm we're i've we've i'll we'll i'd we'd mine ours myself ourselves")
ADVERBS = word_set(
    """
    also later then now still never ever once twice again even just only soon often always sometimes
    first previously yesterday today tonight reportedly recently already almost quite rather too not
    however instead meanwhile furthermore moreover nevertheless nonetheless indeed perhaps maybe
    further back aloud long well earlier afterward afterwards so far much simply there
    """
)
FUNCTION_WORDS = (
    DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | word_set("he she they we it there")
) | frozenset(w.capitalize() for w in ("the", "a", "an"))
WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
MONTHS = {
    name: number + 1
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ]
    )
    for name in names.split()
}
TIME_WORDS = frozenset(WEEKDAYS) | word_set(
    """
    today yesterday tonight tomorrow earlier later recently once again afterward afterwards then now
    morning afternoon evening night week month year weekend last this next early late monday's
    tuesday's
    """
)
# Verbs that close a subject though they tell of no speech; past forms that -ed does not betray.
PLAIN_PAST = word_set(
    """
    went came took made got ran won lost gave left began became met held kept stood brought bought
    built caught chose cut drew drove fell felt fought found flew forgot grew heard hit hurt knew
    laid led lent let lay paid put quit rose sat saw sold sent set shot shut spoke spent spread
    stole struck swore thought threw understood wore wrote said told happened appeared remained
    seemed tried used worked died killed moved called turned started showed played
    """
)
PERSON_TITLES = word_set(
    """
    president premier chancellor minister secretary senator sen rep representative congressman
    congresswoman governor gov mayor king queen prince princess pope bishop archbishop cardinal
    reverend rev rabbi imam cleric sheikh ayatollah general gen colonel col lieutenant lt captain
    capt sergeant sgt major maj admiral adm commander officer sheriff detective inspector
    commissioner constable judge justice attorney lawyer solicitor prosecutor ambassador envoy
    consul chief head leader director chairman chairwoman chair chairperson chief-of-staff executive
    ceo boss founder co-founder owner manager coach captain professor prof dr doctor dean economist
    analyst historian scientist researcher expert author writer editor reporter journalist
    correspondent columnist commentator anchor host moderator critic activist campaigner organizer
    organiser lawmaker legislator politician mp councillor councilman councilwoman alderman delegate
    del nominee candidate spokesman spokeswoman spokesperson aide adviser advisor strategist
    consultant pollster operative surrogate deputy vice speaker whip treasurer auditor comptroller
    mr mrs ms miss sir lord lady dame baroness madam sister father brother mother pastor priest
    actor actress singer comedian director producer star rapper billionaire businessman
    businesswoman entrepreneur investor banker farmer teacher student principal nurse surgeon
    physician engineer veteran soldier pilot fisherman resident voter witness neighbor neighbour
    survivor father-in-law daughter son husband wife former then-president ex-president
    vice-president then-candidate president-elect fm pm chairman's cllr trainer jockey skipper
    striker midfielder goalkeeper defender winger magistrate coroner vicar headteacher glaciologist
    referee umpire biologist physicist chemist zoologist geologist astronomer
    """
)
FEMALE_TITLES = word_set(
    """
    mrs ms miss lady dame baroness madam queen princess sister mother congresswoman chairwoman
    councilwoman spokeswoman actress businesswoman daughter wife widow woman girl grandmother aunt
    duchess
    """
)
MALE_TITLES = word_set(
    """
    mr sir lord king prince pope father brother congressman chairman councilman spokesman actor
    businessman husband son man boy grandfather uncle bishop archbishop cardinal imam sheikh
    fisherman alderman duke
    """
)
MALE = word_set(
    """
    aaron abdul abdullah adam adrian ahmed ahmad al alan albert alejandro alex alexander alexei ali
    allen amir anders andre andreas andrew andrey angelo anthony antonio arthur ashton ayman barack
    barry bashar ben benjamin bernard bernie bert bill billy bob bobby boris brad bradley brandon
    brendan brett brian bruce bryan carl carlos chad charles charlie chris christian christopher
    chuck clarence clark claude clint colin connor corey cory craig curtis dale dan daniel danny
    darren dave david dean dennis derek dick diego dmitry dominic don donald doug douglas drew
    dwight dylan earl ed eddie eduardo edward edwin eli elijah elliott emmanuel enrique eric erik
    ernest ethan eugene evan falah felix fernando francis francisco francois frank franklin fred
    frederick gabriel garrett gary gavin gene geoff george gerald gerard giovanni glen glenn gordon
    graham greg gregory guillermo gustavo guy hamid hank hans harold harry haider hassan hector
    henry herbert herman howard hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jacques
    jaime jake jamal james jamie jared jason javier jay jean-marc jean-claude jeb jeff jeffrey jens
    jeremy jerome jerry jesse jim jimmy joachim joe joel johan john johnny jon jonathan jorge jose
    josé joseph josh joshua juan julian julio justin karim karl keith ken kenneth kevin khalid kirk
    klaus kurt kyle lance larry lars laurent lawrence lee leo leon leonard leonid lester lewis liam
    lindsey lloyd logan louis luca lucas luis luke malcolm manuel marc marcel marco marcus mario
    mark markus marshall martin marty marvin mateo mathew matt matteo matthew maurice max michael
    michel miguel mike mikhail mitch mitt mohamed mohammad mohammed moritz muhammad muqtada mustafa
    nathan nathaniel neil nelson newt nicholas nick nicolas nigel noah norman olaf oleg oliver omar
    oscar otto owen pablo pat patrick paul pedro perry pete peter phil philip philippe phillip
    pierre rafael rahul ralph ramon rand randy ravi ray raymond recep reginald reince ricardo
    richard rick rob robby robert roberto rodney rodrigo roger roland ron ronald ross roy rudolph
    rudy rupert russell ryan salman sam samuel santiago scott sean sebastian sergei sergey sergio
    seth shane shawn sidney simon stanley stefan stephen steve steven stewart stuart tariq ted
    terrence terry theodore thomas tim timothy toby todd tom tomas tommy tony travis trevor trey
    tyler valentin vernon victor viktor vince vincent vladimir wade wallace walter warren wayne
    wesley will willard william xavier yasser yuri yusuf zachary
    zbigniew jurgen juergen mahmoud solomon
    """
)
FEMALE = word_set(
    """
    abigail ada adriana agnes aisha alexandra alexis alice alicia alison allison alma amanda amber
    amelia amy ana anastasia andrea angela angelina anita ann anna anne annette annie antonia april
    ashley astrid audrey aung ayesha barbara beatrice becky bella bernadette beth betsy betty
    beverly birgit bonnie brenda bridget brigitte brittany camille candace carla carly carmen carol
    caroline carolyn catherine cathy cecilia celia charlotte chelsea cheryl chloe christina
    christine cindy claire clara claudia colleen connie cristina crystal cynthia daisy dana danielle
    dawn debbie deborah debra delia denise diana diane dianne dolores donna dora doris dorothy edith
    eileen elaine eleanor elena elise elizabeth ella ellen emily emma erica erika erin esther eva
    evelyn faith fatima fiona flora florence frances gabriela gail gennifer georgia geraldine
    gertrude gina ginger gladys gloria grace greta gwen hanna hannah harriet hazel heather heidi
    helen helena hilary hillary holly huma ida ilse imelda ines ingrid irene iris isabel isabella
    ivanka jacqueline jan jane janet janice jasmine jean jeanne jen jenna jennifer jenny jessica
    jill jo joan joanna joanne jodi josephine joy joyce juanita judith judy julia julie juliet karen
    kate katherine kathleen kathryn kathy katie katrina kayleigh kellyanne kelly kerry kim kimberly
    kirsten kirstie kristen kristin laila lara laura lauren laurie leila lena leslie leticia lillian
    linda lisa liz liza loretta lori lorraine louise lucia lucy lydia lynn mabel madeleine madeline
    maggie malala margaret maria mariam marie marilyn marine marion marissa marjorie marlene martha
    mary maureen maxine megan melania melanie melinda melissa mercedes meredith mia michelle mildred
    miriam moira molly mona monica nadia nancy naomi natalia natalie natasha nellie nicola nicole
    nina nora norma olga olivia pamela patricia patty paula pauline peggy penelope penny petra
    phyllis polly priscilla rachel ramona raquel rebecca regina renata renee rhonda rita roberta
    robin rosa rosalind rose rosemary roxanne ruth sabrina sally samantha sandra sara sarah shannon
    sharon sheila shelley sherry shirley silvia simone sofia sonia sophia sophie stacey stacy stella
    stephanie sue susan susanna susie suzanne svetlana sylvia tamara tammy tanya tara tatiana teresa
    terri tessa theresa tiffany tina tracy ursula valentina valerie vanessa vera veronica vicki
    victoria viola violet virginia vivian wanda wendy whitney wilma yasmin yolanda yvonne zoe
    zainab fatou marisol
    """
)
ANONYMOUS_NOUNS = word_set(
    """
    source sources official officials insider insiders person people diplomat diplomats witness
    witnesses aide aides adviser advisers resident residents someone somebody participant
    participants observer observers man woman
    """
)
GROUP_NOUNS = word_set(
    """
    people police critics supporters opponents democrats republicans officials experts analysts
    lawmakers authorities prosecutors lawyers voters activists residents militias rebels troops
    scientists researchers economists commentators participants organizations organisations groups
    reporters journalists senators governors conservatives liberals progressives others many some
    most leaders allies aides advisers
    """
)
ORGANISATION_WORDS = word_set(
    """
    government ministry department administration committee commission council parliament congress
    senate house court police army force forces party campaign union association organization
    organisation agency bureau office bank fund company corporation inc corp ltd group institute
    university college school hospital church foundation federation league board team club network
    channel service center centre authority times post journal news press herald tribune guardian
    telegraph magazine paper newspaper report study poll survey statement coalition alliance militia
    embassy palace kremlin pentagon nato un eu imf fbi cia nasa isis state survey memo document
    lawsuit complaint ruling letter article story
    """
)
SPOKESPEOPLE = word_set(
    """
    spokesman spokeswoman spokesperson spokesmen spokespeople lawyer attorney representative aide
    publicist
    """
)
OUTLET_WORDS = word_set(
    """
    times post journal news press herald tribune guardian telegraph magazine independent observer
    reuters bloomberg cnn bbc nbc abc cbs fox msnbc npr pbs ap afp politico axios wsj wapo buzzfeed
    huffpost breitbart gazette chronicle globe inquirer examiner mirror mail express dispatch
    sentinel spiegel zeitung monde figaro jazeera al-jazeera jazeera's radio television tv weekly
    daily review economist newsweek atlantic vox slate wire agency courier echo standard bulletin
    register star
    """
)
# What a newspaper writes before a colon that is no speaker.
LABELS = word_set(
    """
    note update read related photo image video source sources correction editor copyright more by
    from photos caption photograph watch listen see also re subject to date time location where when
    what tags topics share contact phone email e-mail tel fax www http https abstract full text letters
    facebook twitter instagram method ingredients serves scorers scorer attendance result results venue
    summary background key headline byline keywords edition page chapter section table figure
    gmt bst utc est edt pst pdt cet cest live breaking tonight today
    """
)
