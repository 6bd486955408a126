"""Every route must have declared who may call it, or the application does not start."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.access import Audience, Rule


def every_route(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Yield each route's whole pattern and the pattern itself, through every include."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_route(entry, path)
        else:
            yield path, entry


def undeclared_routes(resolver: URLResolver | None = None) -> list[str]:
    """Return what is wrong with the declarations, one sentence a route."""
    wrong = []
    for path, route in every_route(resolver):
        rule: Rule | None = getattr(route.callback, "access_rule", None)
        if rule is None:
            wrong.append(f"The route {path} declares no access rule.")
        elif (rule.audience is Audience.COUNCIL) != path.startswith("c/<slug:council>/"):
            wrong.append(f"The route {path} must be a council's page exactly if it names one.")
        elif (rule.audience is Audience.COUNCIL) != (rule.permission is not None):
            wrong.append(f"The route {path} must name a permission exactly if it is a council's.")
    return wrong


def refuse_undeclared_routes() -> None:
    """Stop the start-up of the web server if a route has no rule."""
    wrong = undeclared_routes()
    if wrong:
        raise ImproperlyConfigured(" ".join(wrong))


@register(Tags.security)
def check_routes(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report the same to `manage.py check`, which every command runs."""
    return [Error(sentence, id="accounts.E001") for sentence in undeclared_routes()]
