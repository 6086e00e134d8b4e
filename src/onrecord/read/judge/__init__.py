"""Judging attributions: what a cue does to its content, read with a lexicon of reporting.

``parse_lexicon`` gives the table its type, ``judge`` reads one attribution, ``commit`` says
what its holder commits to for one claim, ``complete`` adds what grammar alone shows.
"""

from onrecord.read.judge.circumstances import Voice
from onrecord.read.judge.completion import complete
from onrecord.read.judge.judge import commit, judge, narrate
from onrecord.read.judge.judgement import Commitment, Judgement
from onrecord.read.judge.lexicon import Lexicon, parse_lexicon
from onrecord.read.judge.quotes import quotations

__all__ = [
    "Commitment", "Judgement", "Lexicon", "Voice", "commit", "complete", "judge",
    "narrate", "parse_lexicon", "quotations",
]  # fmt: skip
