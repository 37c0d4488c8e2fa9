"""Index -> answers. `Catalogue` is all that the outside needs."""

from catalogue.catalogue import Catalogue
from catalogue.search import Search

__all__ = ["Catalogue", "Search"]
