"""Settings of Programme Monitor: one file, two modes, chosen by environment variables alone.

`PM_MODE=demonstration` (the default) runs embedded: SQLite, the filesystem broker and a real
Celery worker, with mail kept on a page. `PM_MODE=production` expects PostgreSQL, Redis, TLS in
front and a secret key, and refuses to start without them.
"""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
APP_VERSION = "0.1.0"

MODE = env.choice("PM_MODE", "demonstration", ("demonstration", "production"))
PRODUCTION = MODE == "production"
DEMONSTRATION = not PRODUCTION
DEBUG = False

DATA_DIR = Path(env.text("PM_DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
PORT = env.number("PM_PORT", 8000, least=1, most=65535)


def _secret_key() -> str:
    """Return the secret key: given in production, made once and kept in the demonstration."""
    given = env.text("SECRET_KEY")
    if PRODUCTION:
        if len(given) < 50:
            raise ImproperlyConfigured(
                "SECRET_KEY must be set to at least 50 random characters in production."
            )
        return given
    if given:
        return given
    kept = DATA_DIR / "secret-key"
    if not kept.exists():
        # Written aside and linked: two processes that start at once agree on one key, and one
        # that is killed here leaves no half of a key behind. Such a file is its owner's alone.
        with tempfile.NamedTemporaryFile("w", dir=DATA_DIR, encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            with contextlib.suppress(FileExistsError):
                os.link(file.name, kept)
    return kept.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.words("PM_HOSTS", () if PRODUCTION else ("localhost", "127.0.0.1", "[::1]"))
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("PM_HOSTS must name the host names of this site in production.")
# The last proxy's own headers are believed, a visitor's never: see accounts/visitor.py.
BEHIND_PROXY = env.yes_or_no("PM_BEHIND_PROXY", PRODUCTION)
if DEMONSTRATION:
    # Its passwords are printed, its mail is open to all, nothing in it is encrypted.
    _public = [host for host in ALLOWED_HOSTS if host not in env.LOCAL_HOSTS]
    if _public or BEHIND_PROXY:
        raise ImproperlyConfigured(
            "The demonstration answers to this machine alone: "
            + (f"PM_HOSTS names {', '.join(_public)}. " if _public else "PM_BEHIND_PROXY is set. ")
            + "Set PM_MODE=production to serve people."
        )
elif env.text("PM_TESTING") or env.text("PM_FAILPOINT"):
    raise ImproperlyConfigured("PM_TESTING and PM_FAILPOINT are for tests, not for production.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "crispy_forms",
    "crispy_forms_gds",
    "config",
    "accounts",
    "jobs",
    "uploads",
    "programmes",
    "enterprises",
    "cashflow",
    "dashboards",
]

MIDDLEWARE = [
    "accounts.request_id.RequestIdMiddleware",
    # What only sets headers stands first, so that no refusal of the others goes without them.
    "config.middleware.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ReadableTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.AccessMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the apps' own, so that our overrides of the form templates win.
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.page",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("gds",)
CRISPY_TEMPLATE_PACK = "gds"

# --- Where things are kept ---------------------------------------------------------------

DATABASE_URL = env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'programme-monitor.sqlite3'}")
REDIS_URL = env.text("REDIS_URL")
if PRODUCTION and not DATABASE_URL.startswith("postgres"):
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database in production.")
if PRODUCTION and not REDIS_URL:
    raise ImproperlyConfigured("REDIS_URL must name a Redis server in production.")

DATABASES = {"default": env.database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- People ------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "signed_out"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    # Django's own rules take a common password that is merely written twice.
    {"NAME": "accounts.password_rules.GuessedFirst"},
]
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.pages.csrf_failure"

# --- Security headers --------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # Only where a proxy in front strips this header from visitors and sets it itself.
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
    }
}

# --- Forms and files ---------------------------------------------------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# Keeps no more of a file than the most one may have, so that a page can say that it is too large.
FILE_UPLOAD_HANDLERS = ["uploads.incoming.BoundedUploadHandler"]

# --- Words, days and static files --------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
if PRODUCTION:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
else:
    # Served from where they lie: nothing to collect before the first page.
    STATIC_ROOT.mkdir(exist_ok=True)
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = False

# --- Mail --------------------------------------------------------------------------------

# Mail is written to the outbox in the transaction that causes it; the worker hands it on.
EMAIL_BACKEND = "jobs.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = env.text("PM_FROM_EMAIL", "Programme Monitor <no-reply@localhost>")
EMAIL_HOST = env.text("EMAIL_HOST")
if PRODUCTION and not EMAIL_HOST:
    # Without it links that set a password would pile up in the outbox, and nobody get one.
    raise ImproperlyConfigured("EMAIL_HOST must name a mail server in production.")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.yes_or_no("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10

# --- Jobs --------------------------------------------------------------------------------

JOB_LEASE_SECONDS = env.number("PM_JOB_LEASE_SECONDS", 30, least=2)
JOB_TICK_SECONDS = env.number("PM_TICK_SECONDS", 1, least=1)
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
QUEUE_DIR = DATA_DIR / "queue"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "visibility_timeout": 3600,
    }
else:
    for _folder in ("messages", "processed", "control"):
        (QUEUE_DIR / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # One folder both ways: the web writes what the worker reads.
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "processed_folder": str(QUEUE_DIR / "processed"),
        "control_folder": str(QUEUE_DIR / "control"),
        "store_processed": False,
        "polling_interval": 0.2,
    }
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"

# --- Logs: one line an event, never a person's words -------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "accounts.request_id.RequestIdFilter"},
        "refusals": {"()": "accounts.logs.RefusalFilter"},
    },
    "formatters": {
        "line": {
            "()": "accounts.logs.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "loggers": {
        name: {"filters": ["refusals"]} for name in ("django.request", "django.security.csrf")
    },
    "root": {"handlers": ["stderr"], "level": env.text("PM_LOG_LEVEL", "INFO")},
}
