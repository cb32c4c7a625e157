"""Signing in reads a person and their permissions at once, and comes to what Django's own backend comes to."""

from collections.abc import Callable

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.policies import EDITORS, READERS, permissions_of
from tests.factories import UserFactory, editor, reader
from tracker.core.auth import OneStatementBackend
from tracker.core.models import User

pytestmark = pytest.mark.django_db
QUEUE = "/admin/claims/review/"


def permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def with_own_permission() -> User:
    person = reader()
    person.user_permissions.add(permission("core.change_user"))
    return person


def with_the_same_from_everywhere() -> User:
    person = reader()
    person.user_permissions.add(permission("claims.view_quote"))
    person.groups.add(Group.objects.get(name=EDITORS))
    return person


def with_two_groups() -> User:
    person = editor()
    other = Group.objects.create(name="Accounts")
    other.permissions.add(permission("core.view_user"))
    person.groups.add(other)
    return person


PEOPLE: dict[str, Callable[[], User]] = {
    "nobody in particular": UserFactory.create,
    "a reader": reader,
    "an editor": editor,
    "someone with a permission of their own": with_own_permission,
    "someone with the same permission from everywhere": with_the_same_from_everywhere,
    "a member of two groups": with_two_groups,
    "an administrator": lambda: UserFactory.create(is_superuser=True),
}


@pytest.fixture(params=list(PEOPLE))
def person(request: pytest.FixtureRequest) -> User:
    """Each kind of person, with others around them who may more."""
    editor()
    UserFactory.create(is_superuser=True).user_permissions.set(Permission.objects.all())
    return PEOPLE[request.param]()


@pytest.fixture
def as_ada(ada: User) -> Client:
    """A browser in which the editor Ada is signed in."""
    client = Client()
    client.force_login(ada)
    return client


def test_everyone_may_what_djangos_own_backend_lets_them(person: User) -> None:
    ours, djangos = OneStatementBackend().get_user(person.pk), ModelBackend().get_user(person.pk)
    assert isinstance(ours, User)
    assert isinstance(djangos, User)
    stock = ModelBackend()
    for field in User._meta.concrete_fields:
        assert getattr(ours, field.attname) == getattr(djangos, field.attname)
    assert OneStatementBackend().get_all_permissions(ours) == stock.get_all_permissions(djangos)
    assert OneStatementBackend().get_group_permissions(ours) == stock.get_group_permissions(djangos)
    assert OneStatementBackend().get_user_permissions(ours) == stock.get_user_permissions(djangos)
    for app in ("core", "claims", "sources", "nowhere"):
        assert OneStatementBackend().has_module_perms(ours, app) == stock.has_module_perms(djangos, app)
    assert "may" not in vars(ours)


def test_one_statement_is_all_however_often_someone_asks(person: User) -> None:
    names = [
        f"{app}.{codename}" for app, codename in Permission.objects.values_list("content_type__app_label", "codename")
    ]
    assert len(names) > 50
    with CaptureQueriesContext(connection) as statements:
        found = OneStatementBackend().get_user(person.pk)
        assert found is not None
        granted = {name for name in names if found.has_perm(name)}
        found.has_module_perms("claims")
    assert len(statements) == 1
    assert granted == ModelBackend().get_all_permissions(person)


def test_who_is_inactive_or_gone_does_not_come_in() -> None:
    for person in (editor(is_active=False), UserFactory.create(is_superuser=True, is_active=False)):
        assert OneStatementBackend().get_user(person.pk) is None
    assert OneStatementBackend().get_user(2_000_000_000) is None


def test_who_becomes_inactive_while_signed_in_may_nothing_more() -> None:
    found = OneStatementBackend().get_user(editor().pk)
    assert found is not None
    assert found.has_perm("claims.decide_review")
    found.is_active = False
    assert not found.has_perm("claims.decide_review")
    assert found.get_all_permissions() == set()


def test_a_permission_for_one_row_is_nobodys() -> None:
    found = OneStatementBackend().get_user(editor().pk)
    assert found is not None
    assert not found.has_perm("claims.decide_review", found)


def test_what_is_taken_away_or_given_counts_at_the_next_request(as_ada: Client, ada: User) -> None:
    assert as_ada.get(QUEUE).status_code == 200
    ada.groups.clear()
    assert as_ada.get(QUEUE).status_code == 403
    ada.user_permissions.add(permission("claims.view_review"))
    assert as_ada.get(QUEUE).status_code == 200
    ada.user_permissions.clear()
    assert as_ada.get(QUEUE).status_code == 403
    ada.groups.add(Group.objects.get(name=READERS))
    assert as_ada.get(QUEUE).status_code == 200
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert as_ada.get(QUEUE).status_code == 302


def test_a_session_of_another_password_is_no_longer_good(as_ada: Client, ada: User) -> None:
    assert as_ada.get(QUEUE).status_code == 200
    ada.set_password("another one")
    ada.save()
    assert as_ada.get(QUEUE).status_code == 302


def test_signing_in_costs_a_request_two_statements(as_ada: Client) -> None:
    with CaptureQueriesContext(connection) as statements:
        as_ada.get("/admin/password_change/")
    read = [row["sql"] for row in statements if "claims_review" not in row["sql"]]  # the badge of the menu
    assert ["django_session" in sql for sql in read] == [True, False], read


def test_the_groups_permissions_are_those_of_the_policies() -> None:
    found = OneStatementBackend().get_user(editor().pk)
    assert found is not None
    assert found.get_all_permissions() == permissions_of(EDITORS)
