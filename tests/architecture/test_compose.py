"""docker-compose.yml is held against the settings: its variables, commands, images and health checks."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
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


def test_images_are_pinned_to_a_major_release(compose: dict[str, Any]) -> None:
    assert compose["services"]["database"]["image"] == "postgres:18"
    assert re.fullmatch(r"rabbitmq:\d+", compose["services"]["broker"]["image"])
    assert re.match(r"FROM python:3\.\d+-slim\n", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
