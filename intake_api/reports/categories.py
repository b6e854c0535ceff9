"""The categories of reports and the kind each belongs to; labels are in the catalogues."""

from intake_api.contract import ReportKind

CATEGORIES = {
    "theft": ReportKind.CRIME,
    "violence": ReportKind.CRIME,
    "fraud": ReportKind.CRIME,
    "traffic": ReportKind.OFFENCE,
    "noise": ReportKind.OFFENCE,
    "missing-person": ReportKind.STATEMENT,
    "lost-property": ReportKind.STATEMENT,
    "officer-conduct": ReportKind.COMPLAINT,
    "other": ReportKind.STATEMENT,
}
