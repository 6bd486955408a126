"""Mail: kept in the transaction that causes it, sent by the worker, its words then erased."""

import socket
import threading
from collections.abc import Iterator

import pytest
from django.core.mail import BadHeaderError, send_mail
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from jobs import runner
from jobs.models import Job, OutboxMail

pytestmark = pytest.mark.django_db(transaction=True)


class MailServer:
    """As much of SMTP as it takes to receive a message."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb", buffering=0) as stream:
                self.talk(stream)

    def talk(self, stream: socket.SocketIO) -> None:
        stream.write(b"220 ready\r\n")
        while line := stream.readline():
            verb = line.split()[0].upper()
            if verb == b"DATA":
                stream.write(b"354 go on\r\n")
                lines = []
                while (line := stream.readline()) != b".\r\n":
                    lines.append(line)
                self.received.append(b"".join(lines).decode())
            if verb == b"QUIT":
                stream.write(b"221 bye\r\n")
                return
            stream.write(b"250 ok\r\n")


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    server = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = False
    yield server
    server.socket.close()


@pytest.fixture(autouse=True)
def the_real_outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "jobs.mail.OutboxBackend"


def send(subject: str = "Hello", body: str = "The words.") -> None:
    send_mail(subject, body, "from@monitor.example", ["to@council.example"])


def test_without_a_mail_server_mail_is_kept_and_nothing_is_queued(client: Client) -> None:
    send(body="See http://testserver/new-password/ab/cd-ef/ <script>x</script>")
    assert not Job.unscoped.exists()
    page = client.get("/outbox/").content.decode()
    assert 'href="http://testserver/new-password/ab/cd-ef/"' in page
    assert "<script>x" not in page
    assert "to@council.example" in page


def test_mail_is_sent_by_a_job_and_its_words_are_erased(server: MailServer) -> None:
    send()
    assert server.received == [], "not while the request is answered"
    job = Job.unscoped.get()
    assert runner.run(job.pk)
    (message,) = server.received
    assert "Subject: Hello" in message
    assert "The words." in message
    assert f"Message-ID: <outbox-{OutboxMail.unscoped.get().pk}-" in message
    kept = OutboxMail.unscoped.get()
    assert kept.sent_at
    assert kept.body == ""


def test_mail_is_not_sent_twice_when_the_job_is_done_again(server: MailServer) -> None:
    send()
    job = Job.unscoped.get()
    runner.run(job.pk)
    Job.unscoped.update(state=Job.State.QUEUED, finished_at=None)
    assert runner.run(job.pk)
    job.refresh_from_db()
    assert job.result == {"sent": False}
    assert len(server.received) == 1


def test_mail_of_a_change_that_is_undone_is_not_sent(server: MailServer) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send()
        raise ZeroDivisionError
    assert not OutboxMail.unscoped.exists()
    assert not Job.unscoped.exists()


def test_a_dead_mail_server_delays_the_mail_and_loses_nothing(
    server: MailServer, settings: Settings
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = taken.getsockname()[1]  # bound, and nobody listens
        send()
        job = Job.unscoped.get()
        assert not runner.run(job.pk)
    kept = OutboxMail.unscoped.get()
    assert (kept.sent_at, kept.body) == (None, "The words.")
    settings.EMAIL_PORT = server.port
    Job.unscoped.update(available_at="2020-01-01T00:00:00Z")
    assert runner.run(job.pk)
    assert len(server.received) == 1


def test_a_subject_that_forges_headers_is_refused() -> None:
    with pytest.raises(BadHeaderError):
        send(subject="Hello\nBcc: eve@council.example")
    assert not OutboxMail.unscoped.exists()
