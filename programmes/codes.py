"""Codes of the measures that the cash flow and the register know by name (pure).

A council may add any others; these are made with every programme.
"""

HOURS_PER_WEEK = "hours_per_week"
ELIGIBLE_HOURS_PER_WEEK = "eligible_hours_per_week"
EXPENDITURE = "expenditure"
NEW_ENTERPRISES = "new_enterprises"
ENQUIRIES = "enquiries"
