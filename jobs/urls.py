"""Addresses of the job list and of the demonstration's outbox."""

from django.urls import path

from jobs import views

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("c/<slug:council>/jobs/", views.job_list, name="job_list"),
    path("c/<slug:council>/jobs/<int:job>/try-again/", views.try_again, name="job_try_again"),
]
