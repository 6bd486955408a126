"""Verbs that write: new versions of the assumptions, and the cash flow worked out again."""
