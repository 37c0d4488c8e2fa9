"""Result lists as files to take away: one module a format, and the table of all of them."""

from catalogue.export.applicable_sheet import name_applicable_file, write_applicable
from catalogue.export.file_head import clean_name, name_file
from catalogue.export.fill_workbook import Filled
from catalogue.export.filling import fill, filled_path
from catalogue.export.formats import CITING, FORMATS, Format, UnknownFormat, find_format
from catalogue.export.saving import save, save_blocks
from catalogue.export.xlsx import MEDIA_TYPE

__all__ = [
    "CITING",
    "FORMATS",
    "MEDIA_TYPE",
    "Filled",
    "Format",
    "UnknownFormat",
    "clean_name",
    "fill",
    "filled_path",
    "find_format",
    "name_applicable_file",
    "name_file",
    "save",
    "save_blocks",
    "write_applicable",
]
