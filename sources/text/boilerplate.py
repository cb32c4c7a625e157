"""The lines around an article that nobody said: footers, appeals, credits, captions."""

import re

_LONGEST_CAPTION = 400  # characters
_LONGEST_APPEAL = 300


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Words that open a line and make it boilerplate wherever it stands. Each asks for what follows them in such
# lines, since "Read more books, the minister urged" is a sentence.
_ANYWHERE = _any_of(
    r"read (?:more|next|also|the (?:full|rest|original))"
    r"(?:\s*$|\s*[:»>→|]| (?:at|on|about|from|of|here|stories|in)\b)",
    r"(?:also read|see also|more on this(?: story)?|recommended(?: for you)?|you may also like)\s*(?:$|[:|])",
    r"more from .{2,40}$",
    r"related(?:\s*$|\s*:| (?:articles?|stories|story|coverage|topics|content|news|links|reading|tags)\b)",
    r"(?:most (?:read|popular|viewed|shared)|trending(?: now)?|top stories|don['’]t miss|what to read next)"
    r"\s*(?:$|:)",
    r"subscribe(?:\s*$|!| (?:to|now|here|today|for)\b)",
    r"sign (?:up|in)(?:\s*$|!| (?:for|to|now|here|today|with)\b)",
    r"follow (?:us|me|him|her|them|our)\b.{0,120}$",
    r"follow .{0,60}(?:@\w|\bon (?:twitter|x|facebook|instagram|bluesky|mastodon|threads)\b)",
    r"(?:like|find|join) us on\b",
    r"share(?:\s*$| (?:this|on|via)\b|\s*:)",
    r"(?:tweet|print|e-?mail|comments?|save|copy link)\s*$",
    r"advertisements?\s*$",
    r"(?:article|story) continues (?:below|after)\b",
    r"skip (?:to|past)\b",
    r"(?:click|tap) (?:here|to)\b",
    r"[0-9]{1,3}[ -]min(?:ute)?s? read\s*$",
    r"©|\(c\) (?:[0-9]{4}|copyright)|copyright (?:©|\(c\)|[0-9]{4})",
    r"all rights reserved",
    r"this (?:article|story|piece|post|content|report) (?:was|is|has been|first|originally) "
    r"(?:.{0,30}\b(?:published|appeared)|.{0,80}\b(?:republished|licen[sc]ed|syndicated))\b",
    r"(?:originally|first) published (?:by|in|on|at)\b",
    r"(?:enter|type) your e-?mail\b",
    r"(?:we use|accept (?:all )?)cookies\b",
    r"(?:tags|topics|filed under|categories)\s*:",
)
# Labels before the headline of another article, which may itself quote somebody.
_TEASER = _any_of(
    r"(?:read (?:more|next|also)|also read|see also|more on this(?: story)?|recommended(?: for you)?"
    r"|you may also like|related(?: (?:articles?|stories|story|coverage|content|news|links|reading))?)\s?[:»>→|]"
)
# "More from Obama: “We cannot wait.”" has the same shape and is his quotation: only in the footer, and only where
# the line goes on behind the quoted words as headlines do.
_FOOTER_TEASER = _any_of(r"more from [^:]{2,40}:.*[^.!?…”\"’»)]$")
# Words that do so only in the footer, after the last paragraph of the article.
_IN_FOOTER = _any_of(
    r"to (?:contact|reach|comment|learn|find out|support|donate|subscribe|join|get in touch|receive)\b"
    r".{0,120}(?:\b(?:visit|e-?mail|call|click|go to|write to|fill in|phone)\b|:$)",
    r"contact(?:\s*$|\s*:| us\b| our\b| the (?:author|writer|editor|reporter|newsroom)\b|.{0,60}@)",
    r"e-?mail(?:\s*$|\s*:| (?:us|me|the author)\b|.{0,60}@)",
    r"call us\b|help us\b|donate(?:\s*$|!| (?:to|now|here|today)\b)",
    r"support (?:us|our (?:work|journalism)|independent (?:news|journalism|media))\b",
    # With the outlet's own name: "Support the Isle Observer: islander-owned since 1911".
    r"(?:support|follow) (?:the )?(?-i:(?=[A-Z]))[^.!?]{2,120}$",
    r"(?:write|speak|talk) to (?:us|our|the (?:author|writer|editor|reporter|newsroom))\b",
    r"(?:want (?:more|to read)|looking for more|get (?:our|the latest|more))\b",
    r"[(\[]?(?:additional |with )?(?:reporting|editing|writing|compiled|photography|translation) by\b|edited by\b",
    r".{2,80}\bcontributed (?:to this|reporting)\b",
    r"(?:copyright|terms|privacy|about us|our standards|licen[sc]e|disclaimer|corrections?)"
    r"(?:\s*$|\s*:| (?:policy|of use|notice)\b)",
    r"(?:have a|got a) (?:tip|story|question)\b|leave a (?:comment|reply)\b",
    r"join the (?:conversation|debate)\b",
    r"visit (?:us|our|www|https?)\b|(?:tel|phone|fax|web(?:site)?)\.?\s?:",
    r"(?:photo|image|picture) credits?\b|back to top\b|newsletters?\b",
)
_RIGHTS = re.compile(r"\ball rights reserved\.?(?:\s*\S{0,40})?$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:/\S*)?|@\w+)",
    re.IGNORECASE,
)
_ENDS_IN_EMAIL = re.compile(r"(?:^|[\s:(])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+[.)]?$")
_CAPTION = re.compile(
    r"[(\[]?(?:(?:file )?(?:photo(?:graph|s)?|images?|pictures?|illustration|graphic|caption|video)\s?"
    r"(?::|credits?\b|by\s(?-i:(?=[A-Z]))|courtesy\b|/)|(?:AP|AFP|Reuters|Getty)\s(?:photo|file|images?)\b)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:(?:photo(?:graph)?|image|picture|credit)\s?:\s?[^.:]{2,60}|\((?:AP|AFP|Reuters|Getty)[^()]{0,50}\)"
    r"|(?:AP Photo|Getty Images|Shutterstock)[^.]{0,40})\.?\)?$",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:said|says|told|tells|added|asked|urged|warned|replied|wrote)\b")
