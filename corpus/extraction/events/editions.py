"""Events that a sentence speaks of without naming them: "Celle de 2013, à Beaune, avait attiré 140 personnes".

The name stands in a sentence before, in the heading or in the title. Does not know agendas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.events.agendas import VENUE
from corpus.extraction.events.gatherings import CALLED_OFF
from corpus.extraction.events.names import details_of, proper_name
from corpus.extraction.fact_reading import Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import EntityKind

_YEAR = r"(?:19|20)\d\d"
_TAKES_PLACE = (
    r"(?:s'est (?:\w+ )?(?:tenu|deroule)\w*|se (?:tiendra|deroulera|tient|deroule)|s'etait tenu\w*|(?:aura|a"
    r"|avait) (?:eu )?lieu"
    r"|(?:a|avait|aura|va) (?:attir\w+|reuni\w*|rassembl\w+|accueill\w+|mobilis\w+|fait le plein)|attirait"
    r"|reunira|accueillera|revient"
    r"|(?:was|will be|is) held|(?:took|takes|will take) place|(?:drew|attracted|gathered|brought together"
    r"|welcomed|will (?:gather|return|welcome)|will open|opens|starts|is (?:scheduled|planned|set)"
    r"|(?:s')?ouvrira|ouvre|debutera|commencera|est (?:prevue?|fixee?|programmee?|annoncee?)))"
)
_ANOTHER = re.compile(
    rf"\b(?:celle|celui|celles) (?:de |d'|du printemps |de l'automne |en )?{_YEAR}\b"
    rf"|\bl'edition (?:de )?{_YEAR}\b|\b(?:the )?{_YEAR} (?:edition|event|one)\b|\bedition {_YEAR}\b"
    r"|\b(?:la|cette|sa|the|its|une|cette) (?!prochaine|next)(?:[\w-]+ )?(?:edition)\b"
    rf"|\b(?:la|the) (?:prochaine|next)(?: edition| one)? [^.;]{{0,12}}{_TAKES_PLACE}"
    rf"|\b(?:ce dernier|cette derniere|celui-ci|celle-ci|l'evenement|la manifestation|le rendez-vous|the event|il"
    rf"|elle|it)(?:,[^,]{{3,40}},)? {_TAKES_PLACE}"
)
"""What stands for an event named before, in another year or not."""
_MOST_BEFORE = 4


def editions(reading: Reading) -> Iterator[tuple[Sentence, list[Field]]]:
    """Yield the sentence and the fields of every event that stands for one named before, with its name."""
    for sentence in reading.sentences:
        if reading.is_heading(sentence) or CALLED_OFF.search(sentence.words) or proper_name(reading, sentence):
            continue
        another = _ANOTHER.search(sentence.words)
        if another is None or sentence.of({EntityKind.EVENT}):
            continue
        fields = details_of(reading, sentence, anywhere=True)
        name = (
            _spoken_of(reading, sentence) if {FieldName.DATE, FieldName.PLACE} & {one.name for one in fields} else None
        )
        if name is not None:
            yield sentence, [name, *fields]


def _spoken_of(reading: Reading, sentence: Sentence) -> Field | None:
    """Return the name of the event in the sentences before, nearest first, else in the heading."""
    heading = reading.heading(sentence)
    for other in (*reading.earlier(sentence, _MOST_BEFORE), *([heading] if heading is not None else [])):
        if (proper := proper_name(reading, other)) is not None:
            return proper
        if named := [e for e in other.of({EntityKind.EVENT}) if not VENUE.match(e.text)]:
            return reading.field(FieldName.NAME, named[-1])
    return None
