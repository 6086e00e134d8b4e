"""Events: the claims of an article, found on its grammar by a lexicon of triggers."""

from onrecord.read.events.find import find_claims
from onrecord.read.events.lexicon import Lexicon, parse_lexicon

__all__ = ["Lexicon", "find_claims", "parse_lexicon"]
