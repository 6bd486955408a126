"""Where the demonstration may be served."""

import pytest
from django.core.management import CommandError, call_command

from jobs.management.commands.up import is_this_machine


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_this_machine_alone(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid", ""])  # noqa: S104
def test_the_demonstration_is_not_shown_to_others(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_this_machine(host)
    monkeypatch.setenv("PM_BIND", host)
    with pytest.raises(CommandError, match="this machine alone"):
        call_command("up", skip_checks=True)
