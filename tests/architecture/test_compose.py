"""docker-compose.yml is held against the settings: its variables, commands, images and health checks."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tracker.pulse import BEAT, FOLDER, WORKER

ROOT = Path(__file__).resolve().parents[2]
# The image knows where its folder is, and production shows nobody Django's debug pages.
NOT_FOR_OPERATORS = {"ON_RECORD_VAR", "DEBUG"}
APP = {"migrate", "web", "worker", "beat"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return loaded


def variables_of_the_settings() -> set[str]:
    settings = (ROOT / "tracker" / "settings.py").read_text(encoding="utf-8")
    return set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings)) | {"DATABASE_URL"}


def test_the_services_are_there(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {*APP, "database", "broker"}


@pytest.mark.parametrize("service", sorted(APP))
def test_every_variable_is_one_that_the_settings_read(compose: dict[str, Any], service: str) -> None:
    given = set(compose["services"][service]["environment"])
    assert given <= variables_of_the_settings()
    assert {"SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL", "ALLOWED_HOSTS", "ON_RECORD_PROFILE"} <= given


@pytest.mark.parametrize("service", sorted(APP))
def test_every_setting_can_be_set(compose: dict[str, Any], service: str) -> None:
    given = compose["services"][service]["environment"]
    assert set(given) == variables_of_the_settings() - NOT_FOR_OPERATORS
    # Without a value: passed on where it is set, and else the settings' own default holds, written down once.
    assert given["TRUSTED_PROXIES"] is given["LOG_LEVEL"] is given["EXTRACTION_TIME_LIMIT"] is None


def test_the_log_level_is_nowhere_overruled(compose: dict[str, Any]) -> None:
    assert not [name for name in APP if "--loglevel" in compose["services"][name]["command"]]


def test_secrets_have_no_default(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for secret in ("SECRET_KEY", "POSTGRES_PASSWORD", "RABBITMQ_PASSWORD"):
        assert re.findall(rf"\$\{{{secret}(:.)", text)
        assert set(re.findall(rf"\$\{{{secret}(:.)", text)) == {":?"}


def test_addresses_name_the_services(compose: dict[str, Any]) -> None:
    environment = compose["services"]["web"]["environment"]
    database, broker = compose["services"]["database"], compose["services"]["broker"]
    assert "@database:5432/on_record" in environment["DATABASE_URL"]
    assert database["environment"]["POSTGRES_DB"] == database["environment"]["POSTGRES_USER"] == "on_record"
    assert environment["CELERY_BROKER_URL"].startswith("amqp://on_record:")
    assert "@broker:5672" in environment["CELERY_BROKER_URL"]
    assert broker["environment"]["RABBITMQ_DEFAULT_USER"] == "on_record"


def test_every_command_names_something_that_exists(compose: dict[str, Any]) -> None:
    commands = {name: shlex.split(service["command"]) for name, service in compose["services"].items() if name in APP}
    assert commands["web"][:2] == ["gunicorn", "tracker.wsgi"]
    assert commands["worker"][:4] == ["celery", "-A", "tracker", "worker"]
    assert commands["beat"][:4] == ["celery", "-A", "tracker", "beat"]
    assert commands["migrate"] == ["python", "manage.py", "migrate"]
    for module in ("wsgi", "celery", "probe"):
        assert (ROOT / "tracker" / f"{module}.py").exists()


def test_everything_that_runs_on_is_checked_for_health(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert ("healthcheck" in service) == (name != "migrate"), name


def test_worker_and_beat_are_healthy_by_their_own_pulse(compose: dict[str, Any]) -> None:
    for name in (WORKER, BEAT):
        assert compose["services"][name]["healthcheck"]["test"] == ["CMD", "python", "-m", "tracker.probe", name]
    assert f"mkdir -p var/{FOLDER} && chown on-record var/{FOLDER}" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_broker_keeps_its_name_and_with_it_its_queues(compose: dict[str, Any]) -> None:
    assert compose["services"]["broker"]["hostname"] == "broker"


def test_the_file_of_secrets_goes_neither_into_the_image_nor_into_git() -> None:
    assert "**/.env*" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    for name in (".env", ".env.production"):
        asked = subprocess.run(["git", "check-ignore", "--quiet", "--no-index", name], cwd=ROOT, check=False)
        assert asked.returncode == 0, name


def test_images_are_pinned_to_a_major_release(compose: dict[str, Any]) -> None:
    assert compose["services"]["database"]["image"] == "postgres:18"
    assert re.fullmatch(r"rabbitmq:\d+", compose["services"]["broker"]["image"])
    assert re.match(r"FROM python:3\.\d+-slim\n", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
