"""Addresses of programmes, their measures and their returns; under /c/<council>/."""

from django.urls import path

from programmes.views import (
    deciding,
    filling,
    measures,
    programmes,
    returns,
    section,
    target_removal,
)

_HERE = "programmes/<slug:programme>/"
_MEASURE = f"{_HERE}measures/<int:measure>/"
_RETURN = f"{_HERE}returns/<int:quarter>/"

urlpatterns = [
    path("programmes/", programmes.programme_list, name="programme_list"),
    path("programmes/new/", programmes.programme_new, name="programme_new"),
    path(f"{_HERE}set-up/", programmes.programme_setup, name="programme_setup"),
    path(f"{_HERE}set-up/settings/", programmes.programme_settings, name="programme_settings"),
    path(f"{_HERE}measures/", measures.measure_list, name="measure_list"),
    path(f"{_HERE}measures/new/", measures.measure_new, name="measure_new"),
    path(_MEASURE, measures.measure_edit, name="measure_edit"),
    path(f"{_MEASURE}baseline/", measures.baseline_edit, name="baseline_edit"),
    path(f"{_MEASURE}targets/new/", measures.target_new, name="target_new"),
    path(
        f"{_MEASURE}targets/<int:target>/remove/",
        target_removal.target_remove,
        name="target_remove",
    ),
    path(
        f"{_MEASURE}targets/<int:target>/approve/", measures.target_approve, name="target_approve"
    ),
    path(f"{_HERE}returns/", returns.return_list, name="return_list"),
    path(_RETURN, returns.return_detail, name="return_detail"),
    path(f"{_RETURN}start/", returns.return_start, name="return_start"),
    path(f"{_RETURN}section/<slug:section>/", section.return_section, name="return_section"),
    path(f"{_RETURN}check/", filling.return_check, name="return_check"),
    path(f"{_RETURN}submit/", filling.return_submit, name="return_submit"),
    path(f"{_RETURN}submitted/", filling.return_submitted, name="return_submitted"),
    path(f"{_RETURN}decide/", deciding.return_decide, name="return_decide"),
    path(f"{_RETURN}reopen/", returns.return_reopen, name="return_reopen"),
    path(f"{_RETURN}versions/<int:version>/", returns.return_version, name="return_version"),
]
