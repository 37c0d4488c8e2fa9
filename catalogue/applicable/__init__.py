"""Which standards apply to a product or service."""

from catalogue.applicable.finder import find_applicable
from catalogue.applicable.product_classes import is_wider_word
from catalogue.applicable.product_names import EXAMPLES, names_product
from catalogue.applicable.result import RELATED, Applicable, ApplicableStandard

__all__ = [
    "EXAMPLES",
    "RELATED",
    "Applicable",
    "ApplicableStandard",
    "find_applicable",
    "is_wider_word",
    "names_product",
]
