"""Small talk: greetings, thanks and questions about the assistant itself. Never cites, never states facts of the corpus."""

from __future__ import annotations

import re

from assistant.phrases import phrases
from corpus.french import fold

_THANKS = re.compile(r"\b(merci|thanks?|thank you)\b")
_ABOUT = re.compile(r"\b(qui|quoi|who|what|comment|how|que|tu|vous|you|your|ton|robot|ia|ai|bot)\b")


def reply(question: str, language: str) -> str:
    """Return the answer to small talk, in `language` ("fr" or "en")."""
    spoken = phrases(language)
    folded = fold(question)
    if _THANKS.search(folded):
        return spoken.thanks
    if _ABOUT.search(folded):
        return spoken.who_am_i
    return spoken.greeting
