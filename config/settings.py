"""Settings of Handover. All that differs between machines comes from the environment (README, "Settings").

Two kinds: the ordinary one (embedded SQLite and file broker unless DATABASE_URL and BROKER_URL say otherwise) and
production (HANDOVER_PRODUCTION=1), which refuses to start without everything that it needs.
"""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import beat, env

BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCTION = env.flag(os.environ, "HANDOVER_PRODUCTION")
SIMULATION = env.flag(os.environ, "HANDOVER_SIMULATION")
DEBUG = env.flag(os.environ, "HANDOVER_DEBUG")
for _name, _on in (("HANDOVER_SIMULATION", SIMULATION), ("HANDOVER_DEBUG", DEBUG)):
    if PRODUCTION and _on:
        raise ImproperlyConfigured(f"{_name} and HANDOVER_PRODUCTION exclude each other: unset one of them.")

DATA_DIR = env.data_folder(os.environ, BASE_DIR)
SECRET_KEY = env.secret_key(os.environ, DATA_DIR, production=PRODUCTION)
ALLOWED_HOSTS = env.words(os.environ, "HANDOVER_ALLOWED_HOSTS")
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("HANDOVER_ALLOWED_HOSTS is missing or '*': give the host names, parted by commas.")
if not PRODUCTION and not ALLOWED_HOSTS:
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "core",
    "people",
    "sheets",
    "ledger",
    "orders",
    "dispatch",
    "returns",
    "cod",
    "reconciliation",
    "driver",
    "operations",
    *([] if PRODUCTION else ["lab"]),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "django_htmx",
    "bootstrap",
    "lucide",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "core.proxy.TrustedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "core.http.ClockMiddleware",
    "people.middleware.PersonMiddleware",
    "core.http.RefusalMiddleware",
    "core.idempotency.IdempotencyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.desk",
            ],
        },
    },
]


# Data

DATABASES = {"default": env.database(os.environ, DATA_DIR, production=PRODUCTION)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

UPLOAD_WORKBOOK_BYTES = 20 * 1024 * 1024
UPLOAD_PHOTO_BYTES = 10 * 1024 * 1024
# A form without its files; the files have their own limits above.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# People

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if SIMULATION:
    # Simulated people share one printed password: a slow hash would protect nothing and make two hundred sign-ins slow.
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "people.passwords.LongEnough"},
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
    ),
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"

# Counted three ways, see people/throttle.py: a name at an address, a name everywhere, an address for all names.
AXES_HANDLER = "people.throttle.ThrottleHandler"
AXES_LOCKOUT_CALLABLE = "people.views.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
NAME_FAILURE_LIMIT, ADDRESS_FAILURE_LIMIT = 24, 40
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "core.proxy.login_name"
AXES_CLIENT_IP_CALLABLE = "core.proxy.client_address"
AXES_VERBOSE = False

# Language and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# Static files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.static_root(os.environ, BASE_DIR)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

# Browser security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
# Two instances on one host name share its cookies: the runner gives each its own name.
SESSION_COOKIE_NAME = "handover_session" + os.environ.get("HANDOVER_COOKIE_SUFFIX", "")

TRUSTED_PROXIES = env.networks(os.environ, "HANDOVER_TRUSTED_PROXIES")
CSRF_TRUSTED_ORIGINS: list[str] = []
if PRODUCTION:
    if not TRUSTED_PROXIES:
        raise ImproperlyConfigured("HANDOVER_TRUSTED_PROXIES is missing: give the addresses of the TLS proxies.")
    # The proxy middleware drops this header unless the request comes from a trusted proxy.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]

# API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_SCHEMA_CLASS": "core.openapi.OperationSchema",
    # Moments are sent as they are kept.
    "DATETIME_FORMAT": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "EXCEPTION_HANDLER": "core.http.api_exception",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Handover",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/(v1/)?",
    # Requests and answers are shapes of their own, and their codes are spelled out where they stand.
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enum_id_removal"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
}

# Worker

CELERY_TASK_TIME_LIMIT = env.number(os.environ, "HANDOVER_TASK_SECONDS", 600, low=30, high=3600)
CELERY_TASK_SOFT_TIME_LIMIT = CELERY_TASK_TIME_LIMIT - 15
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = env.broker(
    os.environ,
    DATA_DIR,
    production=PRODUCTION,
    # Longer than the hard limit: a task that still runs is never handed to a second worker.
    visibility=CELERY_TASK_TIME_LIMIT + 60,
)
# Nobody steers workers by remote control; over files it would only cost polling.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_BACKEND = None
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
TIMED_JOBS = "config.jobs.JOBS"
FACT_HEARERS = "config.wiring.HEARERS"
OUTBOX_CHANNELS = {"inbox": "core.outbox.inbox"}
ANSWERS = "config.wiring.ANSWERS"
# Order files put here are imported by themselves: one folder per client code, or files at the top for the only client.
WATCH_FOLDER = env.folder(os.environ, "HANDOVER_WATCH_FOLDER")
CSRF_FAILURE_VIEW = "core.http.csrf_failure"
IDLE_LOCK_SECONDS = env.number(os.environ, "HANDOVER_IDLE_SECONDS", 900, low=60, high=86_400)
CELERY_BEAT_SCHEDULE = beat.schedule(simulation=SIMULATION)
# No state file: beat only nudges, and a broken file would stop it.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"

# Log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("HANDOVER_LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "axes": {"level": "WARNING"},
    },
}
