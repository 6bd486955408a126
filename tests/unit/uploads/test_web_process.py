"""What the web process does not load: what reads spreadsheets is large, and reads hostile files."""

import subprocess
import sys

CODE = """
import sys
import config.wsgi
heavy = ("pandas", "python_calamine", "openpyxl", "numpy", "rapidfuzz")
print([name for name in heavy if name in sys.modules])
"""


def test_the_web_process_loads_nothing_that_reads_spreadsheets() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
