"""`manage.py up`: the web server and the worker together, until Ctrl-C."""

import http.client
import ipaddress
import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jobs.supervisor import GRACE, Child, Supervisor

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - told apart, not bound to


def web_command(host: str, port: int) -> list[str]:
    """The command line of the web server: two processes of four threads."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", address),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        # Less than the supervisor's patience, so that the server closes its own connections.
        *("--graceful-timeout", str(int(GRACE) - 5), "--no-control-socket"),
    ]


def worker_command() -> list[str]:
    """The command line of the Celery worker: two processes, no talk with other workers."""
    return [
        *(sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker"),
        *("--concurrency", "2", "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]


def is_this_machine(host: str) -> bool:
    """Whether only this machine itself can reach a server that listens there."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ipaddress.ip_address(address[0]).is_loopback for *_, address in found)


def port_is_free(host: str, port: int) -> bool:
    """Whether this machine would let a server listen there."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        # As the server does: connections of a former run that are still closing are no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether a web server answers there, whatever it says."""
    connection = http.client.HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", "/health/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


class Command(BaseCommand):
    """Runs everything that the application consists of, on one machine."""

    help = (
        "Runs the web server and the worker together; restarts the one that dies; Ctrl-C or TERM "
        "stops both and lets running jobs finish. PM_PORT and PM_BIND choose the address."
    )
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Adds the one option."""
        parser.add_argument(
            "--stop-with-parent",
            action="store_true",
            help="also stop when the process that started this one is gone, however it ended",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs until told to stop. Exit status 0 after a clean stop."""
        host, port = os.environ.get("PM_BIND", "127.0.0.1"), settings.PORT
        if settings.DEMONSTRATION and not is_this_machine(host):
            # Its mail, with links that set passwords, is open to whoever reaches it.
            raise CommandError(
                f"The demonstration answers to this machine alone, and PM_BIND={host} would show "
                "it to others. Set PM_MODE=production to serve people."
            )
        if not port_is_free(host, port):
            raise CommandError(
                f"Port {port} on {host} is taken by another program, or not ours to use. "
                f"Choose another one, for example: PM_PORT={port + 1} make run"
            )
        near = EVERYWHERE.get(host, host)
        shown = f"[{near}]" if ":" in near else near
        announced = False

        def announce() -> None:
            nonlocal announced
            if not announced and answers(near, port):
                announced = True
                self._say(f"Programme Monitor is at http://{shown}:{port}/ - Ctrl-C stops it")

        supervisor = Supervisor(
            [Child("web server", web_command(host, port)), Child("worker", worker_command())],
            say=self._say,
            watch=announce,
            stop_with_parent=options["stop_with_parent"],
        )
        sys.exit(supervisor.run())

    def _say(self, line: str) -> None:
        try:
            self.stdout.write(line)
            self.stdout.flush()
        except OSError:
            # The terminal has gone; that is no reason to leave the children running.
            pass
