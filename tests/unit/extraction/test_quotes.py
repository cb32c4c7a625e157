"""Direct quotations and who spoke them."""

from claims.extraction.marks import NEVER_CLOSED

from .reading import attributions, by_words, only, speakers, words


def test_inverted_reporting_clause() -> None:
    text = '"The dam will hold," said Marta Velasquez, an engineer at the site.'
    quote = only(text)
    assert (words(text, quote), speakers(quote), quote.kind) == (["The dam will hold,"], ["Marta Velasquez"], "direct")
    assert [text[s:e] for s, e in quote.cue] == ["said"]


def test_an_interrupted_quotation_has_two_ordered_parts() -> None:
    text = '"We will pay," Anna Holm said, "but not now." Nobody clapped.'
    quote = only(text)
    assert words(text, quote) == ["We will pay,", "but not now."]
    assert speakers(quote) == ["Anna Holm"]


def test_a_further_quoted_sentence_belongs_to_the_same_statement() -> None:
    text = '"We will pay," Anna Holm said in a letter to the council. "It will take a year. Or two."'
    assert words(text, only(text)) == ["We will pay,", "It will take a year. Or two."]


def test_a_second_reporting_clause_begins_a_second_statement() -> None:
    text = '"We will pay," Anna Holm said. "Never," Peter Lund answered.'
    assert [speakers(a) for a in attributions(text)] == [["Anna Holm"], ["Peter Lund"]]


def test_the_cue_before_the_quotation() -> None:
    text = "Minister Peter Lund told reporters on Monday: “Nobody was asked.”"
    quote = only(text)
    assert speakers(quote) == ["Peter Lund"]
    assert quote.speakers[0].title == "Minister"


def test_a_colon_at_the_end_of_the_paragraph_before() -> None:
    text = "The ministry replied:\n\n“The bridge is safe and stays open.”"
    assert speakers(only(text)) == ["ministry"]


def test_nicknames_titles_and_scare_quotes_are_no_statements() -> None:
    text = 'Nils "Shorty" Berg sang "The Long Way Home" for the "elite" of the town.'
    assert attributions(text) == []


def test_a_nickname_leads_to_its_bearer() -> None:
    text = 'Nils "Shorty" Berg scored twice. "I closed my eyes," said Shorty.'
    assert speakers(by_words(text, "I closed")) == ["Nils Berg"]


def test_a_quotation_over_paragraphs_keeps_one_speaker() -> None:
    text = "“The first year was hard,” said Anna Holm. “We had no roof.\n\n“The second was worse.”"
    quote = only(text)
    assert words(text, quote) == ["The first year was hard,", "We had no roof.", "The second was worse."]


def test_an_unbalanced_mark_is_flagged_and_less_sure() -> None:
    open_end = only('"We never saw the water coming, said Anna Holm.\n\nThe end.')
    closed = only('"We never saw the water coming," said Anna Holm.')
    assert NEVER_CLOSED in open_end.reasons
    assert open_end.confidence < closed.confidence


def test_a_signature_names_the_speaker() -> None:
    text = "“A town that cannot read its own map is lost.”\n\n- Anna Holm"
    assert speakers(only(text)) == ["Anna Holm"]


def test_crlf_offsets_are_those_of_the_text_as_it_is() -> None:
    text = 'Rain fell.\r\n\r\n"We will pay," Anna Holm said.\r\n'
    quote = only(text)
    assert quote.content[0].of(text) == "We will pay,"
    assert quote.mention[0].of(text) == "Anna Holm"
