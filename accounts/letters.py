"""The words of the mails about accounts. Plain text, so nothing in them needs escaping."""

from django.core.mail import send_mail

from accounts.models import Council, User


def send_new_password_link(user: User, link: str) -> None:
    """Send the link that somebody, most likely the person, has asked for."""
    send_mail(
        "Choose a new password for Programme Monitor",
        f"Hello {user.name},\n\n"
        "someone, we think you, asked for a new password for Programme Monitor.\n\n"
        "To choose one, open this link. It works once, for 24 hours:\n\n"
        f"{link}\n\n"
        "If it was not you, do nothing. Your password stays as it is.\n\n"
        "Programme Monitor\n",
        None,
        [user.email],
    )


def send_welcome(user: User, council: Council, *, role: str, link: str, is_new: bool) -> None:
    """Tell a person that they now have a role in a council, and how to sign in."""
    how = (
        "To choose your password, open this link. It works once, for 24 hours; after that, ask "
        'for a new one with "I have forgotten my password":'
        if is_new
        else "Sign in with the password you have:"
    )
    send_mail(
        f"Programme Monitor for {council.name}",
        f"Hello {user.name},\n\n"
        f"you are now {role} of {council.name} in Programme Monitor.\n\n"
        f"{how}\n\n{link}\n\nProgramme Monitor\n",
        None,
        [user.email],
    )
