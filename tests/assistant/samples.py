"""One document, one passage, one answer and one refusal, small enough to be checked by eye."""

from __future__ import annotations

from assistant.answers import Answer, Citation, RefusalReason, Sentence, Status, Timings
from corpus.documents import Document, Page, Passage, Section
from index.contracts import Hit, Parts

TEXT = "# Accords\nÀ Osaka. L'accord a été signé le 4 février 2008. Et ensuite ?\nFin."
DOCUMENT = Document(
    id="d0c",
    source="/notes/kansai.md",
    title="Le Kansai",
    text=TEXT,
    language="fr",
    date="2008-02-04",
    publisher="",
    url="",
    pages=(Page(1, 0, 10), Page(2, 10, len(TEXT))),
    sections=(Section("Accords", 1, 0, len(TEXT)), Section("Japon", 2, 10, len(TEXT))),
    content_hash="c0ffee",
)
PASSAGE = Passage("pa55", "d0c", 10, 69, TEXT[10:69], "Accords › Japon")
QUOTE = "L'accord a été signé le 4 février 2008."
CITATION = Citation(1, DOCUMENT, PASSAGE, 19, 58, QUOTE, 0.75)
HIT = Hit(DOCUMENT, PASSAGE, 0.75, 1, Parts(0.87654, None))
ANSWER = Answer(
    question="Quand l'accord a-t-il été signé ?",
    standalone_question="Quand l'accord avec le Kansai a-t-il été signé ?",
    language="fr",
    text=f"{QUOTE} [1]",
    sentences=(Sentence(QUOTE, Status.LITERAL, (1,)),),
    citations=(CITATION,),
    consulted=(HIT,),
    refused=False,
    reason=None,
    confidence=0.91234,
    timings=Timings(1.0, 20.1234, 3.0, 0.5, 24.6234),
)
REFUSAL = Answer(
    question="Quelle heure est-il ?",
    standalone_question="Quelle heure est-il ?",
    language="fr",
    text="Je n'ai pas trouvé.",
    sentences=(),
    citations=(),
    consulted=(HIT,),
    refused=True,
    reason=RefusalReason.NOTHING_NEAR,
    confidence=0.1,
    timings=Timings(1.0, 20.0, 3.0, 0.5, 24.5),
)
