"""The workbook of a formula model."""

from .book import model_xlsx

__all__ = ["model_xlsx"]
