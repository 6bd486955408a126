"""Uploads at every point of the conversation, for looking at their pages; see `prepared`.

They are written as a check leaves them, with numbers of their own, and no worker is asked to do
anything: what the pages show does not depend on when they are looked at.
"""

NUMBERS = {
    "saved": 901,
    "waiting": 902,
    "reading": 903,
    "saving": 904,
    "refused": 905,
    "failed": 906,
    "discarded": 907,
    "undone": 908,
    "unsure": 909,
    "problems": 910,
    "marking": 911,
    "marked": 912,
    "questions": 913,
    "changes": 914,
    "nothing": 915,
    "no_list": 916,
    "boxes": 917,
    "corrected": 918,
    "said_before": 919,
    # for the tests of `test_uploads`, which change them
    "to_watch": 921,
    "to_ask": 922,
    "to_mark": 923,
    "to_correct": 924,
    "to_map": 925,
    "to_decide": 926,
    "to_discard": 927,
    "to_choose": 928,
    "to_answer": 929,
    "to_answer_too": 930,
    "to_keep": 931,
}

CODE = f"""
from accounts.models import User
from programmes.models import Programme
from tests.uploaded import *

N = {NUMBERS!r}
programme = Programme.unscoped.select_related("council").get(council__slug="cambridgeshire")
by = User.objects.get(email="partner@cambridgeshire.example")
make = Maker(programme, by)
known = [sure(reading()), LEFT_OUT]

make.upload(
    "saved", pk=N["saved"], file_name="Enterprises March.xlsx", sha256="a" * 64,
    changes=(change(0, "added"), change(1)),
)
make.upload("waiting", pk=N["waiting"], file_name="Hours March.xlsx")
make.upload("reading", pk=N["reading"], file_name="Hours March.xlsx", step="Reading the rows")
make.upload("saving", pk=N["saving"], step="Putting it into the register")
make.upload(
    "refused", pk=N["refused"], file_name="Hours March.pdf",
    message="This is a PDF document, not a spreadsheet. Save the list as .xlsx and upload that.",
)
make.upload(
    "failed", pk=N["failed"],
    message="We tried three times to read the file and could not. Your data is safe. "
    "Tell your administrator, quoting job 812.",
)
make.upload("discarded", pk=N["discarded"])
make.upload("undone", pk=N["undone"], changes=(change(0, "added"), change(1)))
make.upload(
    pk=N["unsure"], file_name="Tracker.xlsx",
    summary=summary(notes=["The letters of this file were read as Windows writes them."]),
)
problems = make.with_problems(24, pk=N["problems"], reading=known)
make.answer(problems, "fix", sheet="Hours", row=5, column=4, value="12.5")
make.answer(problems, "leave_out", sheet="Hours", row=40, value="yes")
make.marking(make.with_problems(3, pk=N["marking"], reading=known), "running")
make.marked_up(make.with_problems(3, pk=N["marked"], reading=known))
kept = [{{"key": "enterprise.name", "label": "Name", "count": 2, "kept": True}}]
before = make.upload(
    "saved", pk=N["said_before"], file_name="Tracker of our enterprises, March.xlsx",
    summary=summary(overwritten=kept),
)
make.answer(before, "match", key=question(5)["key"], value="11", cells=["11", "12"])
make.answer(before, "leave_out", sheet="Hours", row=9, value="yes",
            cells=[question(3)["key"], "11", "12"])
again = [question(3, may_be_new=False), question(5)]
asked = [question(1), question(2, answer="12"), *again]
settle = {{"fix": 0, "confirm": 0, "questions": 3}}
make.upload(pk=N["questions"], reading=known, summary=summary(questions=asked, open=settle))
newer = {{"changes": 1, "latest": "31 March 2022",
         "sources": ["from Enterprises March.xlsx, put in on 3 May 2022"]}}
old = make.with_changes(
    3, 60, pk=N["changes"], file_name="Enterprises April.xlsx", sha256="a" * 64,
    summary=summary(changes={{"enterprise": {{"added": 3, "changed": 60}}}}, newer=newer),
)
first_change = old.changes.filter(action="changed").first()
first_change.fields[0]["note"] = f"The register has this {{newer['sources'][0]}}"
first_change.save()
make.with_changes(0, 0, pk=N["nothing"], summary=summary(changes={{}}, effects=[]))
none = {{"changes": {{}}, "effects": [], "rows": {{}}, "certain": {{}}, "unchanged": {{}}}}
make.upload(
    pk=N["no_list"], file_name="Minutes.xlsx", reading=[LEFT_OUT],
    problems=(problem(0, -1, severity="stops", sheet="", heading="", value="",
                      message="We found no list in this file that we know",
                      remedy="Say under “Sheets and columns” which sheet is which list"),),
    summary=summary(open={{"fix": 1, "confirm": 0, "questions": 0}}, **none),
)

from enterprises.models import Enterprise
from uploads.found import groups_of, problems_of
from uploads.problems import digest_of
first = Enterprise.unscoped.filter(programme=programme).order_by("name").first()
boxed = (UNKNOWN_STAGE, TWO_NAMES, TWO_DAYS, UNLINKED | {{"likely": first.name}},
         problem(11, -1, sheet="List", heading="", severity="note", value="",
                 message="This stage has no day, so it counts in no quarter",
                 remedy="Give the day on which the enterprise reached it", also=[[11, 3, ""]]))
opened = {{"fix": 1, "confirm": 3, "questions": 0}}
before = make.upload("discarded", pk=N["corrected"], file_name="Tracker March.csv")
make.answer(before, "fix", sheet="List", row=7, column=2, value="Established and trading",
            cells=[digest_of("set up")])
for name in ("boxes", "to_choose"):
    made = make.upload(
        pk=N[name], file_name="List.csv", reading=[LIST], problems=boxed,
        summary=summary(open=opened, format="csv"),
    )
    for group in groups_of(problems_of(made)):
        if group.first.code == "accredited_first":
            make.answer(made, "reason", key=group.key, value="Both stand in the certificate",
                        cells=["List:8:3:1 March 2022:The register had another"])

make.upload("reading", pk=N["to_watch"], file_name="Watched.xlsx", step="Reading the file")
make.upload("reading", pk=N["to_ask"], file_name="Asked for.xlsx", step="Reading the file")
make.marking(make.with_problems(3, pk=N["to_mark"], reading=known), "running")
make.with_problems(4, pk=N["to_correct"], reading=known, file_name="To correct.xlsx")
make.upload(pk=N["to_map"], file_name="To map.xlsx")
make.upload(
    pk=N["to_decide"], reading=known, file_name="To decide.xlsx",
    summary=summary(questions=[question(1), question(2)], open=settle),
)
for name in ("to_answer", "to_answer_too"):
    make.upload(
        pk=N[name], reading=known, file_name="To answer.xlsx",
        summary=summary(questions=again, open=settle),
    )
make.with_changes(pk=N["to_keep"], file_name="To keep.xlsx", summary=summary())
make.with_changes(pk=N["to_discard"], file_name="To give up.xlsx")
"""
