"""What leaves Sayso: files in the formats of the field, and the situation report.

Knows only the model. ``publication`` decides what may be told before anything is written.
"""

from sayso.outputs.brief import Draft, draft_brief, write_brief
from sayso.outputs.exporting import FORMATS, ExportReport, export_picture, export_reporting

__all__ = [
    "FORMATS",
    "Draft",
    "ExportReport",
    "draft_brief",
    "export_picture",
    "export_reporting",
    "write_brief",
]
