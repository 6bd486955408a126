"""Addresses of the assumptions' pages, under a council's address."""

from django.urls import path

from cashflow.views import edit, show

_HERE = "programmes/<slug:programme>/assumptions/"

urlpatterns = [
    path(_HERE, show.assumptions, name="assumptions"),
    path(f"{_HERE}rates/", edit.rates, name="assumptions_rates"),
    path(f"{_HERE}hours/", edit.hours, name="assumptions_hours"),
    path(f"{_HERE}costs/", edit.costs, name="assumptions_costs"),
    path(f"{_HERE}<int:version>/", show.version, name="assumptions_version"),
]
