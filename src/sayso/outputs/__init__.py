"""What leaves Sayso: files in the formats of the field. Knows only the model."""

from sayso.outputs.exporting import FORMATS, ExportReport, export_picture, export_reporting

__all__ = ["FORMATS", "ExportReport", "export_picture", "export_reporting"]
