"""The rule that a password may not be easily guessed, as Django's forms and commands ask it."""

from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

from accounts import guessable
from accounts.models import Council, User


class GuessedFirst(UserAttributeSimilarityValidator):
    """Refuses what would be tried first: common, repeated, or made of the person's own words.

    Also what merely looks like the person's name or address, by Django's comparison. One problem
    is told at a time.
    """

    def __init__(self) -> None:
        super().__init__(user_attributes=("name", "email"))
        self.common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with what is wrong and what to choose instead."""
        if reason := guessable.why(password, _own_words(user), self.common.__contains__):
            raise ValidationError(reason, code="password_guessable")
        super().validate(password, user)

    def get_error_message(self) -> str:
        """Return what Django says of a likeness, in our words."""
        return guessable.OWN_WORDS

    def get_help_text(self) -> str:
        """Return nothing: the rules stand once, above the form."""
        return ""


def _own_words(user: User | None) -> set[str]:
    if user is None:
        return set()
    texts = [user.name, user.email]
    if user.pk is not None:
        councils = Council.objects.filter(memberships__user=user).distinct()
        texts += [text for council in councils for text in (council.name, council.slug)]
    return set().union(*map(guessable.words_in, texts))
