"""The repository says nothing of the machines and the registries it was made with."""

import re

from tests.unit.house.project_files import own_files, project_files, read

# Spelt in pieces, so that this file holds none of them.
REGISTRIES = re.compile(
    "|".join(
        [
            r"\bpy" + r"pi\.(org|python)",
            r"python" + r"hosted\.",
            r"registry\.(npm" + r"js|yarn" + r"pkg)",
            r"\b(deb|security|snapshot)\.deb" + r"ian\.org",
            r"archive\.ubu" + r"ntu",
        ]
    )
)
MACHINE = re.compile(
    r"(?<![\w.])/(wo" + r"rk|fa" + r"rm|ro" + r"ot|op" + r"t)/|\.\./sha" + r"red|\.libr" + r"ary/"
)


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}: {match.group()}"
        for path in own_files()
        for match in [pattern.search(read(path))]
        if match
    ]


def test_no_file_names_a_package_registry() -> None:
    assert places(REGISTRIES) == []


def test_no_file_names_a_place_of_the_machine_it_was_made_on() -> None:
    assert places(MACHINE) == []


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    locks = [
        path
        for path in project_files()
        if path.parts[0] == "requirements" and path.suffix == ".txt"
    ]
    assert {path.name for path in locks} == {"bootstrap.txt", "run.txt", "dev.txt"}
    for path in locks:
        text = read(path)
        assert "://" not in text
        assert "--index-url" not in text
        pinned = re.findall(r"^\w\S*==", text, re.MULTILINE)
        hashed = re.findall(r"^\w\S*==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(pinned) == len(hashed) > 0


def test_the_development_lock_has_the_versions_of_the_application() -> None:
    def versions(name: str) -> dict[str, str]:
        (path,) = [path for path in project_files() if path.as_posix() == f"requirements/{name}"]
        found = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", read(path), re.MULTILINE)
        return dict(found)

    assert versions("run.txt").items() <= versions("dev.txt").items()


def test_the_patterns_find_what_they_are_for() -> None:
    assert REGISTRIES.search("https://py" + "pi.org/simple")
    assert MACHINE.search('open("/wo' + 'rk/x")')
    assert not MACHINE.search("home/wo" + "rk/x")
