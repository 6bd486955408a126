"""Nearly the same list every month: what was said of it last month is offered again."""

import re

import pytest
from django.test import Client

from enterprises.actions import register
from enterprises.models import Enterprise, WeeklyHours
from tests.integration.uploads.conversing import LIST, Talk
from uploads.actions import uploads
from uploads.actions.uploads import NewAnswer
from uploads.found import questions_of
from uploads.models import Upload

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]

JANUARY = "Name,Postcode,Week beginning,Hours\nEly Hame Help,CB7 4EE,10/1/2022,14\n"
FEBRUARY = JANUARY + "Ely Hame Help,CB7 4EE,7/2/2022,15\n"


@pytest.fixture
def client(talk: Talk) -> Client:
    """The browser of whoever keeps the register, which holds the enterprises of the list."""
    talk.saved()
    made = Client()
    made.force_login(talk.world.keeper)
    return made


def ely(talk: Talk) -> Enterprise:
    found: Enterprise = Enterprise.objects.for_council(talk.world.council).get(reference="A1")
    return found


def answered(talk: Talk, upload: Upload, value: str) -> Upload:
    """Say which is meant by the one name that is asked about."""
    (question,) = questions_of(upload)
    choices = tuple(str(one.number) for one in question.candidates)
    return talk.answer(upload, NewAnswer("match", key=question.key, value=value, cells=choices))


def ticks(talk: Talk, client: Client, upload: Upload) -> list[str]:
    """The earlier answers that the page offers."""
    page = client.get(talk.world.url("upload_matches", upload=upload.pk)).content.decode()
    return re.findall(r'name="same" value="([0-9a-f]+)"', page)


def again(talk: Talk, client: Client, upload: Upload) -> Upload:
    """Press the button of the earlier answers."""
    same = ticks(talk, client, upload)
    sent = {"same": same, "again": "yes", "edition": upload.edition}
    answer = client.post(talk.world.url("upload_matches", upload=upload.pk), sent)
    assert (len(same), answer.status_code) == (1, 302)
    return talk.worked(upload)


def weeks(talk: Talk) -> int:
    return WeeklyHours.objects.for_council(talk.world.council).filter(enterprise=ely(talk)).count()


def test_a_misspelt_name_is_settled_by_one_button_the_next_month(
    talk: Talk, client: Client
) -> None:
    first = talk.hand_in(JANUARY, "January.csv")
    assert ticks(talk, client, first) == []
    talk.confirm(answered(talk, first, str(ely(talk).pk)))
    second = talk.hand_in(FEBRUARY, "February.csv")
    assert second.summary["open"]["questions"] == 1, "nothing is answered by itself"
    second = again(talk, client, second)
    assert second.summary["open"] == {"fix": 0, "confirm": 0, "questions": 0}
    assert talk.confirm(second).state == Upload.State.SAVED
    assert weeks(talk) == 2


def test_what_was_taken_back_is_asked_anew(talk: Talk, client: Client) -> None:
    first = talk.confirm(answered(talk, talk.hand_in(JANUARY), str(ely(talk).pk)))
    second = talk.hand_in(FEBRUARY)
    assert len(ticks(talk, client, second)) == 1
    uploads.undo(upload=first, by=talk.world.keeper)
    assert ticks(talk, client, second) == []


def test_taking_a_month_back_leaves_what_was_said_the_month_before(
    talk: Talk, client: Client
) -> None:
    talk.confirm(answered(talk, talk.hand_in(JANUARY, "January.csv"), str(ely(talk).pk)))
    wrong = talk.confirm(again(talk, client, talk.hand_in(FEBRUARY, "February.csv")))
    uploads.undo(upload=wrong, by=talk.world.keeper)
    second = again(talk, client, talk.hand_in(FEBRUARY.replace(",15", ",16"), "February.csv"))
    assert second.summary["open"] == {"fix": 0, "confirm": 0, "questions": 0}


