"""The layout of plain-text news: headline, byline, dateline, captions, boilerplate."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.catalogue import SeedArticle, articles, gold_path
from seeds.gold_file import read_gold
from sources.readers.text import read
from sources.text.bylines import read_byline
from sources.text.datelines import read_dateline
from sources.text.dates import find_date
from sources.text.layout import BlockKind, Layout, find_layout

SEED = Path(__file__).resolve().parents[3] / ".." / "shared" / "acceptance" / "seed-article.txt"

ARTICLE = """Harwick council votes to close the old bridge

By Ann Lee and Bob Ray, Staff Writers
Published: 12 May 2026 at 10:00 GMT

HARWICK, May 12 (Courier) - The council voted on Tuesday to close the bridge.

Photograph: Jo Moss

"We had no choice," said Mayor Carl Poe. "The beams are rotten."

Read more: Ten bridges that fell

Follow the money, the clerk urged, and the council did not listen to her.

This article was originally published by the Harwick Courier.
Subscribe to our newsletter
All rights reserved.
www.courier.example
"""


def passages(text: str, layout: Layout, kind: BlockKind) -> list[str]:
    return [text[block.start : block.end] for block in layout.blocks if block.kind == kind]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_part_of_an_ordinary_article_is_found(line_end: str) -> None:
    text = ARTICLE.replace("\n", line_end)
    layout = find_layout(text)
    assert layout.headline == "Harwick council votes to close the old bridge"
    assert layout.bylines == ("Ann Lee", "Bob Ray")
    assert layout.published_on == date(2026, 5, 12)
    assert layout.dateline_place == "HARWICK"
    assert len(passages(text, layout, "byline")) == 2
    assert [passage[:12] for passage in passages(text, layout, "paragraph")] == [
        "HARWICK, May",
        '"We had no c',
        "Follow the m",
    ]
    assert passages(text, layout, "caption") == ["Photograph: Jo Moss"]
    assert [passage[:14] for passage in passages(text, layout, "boilerplate")] == [
        "Read more: Ten",
        "This article w",
        "Subscribe to o",
        "All rights res",
        "www.courier.ex",
    ]
    kinds = {"byline", "caption", "boilerplate"}
    assert layout.skipped() == tuple((b.start, b.end) for b in layout.blocks if b.kind in kinds)


@pytest.mark.parametrize(
    ("line", "names", "day"),
    [
        ("Jordan Shilton 19 October 2016", ("Jordan Shilton",), date(2016, 10, 19)),
        ("By Ann Lee", ("Ann Lee",), None),
        ("BY ANN LEE AND BOB RAY", ("ANN LEE", "BOB RAY"), None),
        ("By Ann Lee, Bob Ray & Carl Poe", ("Ann Lee", "Bob Ray", "Carl Poe"), None),
        ("By Ann Lee, Staff Writer", ("Ann Lee",), None),
        ("By Ann Lee for the Harwick Courier", ("Ann Lee",), None),
        ("By Jean-Luc d'Ormesson and Maria da Silva", ("Jean-Luc d'Ormesson", "Maria da Silva"), None),
        ("By Reuters", ("Reuters",), None),
        ("Ann Lee | 12 May 2026", ("Ann Lee",), date(2026, 5, 12)),
        ("Ann Lee, May 12, 2026 – 09:30", ("Ann Lee",), date(2026, 5, 12)),
        ("Published: Monday, May 12, 2026", (), date(2026, 5, 12)),
        ("2026-05-12", (), date(2026, 5, 12)),
        ("12th May 2026 | 5 min read", (), date(2026, 5, 12)),
    ],
)
def test_byline_shapes(line: str, names: tuple[str, ...], day: date | None) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.names, byline.published_on) == (names, day)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the river had risen",
        "By Land and Sea",
        "On 12 May 2026 the mayor resigned.",
        "Mayor Carl Poe said he would go.",
        "By the time Ann Lee came, it was over",
        "The law of 12 May 2026 changed little.",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


def test_a_date_of_change_gives_way_to_the_date_of_publication() -> None:
    layout = find_layout("Bridge closes\n\nUpdated 14 May 2026\n\nPublished 12 May 2026\n\nIt is closed now.")
    assert layout.published_on == date(2026, 5, 12)


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("HARWICK, May 12 (Agency) - The council", "HARWICK"),
        ("LONDON (Reuters) — “We will", "LONDON"),
        ("London (Reuters) — The", "London"),
        ("WASHINGTON, D.C. (AP) -- The", "WASHINGTON, D.C."),
        ("NEW YORK, 12 May 2026 – The", "NEW YORK"),
        ("JERUSALEM ― The", "JERUSALEM"),
        ("MOSCOW/KYIV (Reuters) - The", "MOSCOW/KYIV"),
    ],
)
def test_dateline_shapes(paragraph: str, place: str) -> None:
    dateline = read_dateline(paragraph)
    assert dateline is not None
    assert dateline.place == place


@pytest.mark.parametrize("paragraph", ["Ann Lee - who won - left.", "BREAKING — Fire", "POE: I said - no", "A - b", ""])
def test_what_is_no_dateline(paragraph: str) -> None:
    assert read_dateline(paragraph) is None


@pytest.mark.parametrize("words", ["31 June 2026", "12/05/2026", "May 12", "2026-13-01", "Maybe 12 2026"])
def test_what_is_no_full_date(words: str) -> None:
    assert find_date(words) is None


def test_an_article_may_start_without_a_headline() -> None:
    text = "LONDON (Reuters) — “We will pay,” said Ann Moss.\n\nNobody answered."
    layout = find_layout(text)
    assert layout.headline is None
    assert layout.bylines == ()
    assert [block.kind for block in layout.blocks] == ["paragraph", "paragraph"]
    assert find_layout("“We will pay,” said Ann Moss.\n\nNobody answered.").headline is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "Read more books, the minister urged.",
        '"Follow us," she said.',
        'Subscribe to this theory and "you are lost", he warned.',
        "Share prices fell on Monday as the bank closed its doors.",
        "Contact with the ship was lost on Monday night, the navy said.",
        "To support the claim he showed a letter from the harbour.",
    ],
)
def test_a_sentence_that_opens_like_an_appeal_stays_a_paragraph(paragraph: str) -> None:
    layout = find_layout(f"Bridge closes\n\nIt is closed now.\n\n{paragraph}")
    assert [block.kind for block in layout.blocks] == ["headline", "paragraph", "paragraph"]


def test_an_appeal_amid_the_article_does_not_swallow_what_follows() -> None:
    text = (
        "Bridge closes\n\nIt is closed.\n\nFollow us on Twitter\n\n“It is gone,” he said.\n\n"
        "Contact us\n\nHarwick Mill\n"
    )
    kinds = [block.kind for block in find_layout(text).blocks]
    assert kinds == ["headline", "paragraph", "boilerplate", "paragraph", "boilerplate", "boilerplate"]


def test_a_wrapped_text_keeps_its_paragraphs_whole() -> None:
    text = (
        "Bridge closes\n\n"
        "The council voted on Tuesday to close the bridge over the river\n"
        "because, in the words of the engineer, the beams that carry the\n"
        "road are rotten.\n\n"
        "Nobody was hurt, the clerk said, and the ferry that runs beside\n"
        "it will be free of charge.\n"
    )
    layout = find_layout(text)
    assert [block.kind for block in layout.blocks] == ["headline", "paragraph", "paragraph"]


def test_lines_without_blank_lines_are_paragraphs_of_their_own() -> None:
    text = 'Bridge closes\nBy Ann Lee\n"We paid," he said.\nShe did not answer.\n'
    kinds = [block.kind for block in find_layout(text).blocks]
    assert kinds == ["headline", "byline", "paragraph", "paragraph"]


def test_name_and_date_on_lines_of_their_own() -> None:
    layout = find_layout("Bridge closes\n\nAnn Lee\nStaff Writer\n12 May 2026\n\nIt is closed now.")
    assert layout.bylines == ("Ann Lee",)
    assert layout.published_on == date(2026, 5, 12)
    assert [block.kind for block in layout.blocks][1:4] == ["byline"] * 3


@pytest.mark.parametrize(
    "line",
    [
        'Read more: "We were left on the roof": the night the harbour came in',
        "More from the coast: “I put the kettle on and waited”, a night with the lifeboat crew",
        "Support the Isle Observer: islander-owned since 1911",
        "Write to us at letters@isleobserver.example",
        "(Reporting by Tomas Reyl; editing by Pema Dorjee-Lane)",
        "Follow Sporting Parish for every round of the Islands Cup",
        "This is a rolling record. Members may write to the editor at editor@record.assembly.example",
        "This story was written by Northern Wire and is republished with its permission.",
    ],
)
def test_the_first_line_of_a_footer(line: str) -> None:
    text = (
        f"Bridge closes\n\nIt is closed now, and nobody was hurt when the beams gave way.\n\n{line}\n\nHarwick Mill\n"
    )
    assert [block.kind for block in find_layout(text).blocks] == ["headline", "paragraph", "boilerplate", "boilerplate"]


@pytest.mark.parametrize(
    "line",
    [
        'Read more: "We were left on the roof," said the miller.',
        "More from Calder: “We cannot wait any longer.”",
        "More from Calder: “We cannot wait”",
        "Support for the wall is growing, and the council knows it well.",
        "Follow the money, the clerk urged, and the council did not listen to her.",
        "Members may write to editor@record.example, the Speaker said.",
        "This report was left in a drawer for years and in the end it was published by the Courier in full.",
    ],
)
def test_a_last_line_that_only_looks_like_a_footer_stays_a_paragraph(line: str) -> None:
    text = f"Bridge closes\n\nIt is closed now, and nobody was hurt when the beams gave way.\n\n{line}\n"
    assert [block.kind for block in find_layout(text).blocks] == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Pema Wangdi-Clarke and Grace Ekholm", ("Pema Wangdi-Clarke", "Grace Ekholm")),
        ("Northern Wire", ("Northern Wire",)),
        ("The Assembly Record", ()),
        ("Storm and Flood", ()),
    ],
)
def test_names_over_the_date_sign_an_article_and_a_masthead_does_not(line: str, names: tuple[str, ...]) -> None:
    layout = find_layout(f"Bridge closes\n\n{line}\nSaturday 16 May 2026\n\nIt is closed now.")
    assert layout.bylines == names
    assert layout.published_on == date(2026, 5, 16)
    alone = find_layout(f"Bridge closes\n\n{line}\n\nIt is closed now.")
    assert alone.bylines == ()


@pytest.mark.parametrize("seed", [seed for seed in articles() if seed.path.suffix == ".txt"], ids=lambda s: s.path.stem)
def test_the_seeds_are_signed_and_end_where_their_gold_says(seed: SeedArticle) -> None:
    text = seed.path.read_bytes().decode()
    gold = read_gold(gold_path(seed))
    layout = find_layout(text)
    assert layout.headline == gold.headline
    assert layout.bylines == gold.bylines
    assert str(layout.published_on) == gold.published_on
    assert gold.boilerplate_from is not None
    for block in layout.blocks:
        if block.start >= gold.boilerplate_from:
            assert block.kind in {"boilerplate", "caption"}, text[block.start : block.end]
        else:
            assert block.kind != "boilerplate", text[block.start : block.end]


pieces = st.sampled_from([*ARTICLE.split("\n"), "\n", "\n\n", "\r\n", "By ", "12 May 2026", "©", "a" * 130, " "])


@given(st.one_of(st.text(), st.lists(pieces).map("\n".join), st.lists(pieces).map("".join)))
def test_blocks_are_ordered_and_leave_out_only_white_space(text: str) -> None:
    end = 0
    for block in find_layout(text).blocks:
        assert end <= block.start < block.end <= len(text)
        assert not text[end : block.start].strip()
        passage = text[block.start : block.end]
        assert passage == passage.strip()
        end = block.end
    assert not text[end:].strip()


@pytest.mark.parametrize("piece", ["a", " ", "\n", "\r", '"', "a\n", "By Ann Lee\n", "Read more\n", "AAA BBB ", "a.b."])
def test_a_million_characters_take_linear_time(piece: str) -> None:
    text = piece * (250_000 // len(piece))
    began = time.process_time()
    find_layout(text)
    assert time.process_time() - began < 5


@pytest.mark.shared
def test_the_acceptance_article() -> None:
    if not SEED.exists():
        pytest.skip("the acceptance article in the shared folder is missing")
    reading = read(SEED.read_bytes())
    assert reading.headline == "Mosul offensive threatens to inflame sectarian conflicts in Iraq and Syria"
    assert reading.bylines == ("Jordan Shilton",)
    assert reading.published_on == date(2016, 10, 19)
    assert min(block.start for block in reading.blocks if block.kind == "boilerplate") == 8642
    assert [block.kind for block in reading.blocks].count("byline") == 1
