"""How large an uploaded file may be: the one place, and the words that pages print (pure)."""

from datetime import timedelta

MEGABYTE = 1024 * 1024

# --- The file as it arrives ---------------------------------------------------------------
MOST_FILE_BYTES = 10 * MEGABYTE
LONGEST_FILE_NAME = 200

# --- What a workbook unpacks to (it is a zip archive) -------------------------------------
MOST_UNPACKED_BYTES = 100 * MEGABYTE
MOST_UNPACKED_RATIO = 100
# A short file that packs well is no danger: the ratio counts from this size on.
RATIO_COUNTS_FROM_BYTES = MEGABYTE
MOST_PARTS = 200

# --- What it holds ------------------------------------------------------------------------
MOST_SHEETS = 20
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000
LONGEST_CELL = 2_000
# Marks on one letter; no language writes more (it is what Unicode's stream-safe text allows).
MOST_MARKS = 30
# What Excel itself holds in a cell. A longer one in a CSV file is a quotation mark never closed.
LONGEST_FIELD = 32_767

# --- What the child process that reads it may use -----------------------------------------
CHILD_MEMORY_BYTES = 1024 * MEGABYTE
CHILD_CPU_SECONDS = 60
CHILD_WALL_SECONDS = 120

# --- How many at once ---------------------------------------------------------------------
MOST_WAITING_OF_A_COUNCIL = 5

# --- How long things are kept (docs/decisions/0019) ---------------------------------------
# The file of an upload that ended without being put into the register, or was taken back.
KEPT_AFTER_END = timedelta(days=90)
# A list that was checked and that nobody decides anything about.
GIVEN_UP_AFTER = timedelta(days=90)


def in_words() -> tuple[str, ...]:
    """Return the limits as the page prints them, one sentence each."""
    return (
        "Excel workbooks (.xlsx) and comma-separated files (.csv).",
        f"At most {MOST_FILE_BYTES // MEGABYTE} MB, and {MOST_UNPACKED_BYTES // MEGABYTE} MB "
        "when unpacked.",
        f"At most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns a sheet, {MOST_SHEETS} sheets.",
        f"At most {LONGEST_CELL:,} characters in a cell; columns that are left out may have more.",
        *keeping_in_words(),
    )


def keeping_in_words() -> tuple[str, ...]:
    """Return how long files are kept, one sentence each."""
    return (
        f"A list that nobody decides about for {GIVEN_UP_AFTER.days} days is given up.",
        "The file of a list that is in the register is kept as long as the register, so that each "
        f"value can be traced to it. Any other file is removed {KEPT_AFTER_END.days} days after "
        "its upload has ended; who uploaded it, when, and what came of it stay on record.",
    )
