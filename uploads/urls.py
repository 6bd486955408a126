"""Addresses of uploads, under c/<council>/programmes/<programme>/."""

from django.urls import URLPattern, URLResolver, include, path

from uploads.views import (
    beside,
    changes,
    columns,
    deciding,
    detail,
    downloads,
    ending,
    leaving,
    listing,
    matches,
    new,
    problems,
    template,
)

one_upload: list[URLPattern | URLResolver] = [
    path("", detail.upload_detail, name="upload_detail"),
    path("state/", detail.upload_state, name="upload_state"),
    path("columns/", columns.upload_columns, name="upload_columns"),
    path("problems/", problems.upload_problems, name="upload_problems"),
    path("problems.csv", downloads.upload_problems_csv, name="upload_problems_csv"),
    path("marked-up.xlsx", downloads.upload_marked_up, name="upload_marked_up"),
    path("matches/", matches.upload_matches, name="upload_matches"),
    path("changes/", changes.upload_changes, name="upload_changes"),
    path("confirm/", deciding.upload_confirm, name="upload_confirm"),
    path("weekly-hours/", beside.upload_weeks, name="upload_weeks"),
    path("keep/", deciding.upload_keep, name="upload_keep"),
    path("leave-out/", leaving.upload_leave_out, name="upload_leave_out"),
    path("check-again/", deciding.upload_check_again, name="upload_check_again"),
    path("file", downloads.upload_file, name="upload_file"),
    path("undo/", ending.upload_undo, name="upload_undo"),
    path("discard/", ending.upload_discard, name="upload_discard"),
]

all_uploads: list[URLPattern | URLResolver] = [
    path("", listing.upload_list, name="upload_list"),
    path("new/", new.upload_new, name="upload_new"),
    path("template/", template.upload_template, name="upload_template"),
    path("template.xlsx", template.upload_template_file, name="upload_template_file"),
    path("<int:upload>/", include(one_upload)),
]

urlpatterns = [path("programmes/<slug:programme>/uploads/", include(all_uploads))]
