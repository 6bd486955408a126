"""What no source file of the project may be or hold."""

import re
from pathlib import Path

from tests.unit.house.project_files import own_files, project_files, read

LONGEST = 350
THIS_FILE = "tests/unit/house/test_source_files.py"

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError(\(\))?\s*$")
EAGER = re.compile(r"always_eager|eager_propagates|eager_to_result", re.IGNORECASE)
UNSAFE = re.compile(r"\bmark_safe\b|\|\s*safe\b|autoescape\s+off|\bcsrf_exempt\b|\bSafeString\(")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|[\"']javascript:",
    re.IGNORECASE,
)
NOT_RUN = re.compile(r"\b(skipif|skip|xfail|importorskip|skipTest)\b(?=\s*\()|mark\.(skip|xfail)\b")


def lines_with(pattern: re.Pattern[str], *suffixes: str, under: str = "") -> list[str]:
    """`path:line: text` wherever the pattern is found in the project's own files."""
    found = []
    for path in own_files(*suffixes):
        if path.as_posix().startswith(under) and path.as_posix() != THIS_FILE:
            for number, line in enumerate(read(path).splitlines(), start=1):
                if pattern.search(line):
                    found.append(f"{path}:{number}: {line.strip()}")
    return found


def test_the_list_of_files_is_not_empty() -> None:
    assert {Path("manage.py"), Path("config/settings.py")} <= set(project_files())
    assert len(own_files(".py")) > 20


def test_no_source_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        path: len(read(path).splitlines())
        for path in own_files(".py", ".html", ".js", ".css")
        if "migrations" not in path.parts
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_nothing_is_left_unfinished() -> None:
    assert lines_with(UNFINISHED, ".py", ".html", ".js", ".css") == []


def test_jobs_are_never_run_in_the_process_that_queues_them() -> None:
    assert lines_with(EAGER) == []


def test_nothing_is_declared_safe_instead_of_being_escaped() -> None:
    assert lines_with(UNSAFE, ".py", ".html", ".txt") == []


def test_templates_hold_no_script_and_no_style() -> None:
    assert lines_with(INLINE, ".html", under="templates/") == []


def test_no_test_is_skipped_but_for_what_one_database_does_not_have() -> None:
    skipped = lines_with(NOT_RUN, ".py", under="tests/")
    assert [line for line in skipped if "connection.vendor" not in line] == []


def test_the_patterns_find_what_they_are_for() -> None:
    assert UNFINISHED.search("x = 1  # TODO: more")
    assert UNFINISHED.search("        raise NotImplementedError")
    assert EAGER.search("CELERY_TASK_ALWAYS_EAGER = True")
    assert UNSAFE.search("{{ text|safe }}")
    assert UNSAFE.search("{{ text | safe }}")
    assert not UNSAFE.search("a safe place")
    assert INLINE.search("<script>alert(1)</script>")
    assert INLINE.search('<p style="color: red">')
    assert INLINE.search('<a onclick="go()">')
    assert not INLINE.search('<script type="module" src="/static/x.js"></script>')
    assert NOT_RUN.search('@pytest.mark.skipif(True, reason="no server")')
    assert NOT_RUN.search("@pytest.mark.skip")
