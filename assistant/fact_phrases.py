"""The assistant's own words around facts, French and English: counts, and what introduces a list. Never facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.fact_kinds import FactKind, FieldName, Status

Noun = tuple[str, str]
"""One thing, several things."""


@dataclass(frozen=True, slots=True)
class FactPhrases:
    """The words of one language; {braces} hold numbers, nouns and titles."""

    things: Mapping[FactKind | Status | FieldName, Noun]
    groups: Mapping[FieldName, Noun]
    found: Noun
    count: str
    grouped: str
    most: str
    earliest: Noun
    latest: Noun
    no_sum: str
    ungrouped: str
    undated: str
    doubtful: str
    unsigned: str
    announced: str
    also: str
    behind: Noun
    according: str
    part: str
    no_date: str
    disputed: str
    months: tuple[str, ...]

    def noun(self, noun: Noun, number: int) -> str:
        """Return a noun in the form that goes with a number."""
        return noun[0] if number == 1 else noun[1]


_FRENCH = FactPhrases(
    things=MappingProxyType(
        {
            FactKind.AGREEMENT: ("accord", "accords"),
            Status.SIGNED: ("accord", "accords"),
            Status.NEGOTIATED: ("accord en négociation", "accords en négociation"),
            Status.PLANNED: ("accord prévu", "accords prévus"),
            FactKind.PROGRAMME: ("soutien", "soutiens"),
            FieldName.AMOUNT: ("montant", "montants"),
            FactKind.MEMBERSHIP: ("membre", "membres"),
            FieldName.ALLIANCE: ("rattachement", "rattachements"),
            FactKind.EVENT: ("événement", "événements"),
            FactKind.CONTACT: ("contact", "contacts"),
            FactKind.POLE: ("pôle", "pôles"),
        }
    ),
    groups=MappingProxyType(
        {
            FieldName.COUNTRY: ("pays", "pays"),
            FieldName.DATE: ("année", "années"),
            FieldName.PARTY: ("pôle ou alliance", "pôles ou alliances"),
            FieldName.BENEFICIARY: ("bénéficiaire", "bénéficiaires"),
            FieldName.ALLIANCE: ("alliance", "alliances"),
            FieldName.ORGANISATION: ("organisme", "organismes"),
        }
    ),
    found=("trouvé dans les documents", "trouvés dans les documents"),
    count="{number} {things} {found} :",
    grouped="{groups} {names}, {number} {things} {found} :",
    most="{number} {things} {found}, le plus grand nombre par {name} :",
    earliest=(
        "{number} {things}, le plus ancien de ceux dont les documents disent la date :",
        "{number} {things}, les plus anciens de ceux dont les documents disent la date :",
    ),
    latest=(
        "{number} {things}, le plus récent de ceux dont les documents disent la date :",
        "{number} {things}, les plus récents de ceux dont les documents disent la date :",
    ),
    no_sum="{number} {things} {found} ; aucune somme n'est calculée :",
    ungrouped="{number} de plus, sans {name} dans les documents :",
    undated="{number} de plus, dont les documents ne disent pas l'année :",
    doubtful="{number} de plus, moins sûrement :",
    unsigned="{number} en négociation ou en projet :",
    announced="Les documents annoncent eux-mêmes :",
    also="Les passages les plus proches disent aussi :",
    behind=("La phrase d'où viennent ces lignes :", "Les phrases d'où viennent ces lignes :"),
    according="Selon « {title} » ({date}) :",
    part="Pour « {part} » :",
    no_date="sans date",
    disputed="Les documents donnent des dates différentes, les plus récents d'abord :",
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
)

_ENGLISH = FactPhrases(
    things=MappingProxyType(
        {
            FactKind.AGREEMENT: ("agreement", "agreements"),
            Status.SIGNED: ("agreement", "agreements"),
            Status.NEGOTIATED: ("agreement in negotiation", "agreements in negotiation"),
            Status.PLANNED: ("planned agreement", "planned agreements"),
            FactKind.PROGRAMME: ("support", "supports"),
            FieldName.AMOUNT: ("amount", "amounts"),
            FactKind.MEMBERSHIP: ("member", "members"),
            FieldName.ALLIANCE: ("membership", "memberships"),
            FactKind.EVENT: ("event", "events"),
            FactKind.CONTACT: ("contact", "contacts"),
            FactKind.POLE: ("cluster", "clusters"),
        }
    ),
    groups=MappingProxyType(
        {
            FieldName.COUNTRY: ("country", "countries"),
            FieldName.DATE: ("year", "years"),
            FieldName.PARTY: ("cluster or alliance", "clusters or alliances"),
            FieldName.BENEFICIARY: ("beneficiary", "beneficiaries"),
            FieldName.ALLIANCE: ("alliance", "alliances"),
            FieldName.ORGANISATION: ("organisation", "organisations"),
        }
    ),
    found=("found in the documents", "found in the documents"),
    count="{number} {things} {found}:",
    grouped="{groups} {names}, {number} {things} {found}:",
    most="{number} {things} {found}, the largest number per {name}:",
    earliest=("{number} {things}, the earliest among those whose date the documents tell:",) * 2,
    latest=("{number} {things}, the latest among those whose date the documents tell:",) * 2,
    no_sum="{number} {things} {found}; no sum is computed:",
    ungrouped="{number} more, without a {name} in the documents:",
    undated="{number} more, whose year the documents do not say:",
    doubtful="{number} more, less surely:",
    unsigned="{number} in negotiation or planned:",
    announced="The documents themselves announce:",
    also="The nearest passages also say:",
    behind=("The sentence that these lines come from:", "The sentences that these lines come from:"),
    according="According to “{title}” ({date}):",
    part="For “{part}”:",
    no_date="undated",
    disputed="The documents give different dates, the most recent first:",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)


def fact_phrases(language: str) -> FactPhrases:
    """Return the words of "fr" or "en"; any other language gets French."""
    return _ENGLISH if language == "en" else _FRENCH


def date_in_words(date: str, language: str) -> str:
    """Return an ISO date, whole or shortened, as a reader says it: "4 février 2008"; anything else as it is."""
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?", date):
        return date
    year, month, day = [*(int(part) for part in date.split("-")), 0, 0][:3]
    words = [str(day)] if day else []
    if day == 1 and language != "en":
        words = ["1er"]
    return " ".join([*words, *([fact_phrases(language).months[month - 1]] if month else []), str(year)])
