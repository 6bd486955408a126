"""Whole forms: markup of every kind of field, messages in our words, the error summary."""

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.template.loader import render_to_string

from config.forms import CountField, GdsDateField, GdsForm, HoursField, PoundsField


class EveryKind(GdsForm):
    submit_label = "Save the lot"
    key = forms.CharField(widget=forms.HiddenInput)
    spent = PoundsField(label="Expenditure", help_text="Without VAT.")
    name = forms.CharField(label="Name of the enterprise", max_length=10)
    email = forms.EmailField(label="Email address")
    started = GdsDateField(label="Start date")
    stage = forms.ChoiceField(label="Stage", choices=[("", "Choose"), ("t", "Trading")])
    basis = forms.ChoiceField(
        label="Which figure?",
        choices=[("r", "The register’s"), ("o", "Another")],
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label="Kinds of care",
        choices=[("p", "Personal"), ("h", "Home")],
        widget=forms.CheckboxSelectMultiple,
    )
    sure = forms.BooleanField(label="I have checked")
    comment = forms.CharField(label="Comment", max_length=20, widget=forms.Textarea)
    places = forms.IntegerField(label="Places", min_value=1)
    paper = forms.FileField(label="Workbook")


EveryKind.base_fields["basis"].hints = {"r": "From 39 of 45."}  # type: ignore[attr-defined]


def page(form: GdsForm) -> str:
    """The form as `{% crispy form %}` writes it."""
    template = Template("{% load crispy_forms_tags %}{% crispy form %}")
    return template.render(Context({"form": form, "csrf_token": "token"}))


@pytest.fixture
def empty_html() -> str:
    """The whole form, nothing filled in."""
    return page(EveryKind())


def test_the_form_has_one_button_a_token_and_no_browser_validation(empty_html: str) -> None:
    assert empty_html.count("<form") == empty_html.count("<button") == 1
    assert "Save the lot" in empty_html
    assert "csrfmiddlewaretoken" in empty_html
    assert "novalidate" in empty_html
    assert " required" not in empty_html


def test_every_box_is_of_the_design_system(empty_html: str) -> None:
    inputs = re.findall(r"<(?:input|select|textarea)[^>]*>", empty_html)
    shown = [tag for tag in inputs if 'type="hidden"' not in tag]
    assert len(shown) == 15
    assert [tag for tag in shown if "govuk-" not in tag] == []
    assert 'type="number"' not in empty_html


def test_units_stand_beside_the_box() -> None:
    class Units(GdsForm):
        spent = PoundsField()
        hours = HoursField()

    html = page(Units())
    assert re.findall(r'govuk-input__(prefix|suffix)" aria-hidden="true">([^<]+)<', html) == [
        ("prefix", "£"),
        ("suffix", "hours"),
    ]


def test_every_box_has_a_label_of_its_own(empty_html: str) -> None:
    ids = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', empty_html)
    labelled = re.findall(r'<label[^>]* for="([^"]+)"', empty_html)
    assert set(labelled) == set(ids) - {"id_key"}


def test_every_hint_and_error_that_a_box_names_exists() -> None:
    for form in (EveryKind(), EveryKind({"spent": "x"})):
        html = page(form)
        named = {
            id_ for ids in re.findall(r'aria-describedby="([^"]*)"', html) for id_ in ids.split()
        }
        assert "id_spent_helptext" in named
        assert named <= set(re.findall(r' id="([^"]+)"', html))


def test_a_counted_text_area_needs_no_hint(empty_html: str) -> None:
    assert 'data-maxlength="20"' in empty_html
    assert 'id="id_comment-info"' in empty_html
    assert "maxlength=" not in empty_html.split("<textarea")[1].split(">")[0]


def test_radio_hints_belong_to_their_button(empty_html: str) -> None:
    assert 'aria-describedby="id_basis_0_hint"' in empty_html
    assert 'aria-describedby="id_basis_1_hint"' not in empty_html


def test_choices_made_are_still_made() -> None:
    html = page(EveryKind({"kinds": ["h"], "basis": "o"}))
    checked = re.findall(r'<input[^>]*value="(\w+)"[^>]* checked', html)
    assert checked == ["o", "h"]


def test_messages_say_what_to_do() -> None:
    form = EveryKind({"key": "k"})
    assert {name: messages[0] for name, messages in form.errors.items()} == {
        "spent": "Enter expenditure, like 25000 or 25,000.50",
        "name": "Enter the name of the enterprise",
        "email": "Enter email address",
        "started": "Enter start date",
        "stage": "Select stage",
        "basis": "Select which figure",
        "kinds": "Select kinds of care",
        "sure": "Tick the box “I have checked”",
        "comment": "Enter comment",
        "places": "Enter places",
        "paper": "Choose a file: workbook",
    }


def test_limits_of_plain_fields_are_in_our_words() -> None:
    form = EveryKind({"name": "x" * 11, "email": "no", "stage": "z", "comment": "y" * 21})
    assert form.errors["name"] == ["The name of the enterprise must be 10 characters or less"]
    assert form.errors["email"] == [
        "Enter an email address in the right form, like name@council.example"
    ]
    assert form.errors["stage"] == ["Choose stage from the list"]
    assert form.errors["comment"] == ["Comment must be 20 characters or less"]


def test_a_form_may_use_its_own_words() -> None:
    class Own(GdsForm):
        reason = forms.CharField(error_messages={"required": "Say why you send it back"})

    assert Own({}).errors["reason"] == ["Say why you send it back"]


def test_one_form_does_not_change_another() -> None:
    EveryKind({"key": "k"}).is_valid()
    assert EveryKind.base_fields["name"].error_messages["required"] == "This field is required."


def test_the_summary_leads_to_every_control_in_the_order_of_the_page() -> None:
    class Sum(GdsForm):
        spent = PoundsField(label="Expenditure")
        basis = EveryKind.base_fields["basis"]
        count = CountField(label="Enterprises")

        def clean(self) -> None:
            self.add_error(None, "The figures do not add up")

    form = Sum({"count": "1.5"})
    html = render_to_string("components/error_summary.html", {"form": form})
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html)
    assert links == [
        ("id_spent", "The figures do not add up"),
        ("id_spent", "Enter expenditure, like 25000 or 25,000.50"),
        ("id_basis_0", "Select which figure"),
        ("id_count", "Enter a whole number with no decimal places, like 12 or 1,200"),
    ]
    ids = re.findall(r' id="([^"]+)"', page(form))
    assert {target for target, _ in links} <= set(ids)


def test_without_errors_there_is_no_summary() -> None:
    assert "govuk-error-summary" not in render_to_string(
        "components/error_summary.html", {"form": EveryKind()}
    )


def test_a_file_makes_the_form_send_files() -> None:
    assert 'enctype="multipart/form-data"' in page(EveryKind())
    form = EveryKind({}, {"paper": SimpleUploadedFile("a.csv", b"x")})
    assert "paper" not in form.errors


def test_use_this_sends_the_form_and_enter_does_not_press_it() -> None:
    facts = [{"label": "Register", "value": "412.5", "use_name": "use", "use_value": "hours"}]
    html = render_to_string(
        "components/field_row.html", {"field": EveryKind()["spent"], "facts": facts}
    )
    assert re.search(r'<button type="submit" name="use" value="hours"', html)
    first = render_to_string("components/default_submit.html")
    assert 'type="submit"' in first
    assert "name=" not in first
