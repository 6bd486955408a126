"""What happens in the demonstration: one story for each of the two councils."""

from datetime import date

from cashflow.actions.recompute import recompute
from cashflow.demonstration import papers, register, returns
from cashflow.demonstration.framework import Scene, approve_agreed_targets, set_up
from cashflow.demonstration.invented import Shape
from cashflow.demonstration.returns import Given
from programmes.quarters import quarters


def cambridgeshire(today: date) -> Scene:
    """The published plan, with invented actuals.

    A late start, hours and enterprises well under plan, a return corrected in a second version
    (Y1 Q4), and one that was never handed in (Y2 Q2).
    """
    told = papers.read("cambridgeshire")
    scene = set_up(told, date.fromisoformat(told.programme["start"]))
    shape = Shape(existing=2, by_quarter=(0, 0, 4, 5, 4, 4, 3, 2), in_development=2, usual=(9, 26))
    register.fill(scene, shape, (5, 4, 11, 12, 9, 8, 7, 6), today)
    late = "Demonstration: the start was late. No enterprise supported by the programme trades yet."
    returns.hand_in_all(
        scene,
        [
            Given(1, "9850.00", late, _cambridgeshire_counts("0", "61", "112")),
            Given(2, "16420.50", late, _cambridgeshire_counts("0", "63", "112")),
            Given(
                3,
                "24180.00",
                "Demonstration: the first enterprises are trading.",
                _cambridgeshire_counts("1.4", "60", "115"),
            ),
        ],
    )
    wrong = returns.hand_in(
        scene,
        Given(
            4,
            "26930.00",
            "Demonstration: growth is slower than planned.",
            _cambridgeshire_counts("3.2", "58", "118"),
        ),
    )
    returns.correct(
        scene, wrong, reason="an invoice of £1,750 was counted twice", expenditure="25180.00"
    )
    # Y2 Q2 was never handed in.
    returns.hand_in_all(
        scene,
        [
            Given(
                5,
                "14890.25",
                "Demonstration: recruitment picks up.",
                _cambridgeshire_counts("5.1", "55", "121"),
            ),
            Given(
                7,
                "15310.00",
                "Demonstration: the return before this one is missing.",
                _cambridgeshire_counts("8.0", "54", "126"),
            ),
            Given(
                8,
                "13975.75",
                "Demonstration: the roll-out ends under plan.",
                _cambridgeshire_counts("8.7", "52", "127"),
            ),
        ],
    )
    recompute(scene.programme, today=today)
    return scene


def _cambridgeshire_counts(jobs: str, waiting: str, assistants: str) -> dict[str, str]:
    return {"wte_jobs": jobs, "pending_list": waiting, "personal_assistants": assistants}


def fenmarch(today: date) -> Scene:
    """An invented council, five quarters in: the fifth has ended, and its return is due."""
    scene = set_up(papers.read("fenmarch"), five_quarters_before(today))
    approve_agreed_targets(scene)
    shape = Shape(existing=4, by_quarter=(3, 8, 9, 9, 8, 2), in_development=2, usual=(3, 11))
    register.fill(scene, shape, (9, 12, 14, 11, 9, 4), today)
    returns.hand_in_all(
        scene,
        [
            Given(
                1,
                "17240.00",
                "Demonstration: set-up went as planned.",
                _fenmarch_counts("18", "47"),
            ),
            Given(
                2,
                "16890.40",
                "Demonstration: a strong second quarter.",
                _fenmarch_counts("34", "46"),
            ),
            Given(
                3,
                "17105.00",
                "Demonstration: two enterprises began later than hoped.",
                _fenmarch_counts("52", "44"),
            ),
            Given(
                4,
                "11310.00",
                "Demonstration: the catalyst's post was empty for three weeks.",
                _fenmarch_counts("79", "41"),
                {"more_choice": (37, 62)},
            ),
        ],
    )
    recompute(scene.programme, today=today)
    return scene


def _fenmarch_counts(people: str, waiting: str) -> dict[str, str]:
    return {"people_supported": people, "pending_list": waiting}


def five_quarters_before(today: date) -> date:
    """Return the first day of the calendar quarter five quarters before the running one."""
    running = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return quarters(date(running.year - 2, running.month, 1), 4)[3].start
