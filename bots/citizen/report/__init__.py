"""The report: what, where, when, told in the citizen's own words, a look at it, off it goes.

Photos, voices and words may come at any of these questions: they are kept, and
the question is asked again.
"""

from bots.citizen.catalogue import BUILT_IN as CATEGORIES
from bots.citizen.report.flow import begin_report, report_flow

__all__ = ["CATEGORIES", "begin_report", "report_flow"]
