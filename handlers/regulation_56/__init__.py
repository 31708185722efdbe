"""The report that a council publishes each year of what families said about its local offer (`storage.yearly`)."""

from handlers.regulation_56.building import Built, build
from handlers.regulation_56.model import Document
from handlers.regulation_56.publishing import ReportError, Reports, file_name
from handlers.regulation_56.rows import report_rows
from handlers.regulation_56.word_file import report_docx
from handlers.regulation_56.years import ReportYear

__all__ = [
    "Built",
    "Document",
    "ReportError",
    "ReportYear",
    "Reports",
    "build",
    "file_name",
    "report_docx",
    "report_rows",
]
