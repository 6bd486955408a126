"""Addresses of signing in and out, of the home pages, and of councils."""

from django.urls import path

from accounts import sign_in, views

urlpatterns = [
    path("", views.front, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("signed-out/", sign_in.signed_out, name="signed_out"),
    path("forgotten-password/", sign_in.password_reset, name="password_reset"),
    path("forgotten-password/sent/", sign_in.password_reset_done, name="password_reset_done"),
    path(
        "new-password/<uidb64>/<token>/",
        sign_in.password_reset_confirm,
        name="password_reset_confirm",
    ),
    path("new-password/set/", sign_in.password_reset_complete, name="password_reset_complete"),
    path("councils/", views.councils, name="councils"),
    path("c/<slug:council>/", views.council_home, name="council_home"),
    path("c/<slug:council>/history/", views.history, name="history"),
]
