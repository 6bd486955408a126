"""Every address of the site. Each route declares who may call it; see `accounts.access`."""

from django.urls import URLPattern, URLResolver, include, path

from accounts.access import public
from config import health, pages

handler400 = "config.pages.bad_request"
handler403 = "config.pages.forbidden"
handler404 = "config.pages.not_found"
handler500 = "config.pages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", public(health.health), name="health"),
    path("help/", public(pages.help_page), name="help"),
    path("accessibility/", public(pages.accessibility), name="accessibility"),
    path("privacy/", public(pages.privacy), name="privacy"),
    path("cookies/", public(pages.cookies), name="cookies"),
    path("", include("accounts.urls")),
    path("", include("jobs.urls")),
    # Before the dashboards': programmes/new/ is no programme's address.
    path("c/<slug:council>/", include("programmes.urls")),
    path("c/<slug:council>/", include("enterprises.urls")),
    path("c/<slug:council>/", include("uploads.urls")),
    path("c/<slug:council>/", include("cashflow.urls")),
    path("c/<slug:council>/", include("dashboards.urls")),
]
