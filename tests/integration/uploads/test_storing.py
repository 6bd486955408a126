"""What of a check is kept, where there is more than a page can show."""

from uploads.importing import Question
from uploads.storing import MOST_QUESTIONS, first_open


def test_no_open_question_is_out_of_sight_behind_answered_ones() -> None:
    answered = [Question(f"a{n}", "Fen", (), (), answer="7") for n in range(MOST_QUESTIONS)]
    unanswered = [Question(f"o{n}", "Isle", (), ()) for n in range(3)]
    kept = first_open([*answered, *unanswered])
    assert len(kept) == MOST_QUESTIONS
    assert kept[:3] == unanswered
