"""The door of the web server. Starting it checks that every route has declared its rule."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from accounts.routes import refuse_undeclared_routes  # noqa: E402  (needs Django set up)

refuse_undeclared_routes()
