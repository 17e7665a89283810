"""Timelines: the facts about one citizen, the days they are known for, their files and their columns."""
