"""Taking personal details out of text before anything is stored, logged or searched.

>>> anonymiser = Anonymiser(keep=["Riverton"])
>>> str(anonymiser.clean("My 9 year old, Kyle, goes to Riverton on 07700 900234."))
'My 5 to 10 year old, [name], goes to Riverton on [phone number].'
"""

from storage.anonymise.anonymiser import Anonymiser
from storage.anonymise.draft import PLACEHOLDERS
from storage.anonymise.spans import AnonymiseError, CleanText, Kind, Span

__all__ = ["PLACEHOLDERS", "AnonymiseError", "Anonymiser", "CleanText", "Kind", "Span"]
