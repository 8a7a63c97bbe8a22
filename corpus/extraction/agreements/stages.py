"""How far an agreement has come, told by a few words: the cell of a table, the value of a sheet, the entry of a list.

Unlike the words of a sentence these need no word for an agreement, nor anybody's name. Does not know who agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.documents import Span
from corpus.extraction.agreements.words import INTENDED, PLANNED, PUT_OFF, SIGNED, TALKS
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
