"""Result lists as files to take away: one module a format, and the table of all of them."""

from catalogue.export.adoption_table import TABLE_FORMATS, TableFormat, find_table_format, name_adoptions_file
from catalogue.export.applicable_sheet import name_applicable_file, write_applicable
from catalogue.export.atom import MEDIA_TYPE as ATOM_TYPE
from catalogue.export.atom import write_atom, write_monitoring_atom
from catalogue.export.check_facts import disclaimer, name_report
from catalogue.export.check_formats import REPORT_FORMATS, ReportFormat, find_report_format
from catalogue.export.comparison_formats import COMPARISON_FORMATS, ComparisonFormat, find_comparison_format
from catalogue.export.comparison_report import (
    ComparisonReport,
    News,
    comparison_disclaimer,
    make_report,
    name_comparison,
)
from catalogue.export.coverage_table import (
    COVERAGE_FILES,
    cells_sheet,
    coverage_sheet,
    name_coverage_file,
    write_coverage,
)
from catalogue.export.draft_report import DRAFT_FORMATS, find_draft_format
from catalogue.export.file_head import clean_name, name_file
from catalogue.export.fill_workbook import Filled
from catalogue.export.filling import fill, filled_path
from catalogue.export.formats import CITING, FORMATS, Format, UnknownFormat, find_format
from catalogue.export.ical import MEDIA_TYPE as CALENDAR_TYPE
from catalogue.export.ical import describe_agenda, write_calendar
from catalogue.export.requirements_table import (
    REQUIREMENT_FORMATS,
    find_requirements_format,
    name_requirements_file,
)
from catalogue.export.saving import save, save_blocks
from catalogue.export.text_comparison_formats import (
    COMPARED_FORMATS,
    compared_json,
    find_compared_format,
    name_compared,
    write_compared,
)
from catalogue.export.xlsx import MEDIA_TYPE

__all__ = [
    "ATOM_TYPE",
    "CALENDAR_TYPE",
    "CITING",
    "COMPARED_FORMATS",
    "COMPARISON_FORMATS",
    "COVERAGE_FILES",
    "DRAFT_FORMATS",
    "FORMATS",
    "MEDIA_TYPE",
    "REPORT_FORMATS",
    "REQUIREMENT_FORMATS",
    "TABLE_FORMATS",
    "ComparisonFormat",
    "ComparisonReport",
    "Filled",
    "Format",
    "News",
    "ReportFormat",
    "TableFormat",
    "UnknownFormat",
    "cells_sheet",
    "clean_name",
    "compared_json",
    "comparison_disclaimer",
    "coverage_sheet",
    "describe_agenda",
    "disclaimer",
    "fill",
    "filled_path",
    "find_compared_format",
    "find_comparison_format",
    "find_draft_format",
    "find_format",
    "find_report_format",
    "find_requirements_format",
    "find_table_format",
    "make_report",
    "name_adoptions_file",
    "name_applicable_file",
    "name_compared",
    "name_comparison",
    "name_coverage_file",
    "name_file",
    "name_report",
    "name_requirements_file",
    "save",
    "save_blocks",
    "write_applicable",
    "write_atom",
    "write_calendar",
    "write_compared",
    "write_coverage",
    "write_monitoring_atom",
]
