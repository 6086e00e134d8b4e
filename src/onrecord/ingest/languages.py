"""The language of a text, found offline."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from onrecord.errors import LanguageError

_SAMPLE = 5_000
"""Characters looked at: more change neither the language nor the confidence."""
_SHORT = 60
"""Letters below which py3langid often errs on names ("Toretsk" is Norwegian to it)."""
_SURE, _SURE_OF_SHORT = 0.5, 0.8
_FUNCTION_WORDS = frozenset(
    ["the", "of", "and", "that", "was", "with", "for", "said", "were", "from", "which", "has"]
)
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean",
    "ku": "Kurdish", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "ms": "Malay", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian",
    "om": "Oromo", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "rw": "Kinyarwanda", "sk": "Slovak", "sl": "Slovenian", "so": "Somali",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def check_language(text: str) -> str:
    """The code "en", for an English text and for one too short or too odd to tell.

    Raises ``LanguageError`` with the language found for any other.
    """
    sample = text[:_SAMPLE].encode("utf-8", errors="replace").decode("utf-8")
    if _is_plainly_english(sample):
        return "en"
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return "en"
    language, confidence = _identifier().classify(sample)
    sure = _SURE if len(letters) >= _SHORT else _SURE_OF_SHORT
    if language != "en" and (confidence >= sure or not _mostly_latin(letters)):
        raise LanguageError(
            f"the text is in {_NAMES.get(language, f'the language {language!r}')}, not English",
            "give an English article or an English translation",
        )
    return "en"


def _is_plainly_english(sample: str) -> bool:
    """Whether English function words alone settle it, which saves loading the model.

    They are 17 % of the words of news (median of 373 Wikinews and PolNeAR articles; 10 % or
    more in all but five), and no language that we know of shares half of them.
    """
    words = [word.lower() for word in _WORD.findall(sample)]
    found = [word for word in words if word in _FUNCTION_WORDS]
    return len(words) >= 50 and 10 * len(found) >= len(words) and len(set(found)) >= 6


def _mostly_latin(letters: list[str]) -> bool:
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return 2 * latin >= len(letters)


@cache
def _identifier() -> Any:
    # Imported here: its model takes half a second to unpack, which plain English need not pay.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
