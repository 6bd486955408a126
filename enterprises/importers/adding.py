"""Where an enterprise that a list names and the register does not have can be added by hand."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

if TYPE_CHECKING:
    from uploads.models import Upload
    from uploads.problems import Problem

# What a check says of a row whose enterprise is not there, by the ends of its codes.
_NOT_THERE = (".unknown_enterprise",)
# The fields of a list that the form has too.
_FIELDS = ("name", "reference", "postcode")


def address(upload: "Upload", problem: "Problem", field: str) -> str:
    """Return the address of the form, filled in with what the row says; "" where nothing is to be
    added. `field` is what the problem's column was taken as."""
    if not problem.code.endswith(_NOT_THERE):
        return ""
    given = {"name": problem.whose}
    if field in _FIELDS and problem.value:
        given[field] = problem.value
    if given.get("reference") == given["name"]:
        given["name"] = ""
    where = {"council": upload.programme.council.slug, "programme": upload.programme.slug}
    asked = {name: words for name, words in given.items() if words} | {"upload": str(upload.pk)}
    return f"{reverse('enterprise_new', kwargs=where)}?{urlencode(asked)}"
