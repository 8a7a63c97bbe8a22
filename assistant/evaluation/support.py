"""Lexical support: could these quotations have said this sentence? Necessary, not sufficient: not "faithfulness"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evaluation.normalising import tokens

COVERAGE = 0.8
_STOP_WORDS = """
a ai ainsi alors apres au aussi aux avant avec avoir c ce ces cet cette comme d dans de depuis des donc dont
du elle elles en entre est et ete etre eu eux il ils j je l la le les leur leurs lors lui m mais meme n ne nos
notre nous on ont ou par pas pendant plus pour qu que quel quelle quelles quels qui s sa sans ses si sont son
sous sur t tous tout toute toutes tres un une vers vos votre vous y the of and in to is are was were for on at
by with an that this
"""
_STOP = frozenset(_STOP_WORDS.split())
_WORD = re.compile(r"[^\W_][\w'’.@-]*")


def supported(sources: Sequence[str], claim: str) -> bool:
    """Say whether the sources, together, hold ≥ 80 % of the claim's content words and all of its key words.

    Key words are numbers (so dates and amounts), acronyms, and capitalised words that do not open the claim.
    """
    held = {token for source in sources for token in tokens(source, keep_articles=True)}
    content = [token for token in tokens(claim) if token not in _STOP]
    if content and sum(token in held for token in content) / len(content) < COVERAGE:
        return False
    return bool(held) and all(token in held for token in key_words(claim))


def key_words(claim: str) -> frozenset[str]:
    """Return the normalised numbers, acronyms and proper nouns of a claim."""
    keys = {token for token in tokens(claim) if any(character.isdigit() for character in token)}
    for position, match in enumerate(_WORD.finditer(claim)):
        word = match[0]
        acronym = sum(character.isupper() for character in word) > 1
        if acronym or (word[0].isupper() and position > 0 and not _opens_a_sentence(claim, match.start())):
            keys.update(token for token in tokens(word) if token not in _STOP)
    return frozenset(keys)


def _opens_a_sentence(claim: str, offset: int) -> bool:
    before = claim[:offset].rstrip(' \u00a0«"“(*')
    return not before or before[-1] in ".!?:;\n•-"
