"""Who is meant, in texts of many kinds: names, titles, particles, kin, colleagues, rivals, and nobody where two fit."""

import pytest

from .reading import attributions, speakers, words

# Text, then words of each statement with a part of its speaker's name; None where the text does not tell.
TEXTS: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        (
            "Ms Calder chairs the court. Sir Alun Price-Jones, for the council, said the wall was safe. "
            '"It is not," Ms Calder said. "I have seen it," she added.'
        ),
        [("It is not", "Calder"), ("I have seen it", "Calder")],
    ),
    (
        (
            'Ngozi Adeyemi-Clarke scored twice for Harwick Albion. "We were lucky," '
            'Adeyemi-Clarke said. Her manager, Tomasz Wieczorek, disagreed. "We were good," he said.'
        ),
        [("We were lucky", "Ngozi Adeyemi-Clarke"), ("We were good", "Tomasz Wieczorek")],
    ),
    (
        (
            "Fionnuala O'Neill met Shane MacAllister at the club. \"It is over,\" O'Neill said. "
            'MacAllister said: "It is not."'
        ),
        [("It is over", "Fionnuala O'Neill"), ("It is not", "Shane MacAllister")],
    ),
    (
        (
            'JAMES McGREGOR was jailed on Monday. "You lied," Judge Ritu Sharma told McGregor. '
            '"You will go to prison," she said.'
        ),
        [("You lied", "Ritu Sharma"), ("You will go", "Ritu Sharma")],
    ),
    (
        'Ursula von der Leyen spoke in Brussels. "We agree," von der Leyen said. Von der Leyen added: "We are ready."',
        [("We agree", "Ursula von der Leyen"), ("We are ready", "Ursula von der Leyen")],
    ),
    (
        (
            'President Xi Jinping met Park Geun-hye. "We will talk," Mr. Xi said. Ms. '
            'Park said: "We will listen." "Nothing was agreed," she told reporters.'
        ),
        [("We will talk", "Xi Jinping"), ("We will listen", "Park Geun-hye"), ("Nothing was", "Park Geun-hye")],
    ),
    (
        'Martin Okoro Jr. and his father, Martin Okoro Sr., run the farm. "It is hard," Okoro said.',
        [("It is hard", None)],
    ),
    (
        'J. R. Tolmie wrote the report. "It is thorough," Tolmie said.',
        [("It is thorough", "J. R. Tolmie")],
    ),
    (
        (
            "Abdel Fattah el-Sisi and Recep Tayyip Erdogan spoke by telephone. "
            '"We are brothers," el-Sisi said. Erdogan said: "We are neighbours."'
        ),
        [("We are brothers", "Abdel Fattah el-Sisi"), ("We are neighbours", "Recep Tayyip Erdogan")],
    ),
    (
        'The ministry denied the report. "It is false," the ministry said. "It is plainly false," it added.',
        [("It is false", "ministry")],
    ),
    (
        'Anna Holm met Maria Lund in Oslo. "We are late," she said.',
        [("We are late", None)],
    ),
    (
        "Peter Lund said that Jon Berg had lied. He said that the mill was old.",
        [("the mill", "Peter Lund")],
    ),
    (
        (
            '"Bill Harker is a crook," said Dana Whitlow. '
            'Harker, who runs the mill, said: "She is wrong." "I am honest," he said.'
        ),
        [("She is wrong", "Bill Harker"), ("I am honest", "Bill Harker")],
    ),
    (
        'John Smith, a farmer, was shouted at. "John Harris told me to go," he said. "Harris is a bully," Smith said.',
        [("John Harris told", "John Smith"), ("Harris is", "John Smith")],
    ),
    (
        (
            "Lord Ashby, the minister, opened the debate. Baroness Nkemelu asked about the cost. "
            '"There is none," he replied. "There is always a cost," she said.'
        ),
        [("There is none", "Ashby"), ("There is always", "Nkemelu")],
    ),
    (
        (
            'Dr. Wen Liu led the study at the University of Brede. "The worms sing," Liu said. '
            'A colleague, Prof. Astrid Nyberg, was not convinced. "They hum," she said.'
        ),
        [("The worms", "Wen Liu")],
    ),
    (
        'Prince Harald of Skerrow visited the school. "It is lovely," the prince said.',
        [("It is lovely", "Harald")],
    ),
    (
        (
            "The Bank of Skerrow raised rates. Governor Lena Achterberg said that prices would fall. "
            '"We had no choice," she said. The bank said it would wait.'
        ),
        [("prices", "Lena Achterberg"), ("We had no", "Lena Achterberg")],
    ),
    (
        (
            "Luis Enrique Marín-Gómez drove the bus. Marín-Gómez said that the brakes failed. "
            '"They were gone," he said. His wife, Pilar, said that he was asleep.'
        ),
        [("the brakes", "Luis Enrique Marín-Gómez"), ("They were gone", "Luis Enrique Marín-Gómez")],
    ),
    (
        'Hillary Vance and Bill Vance voted. Bill Vance said that the line was long. "It was cold," Vance said.',
        [("It was cold", None)],
    ),
    (
        "As he left the court, Peter Lund said that he was innocent. Judge Jon Berg had spoken for an hour.",
        [("he was", "Peter Lund")],
    ),
    (
        (
            "Jon Berg was sentenced on Friday. "
            'As he left the court, Peter Lund said that he was relieved. "It was fair," Lund said.'
        ),
        [("It was fair", "Peter Lund")],
    ),
    (
        (
            "The victims, Oskar Dahl and Ida Dahl, live in Brede. "
            'Ms Dahl said that the dog had bitten her. "It was big," Dahl said.'
        ),
        [("the dog", "Ida Dahl"), ("It was big", None)],
    ),
    (
        (
            "Kenji Watanabe, 41, a fisherman who lost his boat, said that the sea was warm. "
            'Watanabe-san\'s neighbour, who saw the wave, said it was "like a wall."'
        ),
        [("the sea", "Kenji Watanabe")],
    ),
    (
        "Rosa Delgado spoke to Elena Ruiz, who said that the shop was closed.",
        [("the shop", "Elena Ruiz")],
    ),
    (
        "Jon Berg, a member of the council who opposed the plan, said that it was dear.",
        [("it was", "Jon Berg")],
    ),
    (
        '"My brother, who said he was ill, stayed home," Karin Moe said. "I went," she said.',
        [("I went", "Karin Moe")],
    ),
    (
        (
            "MP Tariq Hussain asked a question. Hussain's colleague, Siân Roberts MP, laughed. "
            '"Sit down," Mr Hussain said. "I shall not," Ms Roberts replied.'
        ),
        [("Sit down", "Tariq Hussain"), ("I shall not", "Siân Roberts")],
    ),
    (
        (
            "Chief Constable Dilys Farrow said that officers had acted well. "
            "A spokesman for Farrow said that she would not resign. He said that the matter was closed."
        ),
        [("she would", "spokesman for Farrow"), ("the matter", "spokesman for Farrow")],
    ),
    (
        'The Rev. Josiah Mbeki prayed. "Amen," the Rev. Mr. Mbeki said.',
        [("Amen", "Josiah Mbeki")],
    ),
    (
        (
            'Striker Gianluca De Rossi and goalkeeper Yassine Bounou stayed behind. "We train late," '
            'De Rossi said. Bounou said: "I like it."'
        ),
        [("We train", "Gianluca De Rossi"), ("I like it", "Yassine Bounou")],
    ),
    (
        "Skerrow Ales was sold to Hask Group. Skerrow Ales said that jobs were safe. It said that wages would rise.",
        [("jobs", "Skerrow Ales")],
    ),
    (
        (
            'Ilse Brandt, the coach, praised Tove Lindahl. "She ran well," Brandt said. "I am tired," '
            'Lindahl said, "but I am happy." She added that her foot hurt.'
        ),
        [("She ran", "Ilse Brandt"), ("I am tired", "Tove Lindahl"), ("her foot", "Tove Lindahl")],
    ),
    (
        (
            "Astronomer Yuki Tanaka found the comet. Tanaka said that it was bright. "
            '"It has a tail," she said. Her colleague, Pieter van der Berg, said that it had two. '
            '"Look again," van der Berg said.'
        ),
        [
            ("it was", "Yuki Tanaka"),
            ("It has a", "Yuki Tanaka"),
            ("it had", "Pieter van der Berg"),
            ("Look again", "Pieter van der Berg"),
        ],
    ),
    (
        (
            "Senators Ruth Amsel and Joan Pike wrote the bill. They said that it was fair. "
            'Pike said that it would pass. "It must," she said.'
        ),
        [("it would", "Joan Pike"), ("It must", "Joan Pike")],
    ),
    (
        (
            "The court heard from Detective Sergeant Malcolm Reyes. "
            'DS Reyes said that the door was open. "I went in," he said. '
            'Defence counsel Imogen Hart QC asked about the key. "There was none," Reyes replied.'
        ),
        [("the door", "Malcolm Reyes"), ("I went in", "Malcolm Reyes"), ("There was", "Malcolm Reyes")],
    ),
    (
        (
            "Amnesty International said that prisons were full. "
            "The group said that more people were held. "
            '"This is a disgrace," its director, Salma Haddad, said.'
        ),
        [("prisons", "Amnesty International"), ("This is a", "Salma Haddad")],
    ),
    (
        (
            "Prime Minister Keir Aldous met Opposition leader Nuala Byrne. "
            "The prime minister said that talks went well. Ms Byrne said that they did not. "
            '"He was late," she said.'
        ),
        [("talks", "Keir Aldous"), ("they did", "Nuala Byrne"), ("He was late", "Nuala Byrne")],
    ),
    (
        'Google said that the tool was safe. Sundar Iyer, who runs it, said that it was new. "It learns," Iyer said.',
        [("the tool", "Google"), ("it was", "Sundar Iyer"), ("It learns", "Sundar Iyer")],
    ),
    (
        (
            "Mohammed bin Rashid spoke. Bin Rashid said that the tower was high. "
            "Abu Bakr al-Masri said that it was not. Al-Masri said that he had seen higher."
        ),
        [("the tower", "Mohammed bin Rashid"), ("it was", "Abu Bakr al-Masri"), ("he had", "Abu Bakr al-Masri")],
    ),
    (
        'My neighbour Rita came by. Rita said that the cat was ill. "It will not eat," she said.',
        [("It will", "Rita")],
    ),
    (
        (
            "Sgt. Dwayne Ortiz shot the dog, officials said. "
            "Ortiz told investigators that it had charged. Chief Alma Reyes said that he was on leave. "
            '"He is a good officer," she said.'
        ),
        [("it had", "Dwayne Ortiz"), ("he was", "Alma Reyes"), ("He is a", "Alma Reyes")],
    ),
    (
        (
            "Karen Voss and Dieter Voss founded the firm in 1990. Karen Voss runs it. "
            '"We were poor," she said. Dieter Voss said that he had doubts. "It was hard," he said.'
        ),
        [("We were poor", "Karen Voss"), ("he had", "Dieter Voss"), ("It was hard", "Dieter Voss")],
    ),
    (
        (
            '"We do not know," a spokeswoman for Mayor Eli Strand said. '
            "She said that the mayor was ill. Strand could not be reached."
        ),
        [("We do not", "spokeswoman for Mayor Eli Strand"), ("the mayor", "spokeswoman")],
    ),
    (
        (
            "Bishop Ambrose Lule wept. "
            "\"I told him, 'Peter Okello is a saint,' and he laughed,\" the bishop said. "
            "Okello said that he was no saint."
        ),
        [("I told him", "Ambrose Lule"), ("he was no", "Peter Okello")],
    ),
    (
        (
            "A WITNESS, Jack Dunne, 34, of Leeds, said that the car was red. Mr Dunne said he ran. "
            "His mother, Eileen, said that he was brave. She said he was shaken."
        ),
        [("the car", "Jack Dunne"), ("he ran", "Jack Dunne"), ("he was shaken", "Eileen")],
    ),
    (
        (
            "Former minister Carla Bassi and her successor, Ugo Neri, disagree. "
            'Bassi said that the tax was dead. Neri said that it lived. "She is wrong," he said. '
            '"He is new," she said.'
        ),
        [
            ("the tax", "Carla Bassi"),
            ("it lived", "Ugo Neri"),
            ("She is wrong", "Ugo Neri"),
            ("He is new", "Carla Bassi"),
        ],
    ),
    (
        "Peter Lund told Jon Berg that he would pay. Berg said that he was glad.",
        [("he would", "Peter Lund"), ("he was", "Jon Berg")],
    ),
    (
        (
            "The minister, Pernille Kofod, resigned. Her aide Morten Juhl said that she was tired. "
            '"She slept badly," he said.'
        ),
        [("she was", "Morten Juhl"), ("She slept", "Morten Juhl")],
    ),
    (
        'Nurse Grace Osei, who said the ward was full, left. "I was tired," Ms. Osei told the inquiry.',
        [("the ward", "Grace Osei"), ("I was tired", "Grace Osei")],
    ),
    (
        (
            "Paris Saint-Germain won. Coach Thiago Alves said that it was deserved. "
            '"We played," he said. Washington said that it was pleased.'
        ),
        [("it was d", "Thiago Alves"), ("We played", "Thiago Alves"), ("it was p", "Washington")],
    ),
    (
        "In a letter to Anna Holm, Maria Lund said that she was sorry.",
        [("she was", "Maria Lund")],
    ),
    (
        (
            'Anna Holm sued Maria Lund. Lund denied that she had lied. "I told the truth," she said. '
            "Holm said that she would appeal."
        ),
        [("I told", "Maria Lund"), ("she would", "Anna Holm")],
    ),
    (
        'Pope Benedict XVII spoke in Rome. Benedict said that war was a sin. "Stop," the pope said.',
        [("war", "Benedict"), ("Stop", "Benedict")],
    ),
    (
        (
            "King Frederik of Norland opened parliament. Queen Mary was ill. "
            '"It is cold," the king said. The queen said that she was better.'
        ),
        [("she was", "Mary")],
    ),
    (
        (
            'Dara Ó Briain-Walsh joked. "It\'s me," Ó Briain-Walsh said. '
            'D\'Angelo Pettis said that he left. "I went," Pettis said.'
        ),
        [("It's me", "Dara Ó Briain-Walsh"), ("he left", "D'Angelo Pettis"), ("I went", "D'Angelo Pettis")],
    ),
    (  # bodies whose names go on over a small word
        (
            'The Ministry of Food and Fisheries said: "No eels." "None at all," it added. "Prices fell," said '
            'the Bank of England\'s economist, Ann Lee. "They rose," said Bank of England Governor Bob Day.'
        ),
        [
            ("No eels", "Ministry of Food and Fisheries"),
            ("None at", "Ministry of Food and Fisheries"),
            ("Prices", "Ann Lee"),
            ("They rose", "Bob Day"),
        ],
    ),
    (  # names behind descriptions
        (
            '"It sank," said the customer, Mr Ottokar Flinders of Brede. Another user, Lewin Park (@lewin), wrote: '
            '"It swam." "It flew," said the owner, Tarn Holdings of Brede.'
        ),
        [("It sank", "Ottokar Flinders"), ("It swam", "Lewin Park"), ("It flew", "Tarn Holdings")],
    ),
    (
        'Ann Lee, 24, beat Bea Holm, 31. "I won," said the 24-year-old. "I lost," said the 31-year-old.',
        [("I won", "Ann Lee"), ("I lost", "Bea Holm")],
    ),
    ('The inspectors\' report is short. It says the school is "clean".', [("school is", "report")]),
    ('Ann Lee, 24, beat Bea Holm, 24. "I won," said the 24-year-old.', [("I won", None)]),
    ('Ann Lee swam home on Sunday.\n\n"It was cold," said the 24-year-old.', [("It was cold", "Ann Lee")]),
    ('Sgt Ann Lee held a man.\n\n"I slept," said the 24-year-old.', [("I slept", "24-year-old")]),
    ('Ann Lee, 31, swam home.\n\n"I slept," said the 24-year-old.', [("I slept", "24-year-old")]),
    ('Ann Lee met Bea Holm.\n\n"I slept," said the 24-year-old.', [("I slept", "24-year-old")]),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS, ids=[text.split(". ")[0][:40] for text, _ in TEXTS])
