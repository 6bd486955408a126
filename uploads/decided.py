"""The decisions about an upload, gathered from its rows."""

from uploads.answers import Answers, Reason
from uploads.models import Upload, UploadAnswer

About = UploadAnswer.About


def answers_of(upload: Upload) -> Answers:
    """Return everything that people have decided about an upload: one query."""
    answers = Answers()
    left_out, kept = set(), set()
    for row in UploadAnswer.unscoped.filter(upload=upload):
        match row.about:
            case About.KIND:
                answers.kinds[row.sheet] = row.value
            case About.FIELD:
                answers.fields[row.sheet, row.column] = row.value
            case About.HEADER:
                answers.header_rows[row.sheet] = int(row.value)
            case About.FIX:
                answers.fixes[row.sheet, row.row, row.column] = row.value
            case About.LEAVE_OUT:
                left_out.add((row.sheet, row.row))
            case About.MATCH:
                answers.matches[row.key] = row.value
                answers.choices[row.key] = frozenset(row.cells)
            case About.REASON:
                answers.reasons[row.key] = Reason(row.value, frozenset(row.cells))
            case About.KEEP:
                kept.add(row.key)
    return Answers(
        kinds=answers.kinds,
        fields=answers.fields,
        header_rows=answers.header_rows,
        fixes=answers.fixes,
        left_out=frozenset(left_out),
        matches=answers.matches,
        choices=answers.choices,
        reasons=answers.reasons,
        kept=frozenset(kept),
    )
