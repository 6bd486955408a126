"""Addresses of the board page, of explanations and of downloads; under /c/<council>/."""

from django.urls import path

from dashboards.views import accepted, board, downloads, why, why_counted, why_rows

_HERE = "programmes/<slug:programme>/"

urlpatterns = [
    path(_HERE, board.dashboard, name="dashboard"),
    path(f"{_HERE}cash-flow.csv", downloads.cash_flow, name="dashboard_csv"),
    path(f"{_HERE}hours.csv", downloads.hours, name="hours_csv"),
    path(f"{_HERE}measures.csv", downloads.measures, name="measures_csv"),
    path(f"{_HERE}accepted/", accepted.accepted_list, name="accepted_list"),
    path(f"{_HERE}why/measure/<int:measure>/", why.why_measure, name="why_measure"),
    path(f"{_HERE}why/rows/<int:quarter>/", why_rows.why_rows, name="why_rows"),
    path(f"{_HERE}why/rows/<int:quarter>/rows.csv", why_rows.why_rows_csv, name="why_rows_csv"),
    path(
        f"{_HERE}why/counted/<slug:count>/<int:quarter>/",
        why_counted.why_counted,
        name="why_counted",
    ),
    path(
        f"{_HERE}why/counted/<slug:count>/<int:quarter>/rows.csv",
        why_counted.why_counted_csv,
        name="why_counted_csv",
    ),
    path(f"{_HERE}why/<slug:figure>/<int:quarter>/", why.why, name="why"),
]
