"""Finds the Chromium of this machine and says how to get one."""

import os
import shutil
from pathlib import Path

# Names the browser where it has an unusual name or place.
VARIABLE = "PM_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

ARGUMENTS = (
    # The sandbox cannot start as root or in most containers; only our own pages are opened.
    "--no-sandbox",
    "--disable-gpu",
    # And nothing of the browser's own is to be asked of any network.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> Path | None:
    """The browser to use, or None."""
    for name in filter(None, (os.environ.get(VARIABLE), *NAMES)):
        if found := shutil.which(name):
            return Path(found)
    return None


def required() -> Path:
    """The browser to use; an error that says what to install where there is none."""
    if (found := find()) is None:
        raise RuntimeError(
            "The tests drive Chromium, and this machine has none. Install it (Debian, Ubuntu: "
            "apt-get install chromium fonts-liberation, which `make test` does itself when run as "
            f"root), or name another one: {VARIABLE}=/path/to/chrome make test"
        )
    return found
