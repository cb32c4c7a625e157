"""Settings, all of them, from the environment (twelve-factor). README, “Settings”, lists every variable.

Without ``ON_RECORD_PROFILE`` the laptop profile holds: embedded PostgreSQL, the queue inside it, a secret key made at
random under ``var/``. ``ON_RECORD_PROFILE=production`` has no defaults for what must be secret or real.
"""

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django_stubs_ext
import environ
from django.templatetags.static import static
from django.urls import reverse_lazy

from tracker.core.embedded import database_url
from tracker.core.secrets import random_secret_kept_in
from tracker.logs import logging_config

django_stubs_ext.monkeypatch()  # lets annotations such as ModelAdmin[Quote] run

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

PROFILE = env.str("ON_RECORD_PROFILE", default="laptop")
LAPTOP = PROFILE == "laptop"
VAR = Path(env.str("ON_RECORD_VAR", default=str(BASE_DIR / "var")))

# -- Web -----------------------------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = (
    env.str("SECRET_KEY", default="") or random_secret_kept_in(VAR / "secret_key") if LAPTOP else env.str("SECRET_KEY")
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if LAPTOP else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "rest_framework",
    "rest_framework.authtoken",
    "django_filters",
    "drf_spectacular",
    "pgtrigger",
    "tracker.core",
    "sources",
    "claims",
    "seeds",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "tracker" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "tracker" / "static"]
# On a laptop files are served straight out of the packages; in production collected, hashed and compressed.
STATIC_ROOT = None if LAPTOP else VAR / "static"
WHITENOISE_USE_FINDERS = LAPTOP
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LAPTOP
        else "tracker.static_files.StaticFiles"
    },
}
SESSION_ENGINE = "tracker.core.sessions"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if not LAPTOP:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)

# -- Database ------------------------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", default="") if not LAPTOP else database_url(env.ENVIRON, VAR)
if not DATABASE_URL:
    raise environ.ImproperlyConfigured("No database. Set DATABASE_URL to postgresql://user:password@host:port/name.")
_DATABASE = env.db_url_config(DATABASE_URL)
# PostgreSQL plans a statement once for a connection and not at every request: that was a third of its work. A pooler
# that hands out another connection for every transaction may not know what was prepared.
_PREPARE_AFTER = 5 if env.bool("DATABASE_PREPARE", default=True) else None
DATABASES = {
    "default": {
        **_DATABASE,
        "ENGINE": "tracker.core.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", default=60),
        "OPTIONS": {
            **_DATABASE.get("OPTIONS", {}),
            "server_side_binding": True,
            "prepare_threshold": _PREPARE_AFTER,
        },
    }
}
# Shared by all processes, so that API_LOGIN_RATE counts each attempt once; core/migrations/0003 makes the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["tracker.core.auth.OneStatementBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# -- Queue ---------------------------------------------------------------------------------------------------------
# Without CELERY_BROKER_URL the queue lives in the database itself (pgmq), so that a laptop needs no broker.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="") or urlunsplit(
    urlsplit(DATABASE_URL)._replace(scheme="pgmq")
)
# Several schemes lead to the same kind of broker: TLS, or the name of the driver.
_SCHEME = urlsplit(CELERY_BROKER_URL).scheme.split("+")[0]
_BROKER = {"rediss": "redis", "amqps": "amqp", "pyamqp": "amqp"}.get(_SCHEME, _SCHEME)
EXTRACTION_TIME_LIMIT = env.int("EXTRACTION_TIME_LIMIT", default=600)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "pgmq": {
        # Above the longest task: a message comes back only when its worker is surely gone.
        "visibility_timeout": EXTRACTION_TIME_LIMIT + 60,
        "wait_time_seconds": 0,
        "polling_interval": 0.05,
        # core/migrations/0002_pgmq.py brings the SQL; there is no extension to create.
        "init_extension": False,
        # Without it the transport takes DATABASE_URL from the environment, whatever the broker's address says.
        "conn_string": urlunsplit(urlsplit(CELERY_BROKER_URL)._replace(scheme="postgresql")),
    },
    "redis": {"visibility_timeout": EXTRACTION_TIME_LIMIT + 60, "unacked_restore_interval": 0.5},
    "amqp": {"confirm_publish": True},
}.get(_BROKER, {})
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = EXTRACTION_TIME_LIMIT
CELERY_TASK_DEFAULT_QUEUE = "on_record"
CELERY_TASK_DEFAULT_QUEUE_TYPE = "quorum" if _BROKER == "amqp" else "classic"
# pgmq starves a worker that takes fewer; RabbitMQ gives up on messages that lie taken but unfinished too long.
CELERY_WORKER_PREFETCH_MULTIPLIER = 4 if _BROKER == "pgmq" else 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "celerybeat-schedule")
# A run whose message was lost, or whose worker was killed, is woken again after this many seconds.
SWEEP_EVERY_SECONDS = env.int("SWEEP_EVERY_SECONDS", default=10)
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "claims.sweep_extractions", "schedule": SWEEP_EVERY_SECONDS},
}

