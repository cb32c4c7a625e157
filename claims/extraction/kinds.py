"""Whether a name is a person's, or an organisation's, an outlet's, a country's or a place's."""

from .lexicon import FEMALE, GROUP_NOUNS, MALE, ORGANISATION_WORDS, OUTLET_WORDS, word_set
from .names import NAMELESS, NameRun, name_end
from .tokens import Doc

PLACES = word_set(
    """
    russia turkey china iran iraq israel france germany britain america japan india pakistan syria
    egypt spain italy poland ukraine canada mexico brazil australia greece hungary austria sweden
    norway denmark finland ireland scotland wales england qatar lebanon jordan yemen libya
    afghanistan cuba venezuela colombia argentina chile kenya nigeria ethiopia sudan somalia ghana
    senegal mali uganda rwanda congo zimbabwe morocco algeria tunisia korea vietnam thailand
    indonesia malaysia singapore philippines taiwan burma myanmar nepal bangladesh lanka zealand
    belgium netherlands holland portugal switzerland romania bulgaria serbia croatia slovenia
    slovakia estonia latvia lithuania belarus georgia armenia azerbaijan kazakhstan iceland cyprus
    malta luxembourg peru ecuador bolivia uruguay paraguay panama haiti jamaica arabia emirates
    kuwait bahrain oman palestine gaza kosovo crimea africa asia europe moscow washington beijing
    london paris berlin tehran ankara baghdad damascus jerusalem kyiv kiev tokyo delhi riyadh doha
    brussels pyongyang seoul hanoi bangkok jakarta manila islamabad kabul cairo nairobi lagos rome
    madrid lisbon vienna warsaw prague budapest athens geneva oslo stockholm copenhagen helsinki
    dublin edinburgh york angeles francisco vegas orleans chicago boston dallas houston phoenix
    detroit cleveland atlanta miami charlotte baltimore pittsburgh philadelphia alabama alaska
    arizona arkansas california carolina colorado connecticut delaware florida hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
    mississippi missouri montana nebraska nevada hampshire jersey ohio oklahoma oregon pennsylvania
    tennessee texas utah vermont virginia wisconsin wyoming ontario quebec queensland yorkshire
    bay lake
    beach street park province
    world premier
    """
)
BODIES = word_set(
    """
    nations qaeda assembly division brigade ministers mayors governors republicans democrats senate
    bench chamber tribunal inquiry trust society laboratory laboratories labs museum gallery theatre
    airlines airways motors electric energy oil gas coal steel mining holdings industries systems
    technologies capital partners securities insurance bancorp labor labour act bill treaty accord
    agreement convention amendment constitution project program programme plan initiative policy
    politics economics law rights justice security defense defence affairs finance health education
    transportation commerce treasury interior homeland intelligence caucus conference congress
    movement front brotherhood guards corps navy marines fleet command regiment rovers wanderers
    island islands valley coast river mountain mountains harbour harbor airport station square
    avenue road bridge tower region district county city town village cup games olympics open
    states kingdom union
    athletic albion villa hotspur fc cf afc rangers
    """
)
_ADDRESSES = word_set("mr mrs ms miss dr sir dame lord lady rev")
_SURNAMES_TOO = word_set("law steel justice bridge church house love trust front post star bank board court love law")
_PLACE_FIRST = word_set("san los las santa fort mount lake cape port saint st el wall capitol air home")
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "person", "ant", "ent", "tect", "ee", "wright", "warden", "master")
_NO_AGENTS = word_set(
    """
    paper letter order number error power water matter chapter newspaper poster weather factor sector statement document
    parliament department government settlement agreement treatment moment comment argument plant committee grant
    covenant warrant restaurant list twist center centre register report after before over under other another either
    neither however whether rather never ever former latter later earlier per or for nor her their our your further
    together summer winter september october november december member number together human event present different
    recent current important significant constant instant relevant major minor senior junior interior superior better
    bigger higher lower longer older younger newer greater fewer stronger weaker easier see free three agree degree
    fee tree when then than
    """
)


def agent(word: str) -> bool:
    """Whether a word in small letters is by its ending one for somebody who does something: "striker", "architect"."""
    return len(word) > 3 and word.endswith(_AGENTS) and word not in _NO_AGENTS and not word.endswith("ment")


def impersonal(doc: Doc, run: NameRun, words: tuple[str, ...]) -> bool:
    """Whether the name cannot be a person's."""
    first, last = words[0], words[-1]
    if run.name > run.a and doc.low[run.name - (1 + (doc.low[run.name - 1] == "."))] in _ADDRESSES:
        return False
    forename = first in MALE or first in FEMALE
    if forename and len(words) == 2 and last in _SURNAMES_TOO:
        return False
    if last in ORGANISATION_WORDS or last in OUTLET_WORDS or last in BODIES or (last in GROUP_NOUNS and len(words) > 1):
        return True
    if last in PLACES and (len(words) == 1 or not forename):
        return True
    if "-jazeera" in last or (len(words) > 1 and first in _PLACE_FIRST):
        return True
    if run.name > run.a:
        return False
    if len(words) == 1:
        end = name_end(doc, run.name, run.b)
        text = doc.text[doc.starts[end - 1] : doc.ends[end - 1]]
        letters = text.removesuffix("'s").removesuffix("’s")
        return letters.isupper() and 1 < len(letters) < 6
    before = doc.low[run.a - 1] if run.a else ""
    return before == "the" and not forename and first not in NAMELESS
