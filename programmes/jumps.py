"""Whether a figure is so far from last quarter's that it may be a slip of the keyboard (pure)."""

from decimal import Decimal

_TIMES = 10


def jump(now: Decimal | None, last: Decimal | None, shown: str) -> str:
    """Return how a figure jumped since last quarter's, which is `shown`; empty where it did not.

    Ten times as much or more is asked about, and a tenth or less, whatever the signs: -250 for
    25000 is as likely a slip as 250. A blank is no figure, and nought is no measure of a jump: any
    figure is infinitely more. A fall to nought is asked about from ten on; that one enquiry of
    last quarter became none is no surprise.

    >>> jump(Decimal(250000), Decimal(25000), "£25,000")
    'ten times last quarter’s £25,000 or more'
    """
    if now is None or last is None or not last:
        return ""
    # copy_abs, not abs(): abs() rounds to the decimal context of whoever calls.
    size, before = now.copy_abs(), last.copy_abs()
    if size >= before * _TIMES:
        return f"ten times last quarter’s {shown} or more"
    if not size:
        return f"last quarter it was {shown}" if before >= _TIMES else ""
    return f"a tenth of last quarter’s {shown} or less" if size * _TIMES <= before else ""
