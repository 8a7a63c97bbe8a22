"""Names of poles, programmes, institutions, clusters, events and places, and where a text mentions them.

The names and their variants are data (`corpus/names/*.yaml`). Accents, case, hyphens, spaces and apostrophes do not matter:
"Lyonbiopôle", "LyonBioPôle" and "Lyon Biopôle" are one name. Does not know values or names that are in no file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from corpus.kinds import PLACES, Entity, EntityKind, ordered
from corpus.name_corrections import corrected_entries
from corpus.name_entries import FOLDER, NameEntry, NamesError, read_entries, read_words
from corpus.name_forms import ARTICLES, Form, capitals_fit, forgiven_edits, forms_of, joints_fit
from corpus.spelling import Token, is_form_of, nearest, tokens

__all__ = ["NameEntry", "Names", "NamesError", "load_names"]

_LONGEST = 14  # tokens of the longest name
_GAP = re.compile(r"[ \t\u00a0\u202f]{0,2}[\-‐‑–'’´`&@/.,:+]?[ \t\u00a0\u202f]{0,2}\n?\Z")
_LIST = re.compile(r"[ \u00a0]?(?:,|/|&|;| et| ou| and| or|,? puis)[ \u00a0](?:les |le |la |l['’])?\Z|/\Z")
_LEAD = (
    r"\b(?:inter-?)?(?:bio-?|méga-?|super-?)?(?:p[ôo]les?|clusters?|programmes?|projets?|réseaux?|dispositifs?|alliances?|plateformes?|projects?"
    r"|networks?|competitiveness clusters?)"
)
_LED = re.compile(
    rf"{_LEAD}(?:[ \u00a0]+de[ \u00a0]compétitivité)?(?:[ \u00a0][a-zéèêç-]{{4,14}})?[ \u00a0:]+"
    r"[«\"“*_ \u00a0]*(?:le |la |les |l['’])?\Z",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    rf"(?:(?:le|la|les|l['’]|du|des|au|the)[ \u00a0]*)?{_LEAD}(?:[ \u00a0]+de[ \u00a0]compétitivité)?[ \u00a0]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Every known name, ready to be looked up and found in texts. Build it once with `load_names` and pass it on."""

    entries: tuple[NameEntry, ...]
    first_names: frozenset[str]
    common_words: frozenset[str]
    _forms: Mapping[str, tuple[Form, ...]] = field(repr=False)
    _prefixes: frozenset[str] = field(repr=False)
    _by_name: Mapping[str, NameEntry] = field(repr=False)
    _fuzzy: Mapping[str, int] = field(repr=False)

    @classmethod
    def from_entries(
        cls,
        entries: tuple[NameEntry, ...],
        *,
        first_names: frozenset[str] = frozenset(),
        common: frozenset[str] = frozenset(),
    ) -> Names:
        """Index entries. Where two share a form, the earlier wins."""
        forms: dict[str, list[Form]] = defaultdict(list)
        for entry in entries:
            for form in forms_of(entry, common):
                own = forms["".join(form.words)]
                same = [n for n, known in enumerate(own) if known.entry is entry and known.led_only <= form.led_only]
                for n in same:
                    own[n] = replace(own[n], boundaries=own[n].boundaries | form.boundaries)
                if not same:
                    own.append(form)
        prefixes = frozenset(key[:length] for key in forms for length in range(1, len(key) + 1))
        by_name = {entry.name: entry for entry in reversed(entries)}
        fuzzy = {key: edits for key, known in forms.items() if (edits := forgiven_edits(key, known[0]))}
        return cls(entries, first_names, common, {k: tuple(v) for k, v in forms.items()}, prefixes, by_name, fuzzy)

    def taking_as_words(self, words: Iterable[str]) -> Names:
        """Return these names where folded `words` are common ones, hence no misspelt names."""
        return replace(self, common_words=self.common_words | frozenset(words))

    def entry(self, name: str) -> NameEntry | None:
        """Return the entry that any of its names designates, or None."""
        for candidate in (name, _PREFIX.sub("", name, count=1)):
            found = self._forms.get("".join(token.folded for token in tokens(candidate)))
            if found:
                return min(found, key=lambda form: form.led_only).entry
        return None

    def canonical(self, name: str) -> str | None:
        """Return the main form of a name: "le pôle Moveo" → "Mov'eo"; None when it is unknown."""
        entry = self.entry(name)
        return entry.name if entry else None

    def aliases(self, canonical: str) -> tuple[str, ...]:
        """Return the other forms of an entity (not its adjectives); empty when it is unknown."""
        entry = self._by_name.get(canonical)
        return (*entry.aliases, *entry.strict) if entry else ()

    def country_of(self, canonical: str) -> str:
        """Return the country of a place or cluster, itself for a country, "" when unknown."""
        entry = self._by_name.get(canonical)
        return "" if entry is None else entry.name if entry.kind is EntityKind.COUNTRY else entry.country

    def mentions(self, text: str, *, fuzzy: bool = False) -> tuple[Entity, ...]:
        """Return the names that a text mentions, longest first, without overlap, in text order.

        `fuzzy` is for questions: it forgives capitals in names of several words, and one edit in names of five letters or
        more, two from nine, but never touches common words.
        """
        words = tokens(text)
        found = list(self._exact(text, words, lenient=fuzzy))
        if fuzzy:
            found = self._with_misspelt(text, words, found)
        return ordered(found)

    def _exact(self, text: str, words: tuple[Token, ...], *, lenient: bool) -> Iterator[Entity]:
        position, previous_end = 0, 0
        previous_led: EntityKind | None = None  # the kind of a led name, which leads the rest of its list too
        while position < len(words):
            first = words[position]
            if first.folded not in self._prefixes:
                position += 1
                continue
            candidates = self._candidates(text, words, position)
            led: bool | None = None
            chained: EntityKind | None = None
            for count, key in reversed(candidates):
                last = words[position + count - 1]
                if led is None:
                    led = _LED.search(text[max(0, first.start - 60) : first.start]) is not None
                    chained = previous_led if _LIST.fullmatch(text[previous_end : first.start]) else None
                form = self._admitted(text, words, position, count, key, led=led, chained=chained, lenient=lenient)
                if form is None:
                    continue
                start = self._start(text, first.start, form)
                yield _entity(form.entry, text, start, last.end)
                previous_end = last.end
                previous_led = form.entry.kind if led or chained is form.entry.kind else None
                position += count - 1
                break
            position += 1

    def _candidates(self, text: str, words: tuple[Token, ...], position: int) -> list[tuple[int, str]]:
        """Return (number of tokens, joined key) for the known keys that begin at a token, shortest first."""
        key, found = words[position].folded, []
        if key in self._forms:
            found.append((1, key))
        for count in range(2, _LONGEST + 1):
            if position + count > len(words):
                break
            left, right = words[position + count - 2], words[position + count - 1]
            key += right.folded
            if key not in self._prefixes or not _GAP.match(text[left.end : right.start]):
                break
            if key in self._forms:
                found.append((count, key))
        return found

    def _admitted(
        self,
        text: str,
        words: tuple[Token, ...],
        position: int,
        count: int,
        key: str,
        *,
        led: bool,
        chained: EntityKind | None,
        lenient: bool,
    ) -> Form | None:
        """Return the first form of a key that the capitals, the joints and the context allow."""
        run = words[position : position + count]
        gaps = {c for a, b in pairwise(run) for c in text[a.end : b.start] if c in ",/.:+"}
        for form in self._forms[key]:
            if any(character not in form.written for character in gaps) or not joints_fit(run, form):
                continue
            leads = led or chained is form.entry.kind
            if not form.guarded or (leads and form.entry.kind not in PLACES):
                return form
            if form.led_only or (count == 1 and _begins_sentence(text, run[0].start) and not form.written.isupper()):
                continue
            if (lenient and sum(word not in ARTICLES for word in form.words) > 1) or (
                capitals_fit(text, run, form) and not (count == 1 and _shouted(text, run[0]))
            ):
                return form
        return None

    @staticmethod
    def _start(text: str, start: int, form: Form) -> int:
        """Take the word "pôle" into the mention where it is part of the canonical name."""
        if form.entry.name.startswith("Pôle ") and not form.written.startswith("Pôle "):
            lead = re.search(r"\b[Pp][ôo]le[ \u00a0]\Z", text[max(0, start - 5) : start])
            return start - len(lead.group()) if lead else start
        return start

    def _with_misspelt(self, text: str, words: tuple[Token, ...], found: list[Entity]) -> list[Entity]:
        """Add the nearest names for windows of up to four words, longest first; a longer name replaces exact ones inside it."""
        taken = {i for i, word in enumerate(words) for entity in found if entity.start <= word.start < entity.end}
        guesses = []
        for position in range(len(words)):
            for count in range(1, 5):
                window = range(position, position + count)
                if window.stop > len(words):
                    break
                if self._may_be_misspelt(words, window, taken):
                    near = nearest("".join(words[i].folded for i in window), self._fuzzy)
                    if near:
                        guesses.append((-count, near[1], position, near[0]))
        for negative, _, position, key in sorted(guesses):
            window = range(position, position - negative)
            start, end = words[window[0]].start, words[window[-1]].end
            inside = [entity for entity in found if start <= entity.start and entity.end <= end]
            covered = {i for i in window if any(e.start <= words[i].start < e.end for e in inside)}
            if (taken - covered).isdisjoint(window):
                taken.update(window)
                found = [entity for entity in found if entity not in inside]
                found.append(_entity(self._forms[key][0].entry, text, start, end))
        return found

    def _may_be_misspelt(self, words: tuple[Token, ...], window: range, taken: set[int]) -> bool:
        """Tell whether a window begins and ends like a name and has a word that is neither common nor already explained."""
        run = [words[i] for i in window]
        if any(len(word.folded) < 3 or word.folded in ARTICLES for word in (run[0], run[-1])):
            return False
        if len(run) == 1 and window.start and words[window.start - 1].folded in self.first_names:
            return False  # a surname
        return any(i not in taken and not self._is_ordinary(words[i].folded) for i in window)

    def _is_ordinary(self, word: str) -> bool:
        """Tell whether a folded word needs no explanation: short, a number, a first name, or a form of a common word."""
        return len(word) < 3 or word.isdigit() or word in self.first_names or is_form_of(word, self.common_words)


def load_names(folder: Path = FOLDER, own: Path | None = None) -> Names:
    """Read the names files, and what a person's `own` file says of them if there is one.

    Raises `NamesError` naming every entry that is not well formed.
    """
    first_names = read_words(folder / "first_names.yaml")
    entries = read_entries(folder)
    return Names.from_entries(
        entries if own is None else corrected_entries(entries, own),
        first_names=first_names,
        common=read_words(folder / "common_words.yaml"),
    )


def _shouted(text: str, word: Token) -> bool:
    """Tell whether the words on both sides are in capitals too, so that those of `word` say nothing."""
    before = re.search(r"([^\W\d_]{2,})['’ \u00a0]+\Z", text[max(0, word.start - 24) : word.start])
    after = re.match(r"['’ \u00a0]+([^\W\d_]{2,})", text[word.end : word.end + 24])
    return bool(before and after and before[1].isupper() and after[1].isupper())


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(' \u00a0*_«"“(')
    return not before or before[-1] in ".!?:;\n>-•"


def _entity(entry: NameEntry, text: str, start: int, end: int) -> Entity:
    return Entity(entry.kind, start, end, text[start:end], entry.name)
