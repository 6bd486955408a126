"""The forms of uploads filled in wrongly; see `wrong`."""

from tests.browser.pages import CAMBRIDGESHIRE as C
from tests.browser.prepared_uploads import NUMBERS
from tests.browser.wrong import at

SAVE = "Save and check again"

WRONG_UPLOADS = [
    at(
        "upload-nothing",
        "upload_new",
        "partner",
        C,
        "Upload a list",
        "Choose the file to upload",
        press="Upload and check",
    ),
    at(
        "template-nothing",
        "upload_template",
        "partner",
        C,
        "Get a blank template",
        "Select which list the template is for",
        press="Download the template",
    ),
    at(
        "columns-twice",
        "upload_columns",
        "partner",
        C,
        "Sheets and columns",
        "Enter the row with the headings of “Hours” as a number, like 4",
        "Columns A and D are both taken as “Name of the enterprise”. Keep the one that is right",
        typed={"header_0": "two", "field_0_3": "name"},
        press=SAVE,
        upload=NUMBERS["unsure"],
    ),
    at(
        "problems-nothing",
        "upload_problems",
        "partner",
        C,
        "Problems",
        "Correct a cell, leave a row out or say why something is right, then save",
        press=SAVE,
        upload=NUMBERS["problems"],
    ),
    at(
        "problems-long",
        "upload_problems",
        "partner",
        C,
        "Problems",
        "Cell E9 may have 2,000 characters",
        typed={"fix_0_9_4": "x" * 2001},
        press=SAVE,
        upload=NUMBERS["problems"],
    ),
    at(
        "matches-nothing",
        "upload_matches",
        "partner",
        C,
        "Already in the register?",
        "Select an answer to at least one question, then save",
        press=SAVE,
        upload=NUMBERS["questions"],
    ),
]