def test_who_is_meant(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = attributions(text)
    for said, name in wanted:
        each = next(a for a in found if any(said in piece for piece in words(text, a)))
        if name is None:
            assert speakers(each) == []
            assert len(each.alternatives) > 1
        else:
            assert name in " & ".join(speakers(each)), each.reasons
        assert each.reasons


def test_honours_are_no_part_of_a_name() -> None:
    named = {"Leander Hume KC": "Leander Hume", "Sir Alun Price MP": "Alun Price", "Dr Ann Lee OBE PhD": "Ann Lee"}
    named |= {"Jack Ma": "Jack Ma", "the Harwick West MP": "Harwick West MP"}
    for words_of_it, name in named.items():
        assert speakers(attributions(f'"It is over," said {words_of_it} on Monday.')[0]) == [name]


@pytest.mark.parametrize("before", ["The report is about the bank.", "The report is by Lantern.", "It rained."])
def test_it_is_left_open_where_another_may_be_meant(before: str) -> None:
    assert speakers(attributions(f'{before} It says the school is "clean".')[0]) == []


def test_labels_of_transcripts() -> None:
    labels = "Mr Deputy Speaker, Speaker 1, MS. DEMPSEY, MR LEANDER HUME KC, MR HUME, Madam Chair, SENATOR BISHOP"
    found = attributions("\n\n".join(f"{label}: I said no. We are late." for label in 2 * labels.split(", ")))
    wanted = "Deputy Speaker, Speaker 1, Dempsey, Leander Hume, Leander Hume, Chair, Bishop"
    assert [speakers(each) for each in found] == [[name] for name in 2 * wanted.split(", ")]
