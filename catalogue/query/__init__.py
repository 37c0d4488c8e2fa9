"""What a query text means: text -> tree of `indexer.query`."""

from catalogue.query.editing import Span, rewritten, rewritten_at, touches, with_field, without
from catalogue.query.expansion import in_other_words, other_names, rewordings
from catalogue.query.field_values import ValueProblem, filter_value, prefix_node
from catalogue.query.home_numbers import number_at_home, with_home
from catalogue.query.intent import subject
from catalogue.query.lexer import Mistake, is_publisher
from catalogue.query.named_numbers import NamedNumber
from catalogue.query.parser import Part
from catalogue.query.partial_numbers import serial_number
from catalogue.query.pasted import unpasted
from catalogue.query.question_frames import says_nothing
from catalogue.query.reading import MAX_TEXT, QueryError, Reading, read_query
from catalogue.query.synonyms import alternatives, begun, english_words, phrases

__all__ = [
    "MAX_TEXT",
    "Mistake",
    "NamedNumber",
    "Part",
    "QueryError",
    "Reading",
    "Span",
    "ValueProblem",
    "alternatives",
    "begun",
    "english_words",
    "filter_value",
    "in_other_words",
    "is_publisher",
    "number_at_home",
    "other_names",
    "phrases",
    "prefix_node",
    "read_query",
    "rewordings",
    "rewritten",
    "rewritten_at",
    "says_nothing",
    "serial_number",
    "subject",
    "touches",
    "unpasted",
    "with_field",
    "with_home",
    "without",
]
