"""Fetch the third-party browser files that this project keeps a copy of.

Run `python scripts/vendor.py` when a version below changes. It asks npm for exact versions, takes
only the files we serve, and writes them under `static/vendor/` (and `tests/vendor/` for the
accessibility checker, which is never served). Nothing here runs in production.

The GOV.UK files are changed on the way in, because this service is not on GOV.UK: guidance allows
the design system "with the exception of branding (including logos and fonts)". `unbrand_css` does
that, and `tests/unit/look/test_vendored_files.py` holds it.
"""

from __future__ import annotations

import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

GOVUK = "govuk-frontend@6.6.0"
PLOTLY = "plotly.js-basic-dist-min@4.1.1"
AXE = "axe-core@4.14.1"

GOVUK_FOLDER = ROOT / "static" / "vendor" / "govuk-frontend-6.6.0"
PLOTLY_FOLDER = ROOT / "static" / "vendor" / "plotly-basic-4.1.1"
AXE_FOLDER = ROOT / "tests" / "vendor" / "axe-core-4.14.1"

# Rules that draw the royal arms or the crown, which only GOV.UK itself may show.
BRANDED = re.compile(r"crown|crest|copyright-logo", re.IGNORECASE)


def css_blocks(css: str) -> list[str]:
    """Split a minified style sheet into its top-level rules, in order."""
    blocks: list[str] = []
    depth = 0
    start = 0
    for position, character in enumerate(css):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                blocks.append(css[start : position + 1])
                start = position + 1
    if css[start:].strip():
        blocks.append(css[start:])
    return blocks


def without_branding(css: str) -> str:
    """Drop font faces and every rule about the crown or crest, also inside @media and @supports."""
    kept: list[str] = []
    for block in css_blocks(css):
        head, brace, rest = block.partition("{")
        nested = head.lstrip().startswith(("@media", "@supports"))
        if head.lstrip().startswith("@font-face"):
            continue
        if nested:
            inside = without_branding(rest[:-1])
            if inside.strip():
                kept.append(f"{head}{brace}{inside}}}")
        elif not BRANDED.search(block):
            kept.append(block)
    return "".join(kept)


def unbrand_css(css: str) -> str:
    """Return the GOV.UK style sheet without fonts, arms, outside addresses or a source map."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = without_branding(css)
    css = css.replace("GDS Transport,arial", "Arial").replace("GDS Transport", "Arial")
    return css.strip() + "\n"


def without_source_map(script: str) -> str:
    """Drop the pointer to a source map that we do not ship (a missing one breaks collectstatic)."""
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", script).rstrip() + "\n"


def unpack(package: str, folder: Path) -> Path:
    """Ask npm for one exact package and return the folder with its files."""
    named = subprocess.run(
        ["npm", "pack", "--silent", package],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = folder / named.stdout.strip().splitlines()[-1]
    target = folder / package.replace("@", "-")
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def write(path: Path, text: str) -> None:
    """Write a text file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(text):,} characters")


def main() -> None:
    """Fetch, change and write all vendored files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        govuk = unpack(GOVUK, folder) / "dist" / "govuk"
        css = (govuk / "govuk-frontend.min.css").read_text(encoding="utf-8")
        script = (govuk / "govuk-frontend.min.js").read_text(encoding="utf-8")
        write(GOVUK_FOLDER / "govuk-frontend.min.css", unbrand_css(css))
        write(GOVUK_FOLDER / "govuk-frontend.min.js", without_source_map(script))

        plotly = unpack(PLOTLY, folder)
        script = (plotly / "plotly-basic.min.js").read_text(encoding="utf-8")
        write(PLOTLY_FOLDER / "plotly-basic.min.js", without_source_map(script))
        write(PLOTLY_FOLDER / "LICENSE", (plotly / "LICENSE").read_text(encoding="utf-8"))

        axe = unpack(AXE, folder)
        script = (axe / "axe.min.js").read_text(encoding="utf-8")
        write(AXE_FOLDER / "axe.min.js", without_source_map(script))
        for licence in ("LICENSE", "LICENSE-3RD-PARTY.txt"):
            write(AXE_FOLDER / licence, (axe / licence).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
