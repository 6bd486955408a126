"""The files of the design system carry no branding, no font and no address outside this site."""

import re
from pathlib import Path

import pytest

from scripts import vendor

ROOT = Path(__file__).resolve().parents[3]
VENDORED = ROOT / "static" / "vendor"
OURS = ROOT / "static" / "app"
GOVUK = VENDORED / "govuk-frontend-6.6.0"
STYLES = sorted([*VENDORED.rglob("*.css"), *OURS.rglob("*.css")])
SCRIPTS = sorted([*VENDORED.rglob("*.js"), *OURS.rglob("*.js")])


def test_there_are_style_sheets_and_scripts_to_look_at() -> None:
    assert GOVUK / "govuk-frontend.min.css" in STYLES
    assert OURS / "charts.js" in SCRIPTS


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_have_no_branding_no_font_and_no_outside_address(path: Path) -> None:
    css = path.read_text(encoding="utf-8").lower()
    for word in ("crown", "crest", "gds transport", "@font-face", "sourcemappingurl", "url("):
        assert word not in css


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_point_to_no_missing_source_map(path: Path) -> None:
    assert "sourcemappingurl" not in path.read_text(encoding="utf-8").lower()


def test_no_font_and_no_picture_of_the_design_system_is_kept() -> None:
    kept = {path.suffix for path in VENDORED.rglob("*") if path.is_file()}
    assert kept <= {".css", ".js", ".md", ".txt", ""}


@pytest.mark.parametrize("folder", [path for path in VENDORED.iterdir() if path.is_dir()])
def test_every_vendored_folder_has_its_licence(folder: Path) -> None:
    assert [path for path in folder.iterdir() if path.name.startswith("LICENSE")]


def test_the_design_system_is_otherwise_whole() -> None:
    css = (GOVUK / "govuk-frontend.min.css").read_text(encoding="utf-8")
    assert css.count("{") == css.count("}")
    for part in (
        ".govuk-button",
        ".govuk-error-summary",
        ".govuk-service-navigation",
        ".govuk-tag",
    ):
        assert part in css


def test_unbranding_reaches_rules_inside_media_and_supports() -> None:
    css = (
        '@charset "UTF-8";a{b:c}@font-face{font-family:GDS Transport;src:url(/x.woff)}'
        "@media print{.x-crown{a:b}.keep{font-family:GDS Transport,arial}}"
        "@supports (mask:x){.y__copyright-logo:before{mask:url(/crest.svg)}}"
        "/*# sourceMappingURL=x */"
    )
    assert vendor.unbrand_css(css) == (
        '@charset "UTF-8";a{b:c}@media print{.keep{font-family:Arial}}\n'
    )


def luminance(colour: str) -> float:
    """Relative luminance of a colour like "#12436d", as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("band", ["navy", "teal", "plum", "forest", "charcoal"])
def test_white_words_can_be_read_on_every_header_band(band: str) -> None:
    css = (OURS / "page.css").read_text(encoding="utf-8")
    found = re.search(rf"--pm-{band}: (#[0-9a-f]{{6}});", css)
    assert found is not None
    assert band == "navy" or f".pm-header--{band} {{" in css
    assert 1.05 / (luminance(found[1]) + 0.05) >= 4.5
