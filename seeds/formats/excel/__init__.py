"""Reads Excel workbooks as the person sees them: one pass over the XML, bounded, without entities."""

from seeds.formats.excel.book import open_excel

__all__ = ["open_excel"]
