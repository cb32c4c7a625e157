"""Each kind of broker gets its options, by whatever name its address calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
ASK = """
import json
from tracker import settings
print(json.dumps([settings.CELERY_BROKER_TRANSPORT_OPTIONS, settings.CELERY_TASK_DEFAULT_QUEUE_TYPE]))
"""


def settings_with(broker: str, **more: str) -> tuple[dict[str, Any], str]:
    """Return the transport's options and the kind of queue, as a process of its own sees them."""
    environ = {**os.environ, "DATABASE_URL": "postgresql://a:b@localhost/c", "CELERY_BROKER_URL": broker, **more}
    done = subprocess.run([sys.executable, "-c", ASK], env=environ, cwd=ROOT, capture_output=True, check=True)
    options, kind = json.loads(done.stdout)
    return options, kind


@pytest.mark.parametrize("scheme", ["redis", "rediss", "redis+socket"])
def test_redis_waits_longer_than_the_longest_task(scheme: str) -> None:
    options, kind = settings_with(f"{scheme}://localhost:6379/0", EXTRACTION_TIME_LIMIT="1000")
    assert (options["visibility_timeout"], kind) == (1060, "classic")


@pytest.mark.parametrize("scheme", ["amqp", "amqps", "pyamqp"])
def test_rabbitmq_confirms_and_has_quorum_queues(scheme: str) -> None:
    assert settings_with(f"{scheme}://a:b@localhost//") == ({"confirm_publish": True}, "quorum")


@pytest.mark.parametrize("broker", ["", "pgmq://a:b@localhost/queue"])
def test_the_queue_in_the_database_is_the_one_that_was_named(broker: str) -> None:
    options, kind = settings_with(broker)
    assert options["conn_string"] == f"postgresql://a:b@localhost/{'queue' if broker else 'c'}"
    assert (options["visibility_timeout"], kind) == (660, "classic")
