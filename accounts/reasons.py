"""What counts as a reason: a few words, that somebody can understand a year later (pure)."""

FEWEST_WORDS, FEWEST_LETTERS = 2, 10
TOO_SHORT = (
    f"Say why in a few words, at least {FEWEST_WORDS} with {FEWEST_LETTERS} letters in all, like "
    "“Three people work there”. The board can read this"
)


def is_reason(text: str) -> bool:
    """Say whether a text says why: at least two words, and ten letters in all.

    "ok", "yes" and "because" do not, and neither does a row of dots.
    """
    letters = sum(character.isalpha() for character in text)
    worded = [word for word in text.split() if any(one.isalpha() for one in word)]
    return len(worded) >= FEWEST_WORDS and letters >= FEWEST_LETTERS
