"""API_LOGIN_RATE counts each attempt to sign in, from whatever thread or process of the server it came."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.factories import editor

THREADS, EACH, RATE = 8, 3, 10


def guesses() -> list[int]:
    client = APIClient()
    try:
        return [
            client.post("/api/v1/token/", {"username": "ada", "password": "guess"}).status_code for _ in range(EACH)
        ]
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_guesses_made_at_once_are_all_counted_and_counted_for_all_processes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    editor("ada")
    cache.clear()
    with ThreadPoolExecutor(THREADS) as pool:
        answers = [code for codes in pool.map(lambda _: guesses(), range(THREADS)) for code in codes]
    assert (answers.count(400), answers.count(429)) == (RATE, THREADS * EACH - RATE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM core_cache")
        assert [key for (key,) in cursor.fetchall()] == [":1:throttle_login_127.0.0.1"]
    cache.clear()
