"""Which indicators do sentences and tables of a standard state, and which of two is stricter?"""

from catalogue.indicators.indicator import Indicator, Operator, SamplingPlan
from catalogue.indicators.sentences import indicators

__all__ = ["Indicator", "Operator", "SamplingPlan", "indicators"]
