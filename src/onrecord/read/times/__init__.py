"""Times: words of time → intervals of days (codebook sections 2 and 5).

``find`` scans sentences, ``absolute`` and ``relative`` hold the rules, ``interval`` the
calendar, ``tense`` the question whether a bare weekday or month lies ahead.
"""

from onrecord.read.times.find import find_times

__all__ = ["find_times"]
