"""The organisation abroad that a dialling code or a national domain tells: the one of that country in the document.

Does not know sentences. "+353 …" is that of the Irish cluster, whoever the document is by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extraction.contacts.imprints import imprints
from corpus.extraction.contacts.quoting import called
from corpus.extraction.fact_reading import ACTORS, PLACES, Reading, distinct
from corpus.fact_kinds import Field
from corpus.kinds import Entity

_CODES_TEXT = """
    20 Égypte, 27 Afrique du Sud, 30 Grèce, 31 Pays-Bas, 32 Belgique, 34 Espagne, 36 Hongrie, 39 Italie, 40 Roumanie, 41 Suisse,
    43 Autriche, 44 Royaume-Uni, 45 Danemark, 46 Suède, 47 Norvège, 48 Pologne, 49 Allemagne, 51 Pérou, 52 Mexique, 54 Argentine,
    55 Brésil, 56 Chili, 57 Colombie, 60 Malaisie, 61 Australie, 62 Indonésie, 63 Philippines, 64 Nouvelle-Zélande, 65 Singapour,
    66 Thaïlande, 81 Japon, 82 Corée du Sud, 84 Viêt Nam, 86 Chine, 90 Turquie, 91 Inde, 98 Iran, 212 Maroc, 213 Algérie,
    216 Tunisie, 221 Sénégal, 223 Mali, 225 Côte d'Ivoire, 226 Burkina Faso, 228 Togo, 229 Bénin, 230 Maurice, 234 Nigeria,
    237 Cameroun, 241 Gabon, 254 Kenya, 261 Madagascar, 351 Portugal, 352 Luxembourg, 353 Irlande, 354 Islande, 355 Albanie,
    356 Malte, 357 Chypre, 358 Finlande, 359 Bulgarie, 370 Lituanie, 371 Lettonie, 372 Estonie, 373 Moldavie, 374 Arménie,
    380 Ukraine, 381 Serbie, 382 Monténégro, 385 Croatie, 386 Slovénie, 387 Bosnie-Herzégovine, 420 République tchèque,
    421 Slovaquie, 506 Costa Rica, 595 Paraguay, 598 Uruguay, 886 Taïwan, 961 Liban, 962 Jordanie, 966 Arabie saoudite,
    971 Émirats arabes unis, 972 Israël, 974 Qatar, 995 Géorgie
"""
_CODES = dict(one.strip().split(" ", 1) for one in _CODES_TEXT.split(","))


_DOMAINS_TEXT = """
    de Allemagne, es Espagne, it Italie, uk Royaume-Uni, be Belgique, ch Suisse, ca Canada, jp Japon, cn Chine, br Brésil,
    kr Corée du Sud, nl Pays-Bas, se Suède, dk Danemark, fi Finlande, no Norvège, at Autriche, pl Pologne, pt Portugal,
    ie Irlande, lu Luxembourg, ma Maroc, tn Tunisie, cl Chili, mx Mexique, ar Argentine, in Inde, hu Hongrie,
    cz République tchèque, sk Slovaquie, si Slovénie, hr Croatie, ro Roumanie, bg Bulgarie, gr Grèce, tr Turquie,
    lt Lituanie, lv Lettonie, ee Estonie, vn Viêt Nam, sg Singapour, au Australie, nz Nouvelle-Zélande, za Afrique du Sud,
    il Israël, ua Ukraine, us États-Unis
"""
_DOMAINS = dict(one.strip().split(" ", 1) for one in _DOMAINS_TEXT.split(","))


def country_of_address(address: str) -> str:
    """Return the country of an international number or a national domain; "" for France, or where several share it."""
    if "." in address and re.search("[a-z]", address):
        domain = re.search(r"\.([a-z]{2})(?=[/?#:]|\Z)", address.rpartition("@")[2].lower())
        return _DOMAINS.get(domain[1], "") if domain else ""
    digits = "".join(one for one in address if one.isdigit())
    digits = digits if address.startswith("+") else digits[2:] if digits.startswith("00") else ""
    return next((_CODES[digits[:size]] for size in (3, 2) if digits[:size] in _CODES), "")


def organisation_abroad(reading: Reading, channels: Sequence[Entity]) -> list[Field]:
    """Return whose an address abroad is: the body whose document it is, if its name tells the country, or the one cluster there.

    "Service économique d'Helsinki" for "+358 …"; else the only organisation of that country, named more than once.
    """
    countries = {country for c in channels if (country := country_of_address(c.text))}
    if len(countries) != 1:
        return []
    for field in imprints(reading):
        places = (e for e in reading.names.mentions(field.value) if e.kind in PLACES)
        if any(reading.names.country_of(e.canonical) in countries for e in places):
            return [field]
    there = [e for sentence in reading.sentences for e in sentence.of(ACTORS) if reading.country(e) in countries]
    found = distinct(there)
    return [called(reading, found[0], inferred=True)] if len(found) == 1 < len(there) else []