_QUOTED = re.compile(r"[“”\"„«»][^“”\"„«»]*[“”\"„«»]")
_TERMINAL = tuple(".!?…")
_CLOSERS = "”\"’')]»"


def has_speech(passage: str) -> bool:
    """Tell whether a verb of speech stands in ``passage``."""
    return _VERB.search(passage) is not None


def is_boilerplate(passage: str) -> bool:
    """Tell whether ``passage`` is boilerplate wherever in the article it stands.

    A line with speech or quoted words in it never is, but for the headline of another article behind its label.
    """
    if len(passage) > _LONGEST_APPEAL:
        return False
    if _TEASER.match(passage) and not (_speech_outside_marks(passage) and _ends_a_sentence(passage)):
        return True
    opened = _ANYWHERE.match(passage) or _RIGHTS.search(passage) or is_address(passage)
    return bool(opened) and not _holds_words(passage)


def is_footer(passage: str) -> bool:
    """Tell whether ``passage`` opens or belongs to a footer, given that no paragraph of the article
    follows it.
    """
    if len(passage) > _LONGEST_APPEAL:
        return False
    if is_boilerplate(passage) or (_FOOTER_TEASER.match(passage) and not _speech_outside_marks(passage)):
        return True
    if _holds_words(passage):
        return False
    return bool(_IN_FOOTER.match(passage) or _ENDS_IN_EMAIL.search(passage[-200:]))


def is_address(passage: str) -> bool:
    """Tell whether ``passage`` is nothing but a web address, an e-mail address or a handle."""
    return len(passage) <= _LONGEST_APPEAL and _ADDRESS.fullmatch(passage) is not None


def is_caption(passage: str) -> bool:
    """Tell whether ``passage`` is the caption or the credit of a picture."""
    if len(passage) > _LONGEST_CAPTION:
        return False
    return bool(_CAPTION.match(passage) or _CREDIT.search(passage[-90:]))


def is_paragraph(passage: str) -> bool:
    """Tell whether ``passage`` reads as a paragraph of the article: long, a whole sentence, or with
    speech in it.
    """
    ends = passage.rstrip(_CLOSERS).endswith(_TERMINAL)
    return len(passage) > _LONGEST_APPEAL or (ends and passage.count(" ") >= 7) or _holds_words(passage)


def _ends_a_sentence(passage: str) -> bool:
    return passage.rstrip(_CLOSERS).endswith(_TERMINAL)


def _speech_outside_marks(passage: str) -> bool:
    return has_speech(_QUOTED.sub("", passage))


def _holds_words(passage: str) -> bool:
    """Tell whether somebody's words may stand in ``passage``: then it is never thrown away as boilerplate."""
    return has_speech(passage) or _QUOTED.search(passage) is not None
