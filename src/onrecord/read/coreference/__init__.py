"""Entities and holders of one article: phrases are taken apart, compared and named.

``words`` (classes of nouns) → ``actors`` (known names) → ``phrase``, ``people``, ``bodies``,
``phrases`` (what one mention says)
→ ``cast`` and ``pronouns`` (whom it means) → ``resolve``.
"""

from onrecord.read.coreference.actors import Actor, Actors
from onrecord.read.coreference.phrase import Mention, MentionRole
from onrecord.read.coreference.resolve import Resolution, resolve

__all__ = ["Actor", "Actors", "Mention", "MentionRole", "Resolution", "resolve"]
