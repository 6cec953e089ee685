"""The rules of health: which doses are due, how a child grows, how many hours are left, what is due by which week.

Pure.
"""
