"""The mail outbox: mail is written in the transaction that causes it and sent afterwards.

Nobody who sends mail imports this: it is Django's EMAIL_BACKEND. Delivery is at least once. If
the worker dies after the mail server took a message and before that is on record, it is sent
again, under the same Message-ID, by which mail programs recognise the second copy.
"""

from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from jobs.models import OutboxMail
from jobs.queue import enqueue

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class OutboxBackend(BaseEmailBackend):
    """Writes messages to the outbox; a slow or dead mail server never touches a request."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message, with a job to send it where a mail server is configured."""
        with transaction.atomic():
            for message in email_messages:
                # Also refuses line breaks in the subject, which could forge headers.
                message.message()
                kept = OutboxMail.unscoped.create(
                    sender=message.from_email,
                    to=message.recipients(),
                    subject=str(message.subject),
                    body=str(message.body),
                )
                if settings.EMAIL_HOST:
                    enqueue("jobs.send_mail", council=None, payload={"mail": kept.pk})
        return len(email_messages)


def newest_first() -> QuerySet[OutboxMail]:
    """Return all that is in the outbox, of whatever council, for the demonstration's page."""
    return OutboxMail.unscoped.order_by("-id")


def send(pk: int) -> bool:
    """Hand message `pk` to the mail server; False where that has been done before.

    Raises what the mail server's connection raises; the message is then kept for another try.
    """
    kept = OutboxMail.unscoped.get(pk=pk)
    if kept.sent_at is not None:
        return False
    domain = parseaddr(kept.sender)[1].rpartition("@")[2] or "localhost"
    EmailMessage(
        subject=kept.subject,
        body=kept.body,
        from_email=kept.sender,
        to=kept.to,
        connection=get_connection(SMTP),
        headers={"Message-ID": f"<outbox-{kept.pk}-{kept.created_at:%Y%m%d%H%M%S}@{domain}>"},
    ).send()
    OutboxMail.unscoped.filter(pk=pk).update(sent_at=Now(), body="")
    return True
