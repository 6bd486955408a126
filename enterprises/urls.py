"""Addresses of the register, under c/<council>/programmes/<programme>/."""

from django.urls import URLPattern, URLResolver, include, path

from enterprises.views import (
    behind,
    detail,
    downloads,
    enquiries,
    hours,
    kinds,
    quarter_sheet,
    register,
    removal,
    stages,
    typical,
    week_sheet,
)

one_enterprise: list[URLPattern | URLResolver] = [
    path("", detail.enterprise_detail, name="enterprise_detail"),
    path("remove/", removal.enterprise_remove, name="enterprise_remove"),
    path("change/", register.enterprise_edit, name="enterprise_edit"),
    path("stages/new/", stages.stage_new, name="stage_new"),
    path("stages/<int:stage>/", stages.stage_edit, name="stage_edit"),
    path("hours/<str:week>/", hours.hours_week, name="hours_week"),
    path("hours/quarters/<int:quarter>/", quarter_sheet.hours_of_quarter, name="hours_of_quarter"),
    path("typical-weeks/new/", typical.typical_week_new, name="typical_week_new"),
    path("typical-weeks/<int:typical>/", typical.typical_week_edit, name="typical_week_edit"),
]

one_programme: list[URLPattern | URLResolver] = [
    path("enterprises/", register.enterprise_list, name="enterprise_list"),
    path("enterprises.csv", downloads.enterprise_csv, name="enterprise_csv"),
    path("enterprises/new/", register.enterprise_new, name="enterprise_new"),
    path("enterprises/<int:enterprise>/", include(one_enterprise)),
    path("enquiries/", enquiries.enquiry_list, name="enquiry_list"),
    path("enquiries.csv", downloads.enquiry_csv, name="enquiry_csv"),
    path("enquiries/new/", enquiries.enquiry_new, name="enquiry_new"),
    path("enquiries/<int:enquiry>/", enquiries.enquiry_edit, name="enquiry_edit"),
    path("enquiries/<int:enquiry>/remove/", removal.enquiry_remove, name="enquiry_remove"),
    path("hours/", hours.quarter_hours, name="quarter_hours"),
    path("hours/quarters/<int:quarter>/", behind.quarter_enterprises, name="quarter_enterprises"),
    path("hours/<str:week>/", week_sheet.hours_of_week, name="hours_of_week"),
    path("kinds-of-help/", kinds.service_type_list, name="service_type_list"),
    path("kinds-of-help/<int:kind>/", kinds.service_type_edit, name="service_type_edit"),
]

urlpatterns = [path("programmes/<slug:programme>/", include(one_programme))]
