"""A case asked for, question by question: what is answered, what stays unknown, and the case file it makes."""

from .dialogue import Interview
from .draft import Draft
from .question import Question, Refused

__all__ = ["Draft", "Interview", "Question", "Refused"]
