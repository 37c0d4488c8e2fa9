"""Result lists as files to take away: one module a format, and the table of all of them."""

from catalogue.export.applicable_sheet import applicable_file_name, write_applicable
from catalogue.export.file_names import file_name, plain_name
from catalogue.export.formats import CITING, FORMATS, Format, UnknownFormat, format_named
from catalogue.export.saving import save, save_blocks
from catalogue.export.xlsx import MEDIA_TYPE

__all__ = [
    "CITING",
    "FORMATS",
    "MEDIA_TYPE",
    "Format",
    "UnknownFormat",
    "applicable_file_name",
    "file_name",
    "format_named",
    "plain_name",
    "save",
    "save_blocks",
    "write_applicable",
]
