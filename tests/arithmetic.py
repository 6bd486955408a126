"""Works out a sum as a page writes it, with nothing of the application."""

import re
from fractions import Fraction

_WORDS = re.compile(r"hours a week|hours|weeks|months|a year|an hour|[£,\u2060]")


def evaluated(written: str) -> Fraction:
    """The value of words such as "100 hours a week × 13 weeks × £4.50", on exact fractions."""
    plain = _WORDS.sub("", written)
    for sign, operator in (("×", "*"), ("÷", "/"), ("−", "-")):
        plain = plain.replace(sign, operator)
    exact = re.sub(r"\d+(?:\.\d+)?", lambda found: f"Fraction('{found[0]}')", plain)
    assert re.fullmatch(r"(?:Fraction\('[\d.]+'\)|[-+*/() ])+", exact), written
    result: Fraction = eval(exact.strip(), {"Fraction": Fraction})  # noqa: S307 - only sums pass
    return result
