"""The partners' files: by name, how each is made. They are made anew for each run of the tests:
what a reader of the repository can check is how they are made, not bytes."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.uploading.partners import hours, others, registers

FILES: Mapping[str, Callable[[Path], None]] = {
    "tracker.xlsx": registers.tracker,
    "semicolons.csv": registers.semicolons,
    "registrations.xlsx": registers.registrations,
    "hours_wide.xlsx": hours.wide,
    "hours_by_week.xlsx": hours.by_week,
    "hours_tabs.xlsx": hours.tabs,
    "hours_numbered.xlsx": hours.numbered,
    "hours_undated.csv": hours.undated,
    "typical_weeks.xlsx": hours.typical,
    "web_form.csv": others.web_form,
    "everything.xlsx": others.everything,
}


def make_all(folder: Path) -> dict[str, Path]:
    """Make every file in a folder; returns them by name."""
    for name, make in FILES.items():
        make(folder / name)
    return {name: folder / name for name in FILES}


if __name__ == "__main__":
    make_all(Path.cwd())
