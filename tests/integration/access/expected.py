"""Who may call each address, written by hand and compared with nothing in the application.

Roles by letter: A administrator, C commissioner, F finance lead, B board member, P delivery
partner, E evaluator, U auditor. `get` is what an allowed person's GET answers; `post` likewise
where the address takes one as it stands, without a filled-in form.
"""

from dataclasses import dataclass, field
from typing import Any

LETTERS = {
    "A": "administrator",
    "C": "commissioner",
    "F": "finance",
    "B": "board",
    "P": "partner",
    "E": "evaluator",
    "U": "auditor",
}


@dataclass(frozen=True)
class Expected:
    """What one address answers to whom."""

    allowed: str
    get: int = 200
    post: int | None = None
    data: dict[str, str] = field(default_factory=dict)
    # Parts of the address that this route needs otherwise than the world's usual ones.
    address: dict[str, Any] = field(default_factory=dict)


POST_ONLY = 405

COUNCIL: dict[str, Expected] = {
    "council_home": Expected("ACFBPEU"),
    "history": Expected("AU"),
    "job_list": Expected("AU"),
    "job_try_again": Expected("A", POST_ONLY, 302),
    # programmes
    "programme_list": Expected("ACFBEU"),
    "programme_new": Expected("A"),
    "programme_setup": Expected("A"),
    "programme_settings": Expected("A"),
    "measure_list": Expected("ACFBEU"),
    "measure_new": Expected("A"),
    "measure_edit": Expected("A"),
    "baseline_edit": Expected("A"),
    "target_new": Expected("A"),
    "target_remove": Expected("A"),
    "target_approve": Expected("F", POST_ONLY, 302),
    # the quarterly return
    "return_list": Expected("ACFBU"),
    "return_start": Expected("C", POST_ONLY, 302, address={"quarter": "unstarted_quarter"}),
    "return_detail": Expected("ACFBU"),
    "return_section": Expected("C", address={"quarter": "draft_quarter"}),
    "return_check": Expected("C", address={"quarter": "draft_quarter"}),
    "return_submit": Expected("C", POST_ONLY, address={"quarter": "draft_quarter"}),
    "return_submitted": Expected("C"),
    "return_decide": Expected("F"),
    "return_reopen": Expected("A", address={"quarter": "approved_quarter"}),
    "return_version": Expected("ACFBU"),
    # the register
    "enterprise_list": Expected("ACFPEU"),
    "enterprise_csv": Expected("ACFPEU"),
    "enterprise_new": Expected("ACP"),
    "enterprise_detail": Expected("ACFPEU"),
    "enterprise_edit": Expected("ACP"),
    "enterprise_remove": Expected("ACP"),
    "stage_new": Expected("ACP"),
    "stage_edit": Expected("ACP"),
    "hours_week": Expected("ACP"),
    "hours_of_quarter": Expected("ACP"),
    "hours_of_week": Expected("ACP"),
    "typical_week_new": Expected("ACP"),
    "typical_week_edit": Expected("ACP"),
    "enquiry_list": Expected("ACFPEU"),
    "enquiry_csv": Expected("ACFPEU"),
    "enquiry_new": Expected("ACP"),
    "enquiry_edit": Expected("ACP"),
    "enquiry_remove": Expected("ACP"),
    "quarter_hours": Expected("ACFPEU"),
    "quarter_enterprises": Expected("ACFPEU"),
    "service_type_list": Expected("ACFPEU"),
    "service_type_edit": Expected("A"),
    # uploads
    "upload_list": Expected("ACFPEU"),
    "upload_new": Expected("ACP"),
    "upload_template": Expected("ACP"),
    "upload_template_file": Expected("ACP", 422),  # without a choice of list and quarter
    "upload_detail": Expected("ACFPEU"),
    "upload_state": Expected("ACFPEU"),
    "upload_columns": Expected("ACP"),
    "upload_problems": Expected("ACP"),
    "upload_problems_csv": Expected("ACP"),
    "upload_marked_up": Expected("ACP"),
    "upload_matches": Expected("ACP"),
    "upload_changes": Expected("ACFPEU"),
    "upload_confirm": Expected("ACP", POST_ONLY, 302),
    "upload_keep": Expected("ACP", POST_ONLY, 302),
    "upload_weeks": Expected("ACP", POST_ONLY, 302),
    "upload_leave_out": Expected("ACP", POST_ONLY, 302),
    "upload_check_again": Expected("ACP", POST_ONLY, 302),
    "upload_file": Expected("ACP"),
    "upload_undo": Expected("ACP", address={"upload": "saved_upload"}),
    "upload_discard": Expected("ACP"),
    # assumptions
    "assumptions": Expected("ACFBU"),
    "assumptions_version": Expected("ACFBU"),
    "assumptions_rates": Expected("AF"),
    "assumptions_hours": Expected("AF"),
    "assumptions_costs": Expected("AF"),
    # the board's page
    "dashboard": Expected("ACFBEU"),
    "dashboard_csv": Expected("ACFBEU"),
    "hours_csv": Expected("ACFBEU"),
    "measures_csv": Expected("ACFBEU"),
    "accepted_list": Expected("ACFBEU"),
    "why": Expected("ACFBEU"),
    "why_measure": Expected("ACFBEU"),
    "why_rows": Expected("ACFBEU"),
    "why_rows_csv": Expected("ACFBEU"),
    "why_counted": Expected("ACFBEU", address={"quarter": "approved_quarter"}),
    "why_counted_csv": Expected("ACFBEU", address={"quarter": "approved_quarter"}),
}

# What anybody gets who has not signed in, and what somebody gets who has.
PUBLIC: dict[str, int] = {
    "health": 200,
    "help": 200,
    "accessibility": 200,
    "privacy": 200,
    "cookies": 200,
    "sign_in": 200,
    "signed_out": 200,
    "sign_out": POST_ONLY,
    "password_reset": 200,
    "password_reset_done": 200,
    "password_reset_confirm": 200,
    "password_reset_complete": 200,
    "outbox": 200,
}
SIGNED_IN: dict[str, int] = {"home": 302}
SYSTEM: dict[str, int] = {"councils": 200}
