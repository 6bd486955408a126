"""A figure is never broken over two lines: its minus, its pound sign and its digits are one."""

from decimal import Decimal

import pytest

from programmes import money
from tests.browser.conftest import NewPage

AMOUNT = Decimal("-1234567.5")
LINES = """() => {
    const text = document.querySelector('p').firstChild, lines = [];
    let top = null;
    for (let place = 0; place < text.length; place += 1) {
        const range = document.createRange();
        range.setStart(text, place);
        range.setEnd(text, place + 1);
        const box = range.getBoundingClientRect();
        if (top === null || box.top > top + 5) { lines.push(''); top = box.top; }
        lines[lines.length - 1] += text.data[place];
    }
    return lines;
}"""


@pytest.mark.parametrize(
    "figure",
    [
        money.format_pounds(AMOUNT),
        money.format_pounds(AMOUNT, pence=True),
        money.exact_pounds(AMOUNT),
        money.format_thousands(AMOUNT),
        money.format_number(AMOUNT, 1),
        money.format_hours(AMOUNT),
        money.format_percent(AMOUNT, 1),
    ],
)
def test_no_line_ends_inside_a_figure(new_page: NewPage, figure: str) -> None:
    page = new_page()
    page.set_content(f"<p style='width: 1px; font: 16px Arial'>was {figure} then</p>")
    assert [line.strip() for line in page.evaluate(LINES)] == ["was", figure, "then"]
