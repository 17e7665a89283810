"""The workbook of an investment case."""

from .book import investment_xlsx

__all__ = ["investment_xlsx"]
