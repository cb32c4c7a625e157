"""Who is meant: names, parts of names, pronouns, descriptions, and ties that are left open."""

from .reading import by_words, only, speakers


def test_a_surname_leads_to_the_full_name_and_its_place() -> None:
    text = 'Foreign Minister Peter Lund flew home. "I am tired," Lund said.'
    found = only(text)
    assert found.speakers[0].name == "Peter Lund"
    assert found.speakers[0].how == "partial name"
    evidence = found.speakers[0].evidence
    assert evidence is not None
    assert evidence.of(text) == "Peter Lund"
    assert found.mention[0].of(text) == "Lund"


def test_a_pronoun_goes_to_the_last_fitting_person() -> None:
    text = 'Anna Holm met Peter Lund in Oslo. "We are late," she said. "I know," he answered.'
    assert speakers(by_words(text, "We are")) == ["Anna Holm"]
    assert speakers(by_words(text, "I know")) == ["Peter Lund"]


def test_the_last_speaker_outweighs_a_name_beside() -> None:
    text = (
        "President John Harker said at a press conference with Prime Minister Marco Renza that it was hard. "
        'He added, "Nobody should leave home."'
    )
    assert speakers(by_words(text, "Nobody")) == ["John Harker"]


def test_two_bearers_of_a_surname_are_a_tie() -> None:
    text = 'Anna Holm and Peter Holm own the mill. "It is old," Holm said.'
    found = only(text)
    assert found.speakers == ()
    assert set(found.alternatives) == {"Anna Holm", "Peter Holm"}
    assert found.confidence < 0.5


def test_a_title_breaks_the_tie() -> None:
    text = 'Anna Holm and Peter Holm own the mill. "It is old," Mrs. Holm said.'
    assert speakers(only(text)) == ["Anna Holm"]


def test_a_role_that_one_person_bears() -> None:
    text = 'Mayor Anna Holm opened the fair. "It is small," the mayor said.'
    found = only(text)
    assert speakers(found) == ["Anna Holm"]
    assert found.speakers[0].how == "description"


def test_an_unnamed_person_keeps_the_description() -> None:
    text = 'A senior official said that the road was closed. "It is closed," the official said.'
    found = by_words(text, "that the road")
    assert (found.speakers[0].name, found.speakers[0].kind) == ("senior official", "anonymous")
    assert speakers(by_words(text, "It is")) == ["senior official"]


def test_two_unnamed_people_are_never_taken_for_one() -> None:
    text = (
        "A senior official said that the road was closed. A second official disputed this. "
        '"It is open," that official said.'
    )
    assert speakers(by_words(text, "It is")) == ["second official"]


def test_decomposed_accents_belong_to_the_name() -> None:
    text = 'Zoe\u0308 Marsh bakes for the row, after Fatou Diop. "It is late," said Marsh.'
    assert speakers(by_words(text, "It is")) == ["Zoe\u0308 Marsh"]


def test_a_spokesperson_speaks_for_somebody() -> None:
    text = 'Anna Holm is away. "No comment," said a spokesman for Holm.'
    assert only(text).speakers[0].on_behalf_of == "Anna Holm"


def test_they_are_not_guessed() -> None:
    found = only("Anna Holm met Peter Lund. They said that the road was closed.")
    assert found.speakers == ()
    assert found.alternatives == ()


def test_they_after_speakers_together() -> None:
    text = "Anna Holm and Peter Lund said that it rained. They warned that the road was closed."
    assert speakers(by_words(text, "that the road")) == ["Anna Holm", "Peter Lund"]
