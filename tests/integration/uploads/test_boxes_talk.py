"""Questions answered in the boxes of the page, from a file to the register and back."""

import re
from typing import Any

import pytest
from django.test import Client

from enterprises.models import Enquiry, Enterprise, EnterpriseStage
from tests.integration.enterprises.making import words
from tests.integration.uploads.conversing import Talk
from uploads.actions import uploads
from uploads.models import Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(talk: Talk) -> Any:
    """Looks at the problems of an upload, or sends what was typed there."""
    client = Client()
    client.force_login(talk.world.keeper)

    def at(upload: Upload, **typed: str) -> Any:
        url = talk.world.url("upload_problems", upload=upload.pk)
        if not typed:
            return client.get(url)
        return client.post(url, typed | {"edition": str(upload.edition)})

    return at


def test_an_enquiry_is_linked_to_what_its_outcome_names(talk: Talk, page: Any) -> None:
    talk.saved()
    enquiry = (
        "Date received,Area,Status,Outcome\n"
        "5 January 2022,CB7,Became an enterprise,Now Ely Home Help\n"
    )
    upload = talk.hand_in(enquiry, "Enquiries.csv")
    shown = page(upload).content.decode()
    likely = "Ely Home Help, CB7 4EE, reference A1"
    assert f'value="{likely}"' in shown
    assert f'<option value="{likely}"></option>' in shown
    page(upload, link_0_2=likely)
    checked = talk.worked(upload)
    assert checked.summary["open"]["confirm"] == 0
    assert f"row 2 is linked to {likely}" in words(page(checked))
    talk.confirm(checked)
    assert Enquiry.unscoped.get().enterprise == Enterprise.unscoped.get(reference="A1")


def test_an_unknown_stage_is_chosen_and_offered_again_in_the_next_file(
    talk: Talk, page: Any
) -> None:
    text = "Reference,Name,Postcode,Stage,Date of that stage\nA1,Ely Home Help,CB7 4EE,{},{}\n"
    upload = talk.hand_in(text.format("launched it", "5 January 2022"), "First.csv")
    shown = page(upload).content.decode()
    assert '<option value="Accredited and listed">' in shown
    page(upload, fix_0_2_3="Accredited and listed")
    assert talk.worked(upload).summary["open"]["fix"] == 0
    again = talk.hand_in(text.format("launched it", "6 January 2022"), "Second.csv")
    assert "“launched it” was corrected to “Accredited and listed”" in words(page(again))
    button = re.search(r'name="again" value="([0-9a-f]+)"', page(again).content.decode())
    assert button
    page(again, again=button[1])
    talk.confirm(talk.worked(again))
    assert EnterpriseStage.unscoped.get().stage == "accredited"


def test_a_reason_is_asked_for_again_once_the_register_says_something_new(
    talk: Talk, page: Any
) -> None:
    talk.saved()
    moved = "Reference,Name,Postcode,Established on\nA1,Ely Home Help,CB7 4EE,5 May 2022\n"
    upload = talk.hand_in(moved, "Moved.csv")
    (doubt,) = page(upload).context["form"].parts
    assert "the register has 5 January 2022 (from List.csv, put in on" in words(page(upload))
    page(upload, **{doubt.reason_name: "The certificate says so"})
    checked = talk.worked(upload)
    assert checked.summary["open"]["confirm"] == 0
    EnterpriseStage.unscoped.filter(enterprise__reference="A1").update(on="2022-01-07", origin=None)
    uploads.check_again(upload=checked, by=talk.world.keeper)
    after = talk.worked(checked)
    assert after.summary["open"]["confirm"] == 1
    said = words(page(after))
    assert "You gave a reason for 1 row on" in said
    assert "what the register says, or another cell of the row, has changed" in said
    assert 'value="The certificate says so"' in page(after).content.decode()
