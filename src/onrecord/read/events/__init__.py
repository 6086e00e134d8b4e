"""Events: the claims that a lexicon of triggers finds on the grammar of an article."""

from onrecord.read.events.grammar import role_phrase
from onrecord.read.events.lexical import lexical_claims
from onrecord.read.events.lexicon import Lexicon, parse_lexicon

__all__ = ["Lexicon", "lexical_claims", "parse_lexicon", "role_phrase"]
