"""Who publishes a standard: prefix -> level, region, organisation, mandatory or recommended."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Level of a standard (标准化法 art. 2) and what the catalogue holds beside them; the order is that of facets."""

    NATIONAL = "national"
    INDUSTRY = "industry"
    LOCAL = "local"
    GROUP = "group"
    ENTERPRISE = "enterprise"
    INTERNATIONAL = "international"
    FOREIGN = "foreign"
    #: JJG, JJF, TSG: technical regulations cited like standards
    REGULATION = "regulation"
    UNKNOWN = "unknown"
