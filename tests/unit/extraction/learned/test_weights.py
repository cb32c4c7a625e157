"""The weights are named by their hash, and a file that was changed is refused."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claims.extraction import ENGINE
from claims.extraction.engine import DEFAULT, RULES, default
from claims.extraction.learned import LearnedFinder, weights
from claims.extraction.tokens import read


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    shutil.copytree(weights.FOLDER, folder)
    return folder


def test_the_weights_are_those_that_were_trained() -> None:
    files = weights.load(weights.FOLDER, weights.sums())
    assert set(files) == set(weights.FILES)
    assert sum(map(len, files.values())) <= 30_000_000


def test_the_engine_is_named_by_its_weights() -> None:
    assert ENGINE is DEFAULT.identity
    assert ENGINE.model_sha256 == weights.sha256(weights.sums())
    assert ENGINE.parameters["rules"] == RULES.identity.version
    assert ENGINE.fingerprint != RULES.identity.fingerprint


@pytest.mark.parametrize("name", weights.FILES)
def test_a_spoiled_file_is_refused_and_the_message_says_what_to_do(copied: Path, name: str) -> None:
    (copied / name).write_bytes((copied / name).read_bytes() + b" ")
    with pytest.raises(weights.SpoiledWeights, match="git checkout"):
        LearnedFinder(copied).drafts(read("“Yes,” said Mara Ellison."))


def test_sums_that_leave_a_file_out_are_refused(copied: Path) -> None:
    lines = (copied / "SHA256SUMS").read_text("ascii").splitlines()
    (copied / "SHA256SUMS").write_text("\n".join(lines[:-1]), "ascii")
    with pytest.raises(weights.SpoiledWeights):
        LearnedFinder(copied).drafts(read("“Yes,” said Mara Ellison."))


def test_weights_exchanged_behind_a_running_engine_do_not_answer_in_its_name(copied: Path) -> None:
    finder = LearnedFinder(copied)
    (copied / "calibration.json").write_text("{}", "ascii")
    weights.write_sums(copied)
    with pytest.raises(weights.SpoiledWeights):
        finder.drafts(read("“Yes,” said Mara Ellison."))


def test_without_weights_the_rules_serve(copied: Path) -> None:
    assert default(copied).identity.model_sha256 == ENGINE.model_sha256
    (copied / "tagger.onnx").unlink()
    assert default(copied) is RULES


def test_many_threads_may_ask_first() -> None:
    engine = default()
    text = "“We will pay,” Mara Ellison said."
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(engine.extract, [text] * 16))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0].speakers[0].name == "Mara Ellison"
