"""Which indicators do sentences and tables of a standard state, and which of two is the stricter one."""

from catalogue.indicators.grid import GridCell
from catalogue.indicators.indicator import Indicator, Operator, SamplingPlan
from catalogue.indicators.matching import IndicatorRow, compare_indicators
from catalogue.indicators.sentences import indicators
from catalogue.indicators.table_reading import Reading, Unread, table_indicators
from catalogue.indicators.texts import text_indicators
from catalogue.indicators.units import Unit, convert, unit_of
from catalogue.indicators.unread import list_unread
from catalogue.indicators.verdicts import Judgement, Verdict, judge

__all__ = [
    "GridCell",
    "Indicator",
    "IndicatorRow",
    "Judgement",
    "Operator",
    "Reading",
    "SamplingPlan",
    "Unit",
    "Unread",
    "Verdict",
    "compare_indicators",
    "convert",
    "indicators",
    "judge",
    "list_unread",
    "table_indicators",
    "text_indicators",
    "unit_of",
]
