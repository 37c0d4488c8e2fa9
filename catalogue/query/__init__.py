"""What a query text means: text -> tree of `indexer.query`."""

from catalogue.query.editing import Span, rewritten, rewritten_at, touches, without
from catalogue.query.expansion import in_other_words, other_names, rewordings
from catalogue.query.field_values import ValueProblem, filter_value, prefix_node
from catalogue.query.home_numbers import number_at_home, with_home
from catalogue.query.intent import subject
from catalogue.query.lexer import Mistake, is_publisher
from catalogue.query.parser import MAX_TEXT, Part, QueryError, Reading, read_query
from catalogue.query.partial_numbers import is_beside, serial_node, shown, whatever_nature
from catalogue.query.question_frames import says_nothing
from catalogue.query.synonyms import begun, english_words, phrases

__all__ = [
    "MAX_TEXT",
    "Mistake",
    "Part",
    "QueryError",
    "Reading",
    "Span",
    "ValueProblem",
    "begun",
    "english_words",
    "filter_value",
    "in_other_words",
    "is_beside",
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
    "serial_node",
    "shown",
    "subject",
    "touches",
    "whatever_nature",
    "with_home",
    "without",
]
