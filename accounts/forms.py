"""Forms of signing in, of forgotten passwords, and of a new council."""

import logging
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, SetPasswordForm
from django.core.exceptions import ValidationError

from accounts import actions, letters, passwords, throttle
from accounts.models import Council, User
from accounts.visitor import address_of
from config.forms import GdsFormMixin, GdsModelForm

log = logging.getLogger(__name__)


class SignInForm(GdsFormMixin, AuthenticationForm):
    """E-mail address and password. No message tells whether an address has an account."""

    submit_label = "Sign in"
    username = forms.EmailField(label="Email address")
    error_messages = {
        "invalid_login": "The email address or the password is not right. Check both.",
        "inactive": "The email address or the password is not right. Check both.",
        "throttled": "There were too many attempts. Wait 15 minutes, then try again.",
    }
    throttled = False

    def clean(self) -> dict[str, Any]:
        """Count the attempt, then look whether it is right."""
        address = self.cleaned_data.get("username")
        password = self.cleaned_data.get("password")
        if not address or not password or self.request is None:
            return self.cleaned_data
        ip = address_of(self.request)
        if not throttle.begin(address, ip):
            # Before the password is looked at: hashing is what an attack would cost us.
            self.throttled = True
            raise ValidationError(self.error_messages["throttled"], code="throttled")
        cleaned = super().clean()
        throttle.succeeded(address, ip)
        return cleaned


class ForgottenPasswordForm(GdsFormMixin, PasswordResetForm):
    """Sends a link to the address, if a person has it."""

    submit_label = "Send the link"
    email = forms.EmailField(label="Email address", max_length=254)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Send it, unless too many were asked for; the page afterwards is the same."""
        if throttle.may_send_link(self.cleaned_data["email"], address_of(kwargs["request"])):
            super().save(*args, **kwargs)
        else:
            log.warning("no link to a new password sent: too many requests")

    def get_users(self, email: str) -> Any:
        """Return the person of the address, also one who has not chosen a password yet."""
        return User.objects.filter(email=email.strip().lower(), is_active=True)

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Send our own letter instead of a template's: plain text needs no escaping."""
        site = f"{context['protocol']}://{context['domain']}"
        letters.send_new_password_link(context["user"], passwords.link_for(context["user"], site))


class NewPasswordForm(GdsFormMixin, SetPasswordForm):
    """The new password, twice."""

    submit_label = "Save the password"
    error_messages = {"password_mismatch": "The two passwords differ. Type both again."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (
            ("new_password1", "New password"),
            ("new_password2", "The same password again"),
        ):
            self.fields[name].label = label
            # The rules stand once, above the form.
            self.fields[name].help_text = ""

    def save(self, commit: bool = True) -> Any:
        """Save the password with its event."""
        actions.change_password(self.user, self.cleaned_data["new_password1"], by=self.user)
        return self.user


class CouncilForm(GdsModelForm):
    """A new council and its first administrator."""

    submit_label = "Add the council"
    administrator_name = forms.CharField(label="Name of its first administrator", max_length=120)
    administrator_email = forms.EmailField(
        label="Their email address",
        help_text="We send a link with which they choose a password.",
        max_length=254,
    )

    class Meta:
        model = Council
        fields = ("name", "slug")
        labels = {"name": "Name of the council", "slug": "Short name in web addresses"}
        help_texts = {"slug": "Small letters and hyphens, for example south-fenshire."}
        error_messages = {
            "name": {"unique": "There is a council with this name already"},
            "slug": {
                "unique": "Another council has this short name",
                "invalid": "Use small letters, digits and hyphens only",
            },
        }

    def clean_slug(self) -> str:
        """Return the short name in small letters."""
        return str(self.cleaned_data["slug"]).lower()

    def add(self, *, by: User, site: str) -> Council:
        """Do what the form asks."""
        return actions.add_council(
            council=self.instance,
            administrator=actions.Invited(
                self.cleaned_data["administrator_name"], self.cleaned_data["administrator_email"]
            ),
            by=by,
            site=site,
        )
