"""Whatever is recorded can be read: every verb in the code has words."""

import ast
from pathlib import Path

import pytest

from accounts import event_words
from accounts.models import Council
from tests import event_verbs
from tests.event_verbs import Computed, recorded_verbs


def test_every_verb_in_the_code_has_words_and_no_words_are_left_over() -> None:
    assert event_words.kinds(Council(pk=1)).keys() == recorded_verbs()
    assert len(recorded_verbs()) > 30


def test_each_kind_of_event_is_called_something_of_its_own() -> None:
    titles = [kind.title for kind in event_words.kinds(Council(pk=1)).values()]
    assert len(set(titles)) == len(titles)
    for title in titles:
        assert title[0].isupper()
        assert "_" not in title
        assert "." not in title


def test_verbs_are_found_however_they_are_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(code: str) -> set[str]:
        ast.parse(code)
        monkeypatch.setattr(event_verbs, "read", lambda path: code)
        return set(event_verbs._verbs_of(Path("x.py")))

    assert found("events.record(verb='a.b', obj=1)\nrecord(verb='c.d')") == {"a.b", "c.d"}
    helper = "def _log(verb, obj): record(verb=verb)\n"
    assert found(helper + "_log('a.b', 1)\n_log(verb='c.d', obj=1)") == {"a.b", "c.d"}
    assert found("[NewEvent('a.b', Model, 1, 'x'), events.NewEvent(verb='c.d')]") == {"a.b", "c.d"}
    for computed in ("record(verb=f'a.{word}')", helper + "_log('a.' + word, 1)"):
        with pytest.raises(Computed):
            found(computed)
