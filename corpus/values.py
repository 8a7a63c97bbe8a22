"""Values in a text: contacts, dates, times, durations, amounts, percentages, numbers. No digit is reported twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.contacts import emails, phones, urls
from corpus.dates import dates, times
from corpus.kinds import Entity, EntityKind, blank, ordered
from corpus.numbers import Quantity, plain_decimal, quantities
from corpus.plain import plain

_S = r"[ \u00a0\u202f]?"
_CURRENCIES = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD",
    "dollars": "USD", "£": "GBP", "gbp": "GBP", "livre": "GBP", "livres": "GBP", "pound": "GBP", "pounds": "GBP", "¥": "JPY",
    "yen": "JPY", "yens": "JPY", "jpy": "JPY", "chf": "CHF", "franc": "FRF", "francs": "FRF", "cad": "CAD", "$ca": "CAD",
    "couronne": "KR", "couronnes": "KR", "krona": "SEK", "kronor": "SEK", "krone": "KR", "kroner": "KR", "crowns": "KR",
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "zloty": "PLN", "zlotys": "PLN", "pln": "PLN", "dirham": "MAD", "dirhams": "MAD",
    "mad": "MAD", "yuan": "CNY", "yuans": "CNY", "cny": "CNY", "roupies": "INR", "rupees": "INR",
}  # fmt: skip
_NATIONAL = {
    "suisse": "CHF", "swiss": "CHF", "canadien": "CAD", "canadian": "CAD", "suedoise": "SEK", "swedish": "SEK",
    "norvegienne": "NOK", "norwegian": "NOK", "danoise": "DKK", "danish": "DKK", "tcheque": "CZK", "czech": "CZK",
    "americain": "USD", "australien": "AUD", "australian": "AUD",
}  # fmt: skip
"""The currency of a nation, where its unit is that of several: "francs suisses", "Swedish kronor"."""
_CURRENCY = re.compile(
    rf"{_S}(?:d['’]|de[ \u00a0])?(k|m|md|mds|bn)?[ \u00a0]?(us\$|\$ca|[€$£¥]|euros?|eur|usd|dollars?|gbp"
    rf"|livres?{_S}sterling|pounds?|yens?|jpy|chf"
    r"|francs?|cad|couronnes?|kron(?:a|or|er?)|crowns|sek|nok|dkk|zlotys?|pln|dirhams?|mad|yuans?|cny|roupies|rupees)(?!\w)",
    re.IGNORECASE,
)
_NATIONAL_AFTER = re.compile(
    r"[ \u00a0](suisse|canadien|suédoise|norvégienne|danoise|tchèque|américain|australien)(?:ne)?s?(?!\w)",
    re.IGNORECASE,
)
_NATIONAL_BEFORE = re.compile(
    r"[ \u00a0](swiss|canadian|swedish|norwegian|danish|czech|australian)(?=[ \u00a0])", re.IGNORECASE
)
_CURRENCY_BEFORE = re.compile(r"(US\$|[€$£¥]|\b(?:EUR|USD|GBP|JPY|CHF|SEK|NOK|DKK|PLN))[ \u00a0]?\Z")
_FACTORS = {"": 0, "k": 3, "m": 6, "md": 9, "mds": 9, "bn": 9}
_LETTER_AFTER = re.compile(r"(k|M|m|bn)(?!\w)")
_PERCENT = re.compile(rf"{_S}(?:%|pour[ \u00a0]cents?|p\.[ \u00a0]?100|per[ \u00a0]?cent|percent)(?!\w)", re.IGNORECASE)
_UNITS = {
    "an": "Y", "ans": "Y", "année": "Y", "années": "Y", "year": "Y", "years": "Y", "mois": "M", "month": "M", "months": "M",
    "semaine": "W", "semaines": "W", "week": "W", "weeks": "W", "jour": "D", "jours": "D", "journée": "D", "journées": "D",
    "day": "D", "days": "D",
    "heure": "TH", "heures": "TH", "hour": "TH", "hours": "TH", "minute": "TM", "minutes": "TM", "min": "TM",
}  # fmt: skip
_UNIT = re.compile(rf"[ \u00a0\u202f\-]({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_VAGUE_UNITS = frozenset({"jour", "day", "journée", "minute", "heure"})


def find_values(text: str) -> tuple[Entity, ...]:
    """Return every value of a text in order; values never overlap, so a telephone's digits are no numbers."""
    found: list[Entity] = []
    for reader in (emails, urls, phones, dates, times, _measures):
        found += reader(blank(text, found))
    return ordered(Entity(e.kind, e.start, e.end, text[e.start : e.end], e.canonical) for e in found)


def _measures(text: str) -> Iterator[Entity]:
    """Classify each quantity by what stands around it: currency, percent sign, unit of time, or nothing."""
    end = 0
    for quantity in quantities(text):
        entity = (
            _amount(text, quantity, after=end)
            or _percent(text, quantity)
            or _duration(text, quantity)
            or _number(text, quantity)
        )
        if entity is not None:
            yield entity
            end = entity.end


def _number(text: str, quantity: Quantity) -> Entity | None:
    if quantity.article:
        return None
    start, end = quantity.start, quantity.end
    return Entity(EntityKind.NUMBER, start, end, text[start:end], plain_decimal(quantity.value))


def _amount(text: str, quantity: Quantity, *, after: int) -> Entity | None:
    """Read the currency behind the quantity, or before it but not before the offset `after`."""
    nation = _NATIONAL_BEFORE.match(text, quantity.end)
    behind = _CURRENCY.match(text, nation.end() if nation else quantity.end)
    if behind is not None:
        name = re.sub(r"[ \u00a0\u202f]?sterling", "", behind[2].lower())
        value = quantity.value.scaleb(_FACTORS[(behind[1] or "").lower()])
        national = (
            _NATIONAL_AFTER.match(text, behind.end()) if name.startswith(("franc", "dollar", "couronne")) else None
        )
        nation = nation or national
        currency = _NATIONAL[plain(nation[1])] if nation else _CURRENCIES[name]
        return _money(text, quantity.start, national.end() if national else behind.end(), value, currency)
    before = _CURRENCY_BEFORE.search(text[max(after, quantity.start - 5) : quantity.start])
    if before is None:
        return None
    start = quantity.start - len(before.group())
    letter = _LETTER_AFTER.match(text, quantity.end)
    value = quantity.value.scaleb(_FACTORS[letter[1].lower()]) if letter else quantity.value
    return _money(text, start, letter.end() if letter else quantity.end, value, _CURRENCIES[before[1].lower()])


def _money(text: str, start: int, end: int, value: Decimal, currency: str) -> Entity:
    return Entity(EntityKind.AMOUNT, start, end, text[start:end], f"{plain_decimal(value)} {currency}")


def _percent(text: str, quantity: Quantity) -> Entity | None:
    sign = _PERCENT.match(text, quantity.end)
    if sign is None:
        return None
    start, end = quantity.start, sign.end()
    return Entity(EntityKind.PERCENT, start, end, text[start:end], plain_decimal(quantity.value))


def _duration(text: str, quantity: Quantity) -> Entity | None:
    unit = _UNIT.match(text, quantity.end)
    if unit is None or (quantity.article and unit[1].lower() in _VAGUE_UNITS):
        return None
    start, end = quantity.start, unit.end()
    canonical = "P" + _UNITS[unit[1].lower()].replace("T", "T" + plain_decimal(quantity.value))
    if not canonical.startswith("PT"):
        canonical = f"P{plain_decimal(quantity.value)}{_UNITS[unit[1].lower()]}"
    return Entity(EntityKind.DURATION, start, end, text[start:end], canonical)
