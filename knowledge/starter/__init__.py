"""A small working start for another area: what holds everywhere of our own content, and examples for the rest."""

from knowledge.starter.building import new_area
from knowledge.starter.naming import AreaNameError, slug, tidy_name

__all__ = ["AreaNameError", "new_area", "slug", "tidy_name"]