# -- Intake --------------------------------------------------------------------------------------------------------
INTAKE_LIMIT_BYTES = env.int("INTAKE_LIMIT_BYTES", default=10_000_000)
FETCH_TIMEOUT_SECONDS = env.int("FETCH_TIMEOUT_SECONDS", default=30)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * INTAKE_LIMIT_BYTES

# -- Review ---------------------------------------------------------------------------------------------------------
# The share of decisions that a second editor reads without being shown them; 0 switches it off.
SECOND_READING_PERCENT = env.int("SECOND_READING_PERCENT", default=5)

# -- API -----------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    # JSON only: no page of this API shows captured HTML, and there is no second way in for scripts.
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["tracker.core.api.parsing.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "tracker.core.api.paging.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["tracker.core.api.filtering.StrictFilterBackend"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "tracker.core.api.problems.handle",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    # Attempts to sign in for a token, for each network address.
    "DEFAULT_THROTTLE_RATES": {"login": env.str("API_LOGIN_RATE", default="10/min")},
    # How many proxies of your own stand before this server; their X-Forwarded-For is believed, no one else's.
    "NUM_PROXIES": env.int("TRUSTED_PROXIES", default=0),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "On Record",
    "DESCRIPTION": "Who said what, with the exact characters of an unchanged capture behind every word.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "tracker.core.api.schema.add_problems",
    ],
    "ENUM_NAME_OVERRIDES": {
        "KindEnum": "claims.models.choices.Kind",
        "SpeakerKindEnum": "claims.models.speakers.Speaker.SpeakerKind",
        "PrecisionEnum": "claims.models.choices.Precision",
        "AttributionEnum": "claims.models.choices.Attribution",
        "PartRoleEnum": "claims.models.choices.PartRole",
        "QuoteStateEnum": [("on_record", "on record"), ("withdrawn", "withdrawn")],
        "RunStateEnum": "claims.workflow.RunState.choices",
        "RejectReasonEnum": "claims.models.reviews.Review.RejectReason",
    },
}

# -- Language, time, logs ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
LOG_FORMAT = env.str("LOG_FORMAT", default="console" if LAPTOP else "json")
LOGGING = logging_config(LOG_FORMAT, env.str("LOG_LEVEL", default="WARNING" if LAPTOP else "INFO"))

# -- Admin look ----------------------------------------------------------------------------------------------------
_MENU = [
    ("Work", [
        ("Review queue", "fact_check", "claims_review_changelist", "claims.view_review"),
        ("Quotations", "format_quote", "claims_quote_changelist", "claims.view_quote"),
        ("Speakers", "record_voice_over", "claims_speaker_changelist", "claims.view_speaker"),
        ("Claims", "rule", "claims_claim_changelist", "claims.view_claim"),
    ]),
    ("Articles", [
        ("Documents", "article", "sources_document_changelist", "sources.view_document"),
        ("Intakes", "move_to_inbox", "sources_intake_changelist", "sources.view_intake"),
        ("Runs", "manufacturing", "claims_extractionrun_changelist", "claims.view_extractionrun"),
    ]),
    ("House", [
        ("Ledger", "history_edu", "core_auditevent_changelist", "core.view_auditevent"),
        ("People", "group", "core_user_changelist", "core.view_user"),
    ]),
]  # fmt: skip


def _menu_entry(title: str, icon: str, view: str, permission: str) -> dict[str, object]:
    entry: dict[str, object] = {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{view}"),
        "permission": lambda request: request.user.has_perm(permission),
    }
    if view == "claims_review_changelist":
        entry |= {"badge": "claims.admin.dashboard.waiting_badge", "badge_variant": "primary"}
    return entry


UNFOLD = {
    "SITE_TITLE": "On Record",
    "SITE_HEADER": "On Record",
    "SITE_SYMBOL": "format_quote",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("claims/mark.svg")},
    ],
    "SHOW_HISTORY": False,
    "DASHBOARD_CALLBACK": "claims.admin.dashboard.fill_index",
    "SIDEBAR": {
        "navigation": [
            {"title": title, "separator": True, "items": [_menu_entry(*entry) for entry in entries]}
            for title, entries in _MENU
        ],
    },
    # One accent, an ink blue; the greys are warm, like paper.
    "COLORS": {
        "base": {
            "50": "oklch(98.6% .003 90)",
            "100": "oklch(96.8% .004 90)",
            "200": "oklch(92.4% .006 90)",
            "300": "oklch(87% .008 90)",
            "400": "oklch(73% .010 90)",
            "500": "oklch(54% .012 90)",
            "600": "oklch(44% .012 90)",
            "700": "oklch(37% .012 90)",
            "800": "oklch(27% .010 90)",
            "900": "oklch(21% .008 90)",
            "950": "oklch(15% .006 90)",
        },
        "primary": {
            "50": "oklch(97.2% .012 245)",
            "100": "oklch(94% .025 245)",
            "200": "oklch(88.5% .05 245)",
            "300": "oklch(81% .085 245)",
            "400": "oklch(73% .11 245)",
            "500": "oklch(66% .12 248)",
            "600": "oklch(47% .115 250)",
            "700": "oklch(41% .10 250)",
            "800": "oklch(35% .085 250)",
            "900": "oklch(30% .07 250)",
            "950": "oklch(23% .05 250)",
        },
    },
}
