"""How far an agreement has come, told by a few words: the cell of a table, the value of a sheet, the entry of a list.

Unlike the words of a sentence these need no word for an agreement, nor anybody's name. Does not know who agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import Span
from corpus.extraction.agreements.words import INTENDED, PLANNED, PUT_OFF, SIGNED, TALKS
from corpus.extraction.fact_sentences import Sentence
from corpus.fact_kinds import Status
from corpus.plain import plain

ENDED = re.compile(
    r"\b(?:echu|expire|termine|clos|caduc|denonce|rompu|resilie|abandonne|annule|interrompu|suspendu|arrete|eteint|dissou[st]"
    r"|acheve|gele|refuse|decline)e?s?\b|\b(?:lapsed|expired|ended|terminated|dissolved|dropped|closed|cancelled|suspended"
    r"|discontinued|stopped|failed|over|abandoned|declined|withdrawn)\b"
    r"|\bcaduque\b|\barrive\w* a (?:son |leur )?(?:terme|echeance)|\b(?:a|ont) pris fin\b|\bmis (?:un terme|fin)\b"
    r"|\bsans (?:suite|lendemain)\b"
    r"|\b(?:non|pas(?: ete)?) (?:renouvele|reconduit|prolonge)\w*|\bnot (?:been )?(?:renewed|extended)\b|\bn'a pas survecu\b"
    r"|\bcame to an end\b|\bbroke\w* (?:down|off)\b|\bpoint mort\b"
    r"|\bplus en vigueur\b|\bno longer\b"
)
"""Words that say that an agreement or the talks of one are over."""
NOT_YET = re.compile(
    r"\b(?:pas|rien|jamais|aucun\w*)[^.;]{0,14}\bencore[^.;]{0,20}|\bpas encore\b|\bencore (?:pas|rien)\b"
    r"|\bnot (?:yet|signed)\b"
    r"|\b(?:aucun\w*|no) (?:\w+ )?(?:accord|convention|texte|protocole|agreement|text|memorandum)(?: (?:n'(?:est"
    r"|a ete)|has been|is|was))?"
    r" (?:encore |yet )?sign\w+|\bnothing (?:is |has been )?(?:yet )?signed\b|\brien n'est (?:encore )?signe\b"
    r"|\b(?:has|have|is|are) not (?:yet )?"
    r"(?:been )?signed\b|\byet to be signed\b|\breste a signer\b|\bnon signe\w*"
)
"""Words that deny the signature, not the talks."""
_SIGN = r"(?:sign|conclu|paraph|ratifi|scell|approuv|entam|abouti|debouch|trouve d'accord|donne suite|voulu|souhait|accept)\w*"
_DENIED = re.compile(
    rf"\b(?:n'|ne )(?:[a-z'-]+ ){{0,2}}?(?:pas|jamais|rien|plus) (?:[a-z-]+ ){{0,3}}?{_SIGN}"
    rf"|\b(?:n'|ne )(?:sign|conclu|paraph|ratifi)\w+ (?:pas|jamais|rien|plus|aucun)\b"
    r"|\b(?:aucune?|no|nul|nulle) (?:[a-z-]+ )?(?:accord|convention|texte|protocole|partenariat|agreement|memorandum|text)s?\b"
    r"|\b(?:(?:has|have|had|was|were|is|are|will|would|did|does|do) not|won't|didn't|hasn't|wasn't|never) (?:[a-z]+ ){0,3}?"
    r"(?:sign|conclud|ratif|approv|initial)\w*"
    r"|\b(?:refus|renonc|declin|rejet|repouss)\w+ (?:[a-z]+[ ']){0,4}?(?:sign|conclu|accord|convention|texte|propos|offre)\w*"
    r"|\b(?:refus|declin|reject)\w+ (?:to |the |an? |its )(?:[a-z]+ ){0,3}?(?:sign|agreement|offer|text|memorandum|propos)\w*"
    r"|\b(?:tomb\w+ a l'eau|fell through|came to nothing|capot\w+|avort\w+|lettre morte)\b"
)
"""Words that say that there was no agreement; those for the end of one say that there was."""
_APART = re.compile(r";|, (?:mais|but|tandis qu|alors qu|while|whereas)\b|\. ")
_RELATIVE = re.compile(r",? (?:qui|who|which) [^,;.]*,")
_TALKING = re.compile(
    rf"{TALKS.pattern}|\bnegoci\w+|\bnegotiat\w+|\ben (?:preparation|redaction|instruction|examen)\b|\brencontre\w*\b"
    rf"|\bon se parle\b"
    r"|\ben (?:cours|phase|voie) (?:de |d')(?:negociation|discussion|signature|finalisation|elaboration|preparation"
    r"|validation|examen|redaction|construction|conclusion|rapprochement)\w*|\bechanges? (?:en cours|engages?"
    r"|ouverts?)\b|\bpremiers? contacts?\b"
    r"|\bunder (?:discussion|negotiation|preparation|review|way)\b|\bbeing (?:drafted|discussed|negotiated)\b"
    r"|\bin discussion\b|\bexploratory\b"
)
_COMING = re.compile(
    rf"{PLANNED.pattern}|\ba (?:signer|venir|conclure|l'etude)\b|\bprojet\b|\bplanned\b|\bto be signed\b|\bupcoming\b"
    rf"|\bforthcoming\b"
    r"|\bpending\b|\ben attente\b|\bpret\w* a (?:etre )?sign\w+|\btexte pret\b|\bdraft\b|\bprogramme\w*\b"
    r"|\bsignature le\b|\bexpected\b"
)
_RUNS = re.compile(
    rf"{SIGNED.pattern}|\bactif\b|\bactive\b|\bcurrent\b|\brunning\b|\bongoing\b|\bvalid\b|\bvigente\b|\ben cours\b"
    rf"|\boperationnel\w*"
    r"|\brealis\w+|\ben place\b|\bin place\b|\bdepuis\b|\bsince\b|\bcourt\b|\bfait\b|\bdone\b|\bacquis\w*|\bvivant\w*"
    r"|\bvalide\b|\betabli\w*"
    r"|\bpartenaires? (?:du|de|des|depuis)\b|\bpartners? (?:of|since)\b"
)
_STAGES = ((Status.NEGOTIATED, _TALKING), (Status.PLANNED, _COMING), (Status.SIGNED, _RUNS))


@dataclass(frozen=True, slots=True)
class Stage:
    """How far an agreement has come, `status` None where it is over or denied, and the words that say so."""

    status: Status | None
    words: Span


def stage_of(text: str, start: int, end: int) -> Stage | None:
    """Return the stage that a stretch of a document tells; None where it tells none."""
    words = plain(text[start:end])
    if over := ENDED.search(words):
        return Stage(None, Span(start + over.start(), start + over.end()))
    denied = NOT_YET.search(words)
    if off := PUT_OFF.search(words):
        return Stage(Status.PLANNED, Span(start + off.start("off"), start + off.end("off")))
    for status, pattern in _STAGES:
        found = pattern.search(words)
        if found is None or (denied and (status is Status.SIGNED or _within(found, denied))):
            continue
        if status is Status.PLANNED and not denied and _is_late(words, found):
            continue
        return Stage(status, Span(start + found.start(), start + found.end()))
    return Stage(None, Span(start + denied.start(), start + denied.end())) if denied else None


def signed_unless_denied(sentence: Sentence, offset: int) -> Status | None:
    """Return the status of a signature of which a clause tells: what it is where it is put off, None where it is denied."""
    at = offset - sentence.span.start
    cuts = [0, *(found.end() for found in _APART.finditer(sentence.words)), len(sentence.words)]
    clause = next((sentence.words[a:b] for a, b in pairwise(cuts) if a <= at < b), sentence.words)
    clause = _RELATIVE.sub(lambda aside: "" if "\0" not in aside.group() else aside.group(), clause)
    if NOT_YET.search(clause):
        return Status.NEGOTIATED if TALKS.search(sentence.words) or "negoci" in sentence.words else Status.PLANNED
    return None if _DENIED.search(clause) else Status.SIGNED


def _within(found: re.Match[str], denied: re.Match[str]) -> bool:
    return denied.start() <= found.start() < denied.end()


def _is_late(words: str, found: re.Match[str]) -> bool:
    """Tell whether an intention follows the signature: "signé en 2014 ; il prévoit…" is signed."""
    signed = SIGNED.search(words)
    return (
        signed is not None
        and INTENDED.match(words, found.start()) is not None
        and signed.start() < found.start()
        and re.search(r"[.;:,]", words[signed.end() : found.start()]) is not None
    )
