"""Tokens: a program signs in once with name and password and sends the token from then on."""

from django.contrib.auth import authenticate
from django.db import connection, transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authtoken.models import Token
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from tracker.core.api.problems import Problem, invalid_body
from tracker.core.models import User


class LoginSerializer(serializers.Serializer[None]):
    """Name and password."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=1000, trim_whitespace=False, write_only=True)


class TokenSerializer(serializers.Serializer[None]):
    """The token, for the header ``Authorization: Token …``."""

    token = serializers.CharField()


class LoginThrottle(SimpleRateThrottle):
    """So many attempts from one network address (REST_FRAMEWORK, DEFAULT_THROTTLE_RATES, “login”)."""

    scope = "login"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Count the attempts to sign in, by address; giving a token back is free."""
        if request.method != "POST":
            return None
        return f"throttle_login_{self.get_ident(request)}"

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count under a lock for each address: attempts made at once, in whatever process, are all counted."""
        key = self.get_cache_key(request, view)
        if key is None:
            return True
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
            return super().allow_request(request, view)


class TokenView(APIView):
    """Sign in for a token; delete it to sign out everywhere."""

    throttle_classes = (LoginThrottle,)

    def get_permissions(self) -> list[AllowAny | IsAuthenticated]:
        """Let anyone try to sign in."""
        return [AllowAny()] if self.request.method == "POST" else [IsAuthenticated()]

    @extend_schema(operation_id="token_create", request=LoginSerializer, responses=TokenSerializer, auth=[])
    def post(self, request: Request) -> Response:
        """Give the person's token, made on first use."""
        login = LoginSerializer(data=request.data)
        if not login.is_valid():
            raise invalid_body(login.errors)
        person = authenticate(request, **login.validated_data)
        if not isinstance(person, User):
            raise Problem("login-failed", "Name and password do not go together, or the login is closed.", status=400)
        token, _ = Token.objects.get_or_create(user=person)
        return Response({"token": token.key}, headers={"Cache-Control": "no-store"})

    @extend_schema(operation_id="token_destroy", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Make the person's token worthless."""
        if isinstance(request.user, User):
            Token.objects.filter(user=request.user).delete()
        return Response(status=204)
