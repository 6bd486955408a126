"""Registers as they might be, for what must hold of every one of them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from enterprises.rollup import EnterpriseHours, Measured, Step, Typical, trading_spans

FIRST = date(2024, 1, 1)
# Of unlike lengths, as quarters of whole weeks can be.
QUARTERS = [
    tuple(FIRST + timedelta(weeks=place) for place in range(start, start + length))
    for start, length in ((-3, 4), (1, 6), (7, 1), (8, 5), (13, 4))
]
days = st.integers(-60, 160).map(lambda days: FIRST + timedelta(days=days))
mondays = st.integers(-8, 22).map(lambda weeks: FIRST + timedelta(weeks=weeks))
perhaps = st.sampled_from([True, False, None])
hundredths = st.integers(0, 20_000)

steps = st.builds(
    Step,
    st.sampled_from(["in_development", "established", "accredited", "paused", "closed"]),
    st.none() | days,
)
measured = st.builds(Measured, mondays, hundredths, perhaps, perhaps)


@st.composite
def typical_weeks(draw: st.DrawFn) -> Typical:
    first = draw(mondays)
    last = draw(st.none() | st.integers(0, 20).map(lambda weeks: first + timedelta(weeks=weeks)))
    return Typical(first, last, draw(hundredths), draw(perhaps), draw(perhaps))


@st.composite
def enterprises(draw: st.DrawFn) -> EnterpriseHours:
    return EnterpriseHours(
        new=draw(perhaps),
        spans=trading_spans(draw(st.lists(steps, max_size=5))),
        measured=tuple(draw(st.lists(measured, max_size=6))),
        typical=tuple(draw(st.lists(typical_weeks(), max_size=3))),
    )


@st.composite
def usual_ones(draw: st.DrawFn) -> EnterpriseHours:
    """As most of a register are: trading once or twice, with a typical week, not measured."""
    ends = sorted(draw(st.lists(days, min_size=1, max_size=4, unique=True)))
    stages = [Step("closed" if place % 2 else "established", on) for place, on in enumerate(ends)]
    return EnterpriseHours(
        new=draw(perhaps),
        spans=trading_spans(stages),
        typical=(draw(typical_weeks()),),
    )
