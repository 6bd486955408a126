"""Signing in, signing out, and the four steps of a forgotten password, by Django's own views."""

import logging

from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from accounts.access import public
from accounts.forms import ForgottenPasswordForm, NewPasswordForm, SignInForm

log = logging.getLogger(__name__)


class SignInView(views.LoginView):
    """The sign-in page; 429 after too many attempts."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign the person in, with a new session."""
        response = super().form_valid(form)
        log.info("signed in: user %s", self.request.user.pk)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show the form again."""
        throttled = isinstance(form, SignInForm) and form.throttled
        log.warning("sign-in %s", "refused: too many attempts" if throttled else "failed")
        response = super().form_invalid(form)
        if throttled:
            response.status_code = 429
            response["Retry-After"] = "900"
        return response


@public
def signed_out(request: HttpRequest) -> HttpResponse:
    """What a person sees after signing out."""
    return render(request, "accounts/signed_out.html")


sign_in = public(SignInView.as_view())
sign_out = public(views.LogoutView.as_view())
password_reset = public(
    views.PasswordResetView.as_view(
        template_name="accounts/password_reset_form.html",
        form_class=ForgottenPasswordForm,
        success_url=reverse_lazy("password_reset_done"),
    )
)
password_reset_done = public(
    views.PasswordResetDoneView.as_view(template_name="accounts/password_reset_done.html")
)
password_reset_confirm = public(
    views.PasswordResetConfirmView.as_view(
        template_name="accounts/password_reset_confirm.html",
        form_class=NewPasswordForm,
        success_url=reverse_lazy("password_reset_complete"),
    )
)
password_reset_complete = public(
    views.PasswordResetCompleteView.as_view(template_name="accounts/password_reset_complete.html")
)