MISSPELT = (
    LIST.replace("A1,Ely Home Help", ",Ely Hame Help") + "A3,Ouse Care,CB6 2AA,1 May 2022,No\n"
)


def test_a_name_of_a_list_of_enterprises_is_known_in_one_of_hours(
    talk: Talk, client: Client
) -> None:
    first = answered(talk, talk.hand_in(MISSPELT, "List.csv"), str(ely(talk).pk))
    assert talk.confirm(first).state == Upload.State.SAVED
    hours = talk.hand_in(JANUARY, "Hours.csv")
    assert [one.may_be_new for one in questions_of(hours)] == [False]
    assert again(talk, client, hours).summary["open"]["questions"] == 0


def test_one_of_a_like_name_that_came_since_is_asked_about(talk: Talk, client: Client) -> None:
    talk.confirm(answered(talk, talk.hand_in(JANUARY), str(ely(talk).pk)))
    register.add_enterprise(
        programme=talk.world.programme,
        by=talk.world.keeper,
        name="Ely Hame Halp",
        postcode="CB7 4EE",
    )
    second = talk.hand_in(FEBRUARY)
    assert [len(one.candidates) for one in questions_of(second)] == [2]
    assert ticks(talk, client, second) == []


def test_one_of_a_like_name_that_came_since_the_check_is_asked_about_too(
    talk: Talk, client: Client
) -> None:
    talk.confirm(answered(talk, talk.hand_in(JANUARY), str(ely(talk).pk)))
    second = talk.hand_in(FEBRUARY)
    register.add_enterprise(
        programme=talk.world.programme,
        by=talk.world.keeper,
        name="Ely Hame Halp",
        postcode="CB7 4EE",
    )
    second = again(talk, client, second)
    (question,) = questions_of(second)
    assert (len(question.candidates), question.answer) == (2, "")
    second = answered(talk, second, str(ely(talk).pk))
    assert second.summary["open"]["questions"] == 0


WITHOUT_POSTCODE = "Name,Established on\nEly Home Help,5 January 2022\n"


def test_a_new_one_is_not_added_once_more(talk: Talk, client: Client) -> None:
    """Of two with one name, the second was added last month: saying so again would add a third."""
    register.add_enterprise(
        programme=talk.world.programme, by=talk.world.keeper, name="Ely Home Help"
    )
    first = answered(talk, talk.hand_in(WITHOUT_POSTCODE), "new")
    assert talk.confirm(first).state == Upload.State.SAVED
    assert talk.names().count("Ely Home Help") == 3
    second = talk.hand_in(WITHOUT_POSTCODE)
    assert second.summary["open"]["questions"] == 1
    assert ticks(talk, client, second) == []


RENAMED = LIST.replace("Fen Gardens,CB6 1AA", "Fen Gardening,CB6 1AB")


def test_what_the_register_kept_is_kept_again(talk: Talk, client: Client) -> None:
    first = talk.hand_in(RENAMED, "January.csv")
    keep = NewAnswer("keep", key="enterprise.name", value="yes")
    talk.confirm(talk.answer(first, keep))
    assert talk.names() == ["Ely Home Help", "Fen Gardens"]
    second = talk.hand_in(RENAMED.replace("CB6 1AB", "CB6 1AD"), "February.csv")
    page = client.get(talk.world.url("upload_changes", upload=second.pk)).content.decode()
    assert re.search("Name: 1 enterprise, on .*, in January.csv", page)
    sign = re.findall(r'name="again" value="([0-9a-f]+)"', page)
    sent = {"again": sign, "edition": second.edition}
    client.post(talk.world.url("upload_keep", upload=second.pk), sent)
    talk.confirm(talk.worked(second))
    garden = Enterprise.objects.for_council(talk.world.council).get(reference="A2")
    assert (garden.name, garden.postcode) == ("Fen Gardens", "CB6 1AD")
