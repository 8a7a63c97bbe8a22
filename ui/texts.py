"""The languages of the page, French first. Does not know how a page is made."""

from __future__ import annotations

from ui.texts_en import ENGLISH
from ui.texts_fr import FRENCH
from ui.words import Texts

LANGUAGES = (FRENCH.language, ENGLISH.language)
"""The first one is what a reader gets who did not choose."""

__all__ = ["LANGUAGES", "Texts", "texts_for"]


def texts_for(language: str) -> Texts:
    """Return the words of "fr" or "en"; any other language gets French."""
    return ENGLISH if language == ENGLISH.language else FRENCH
