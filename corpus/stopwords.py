"""Lists of words: those that carry no meaning of their own, and abbreviations. All in the form of
`corpus.french.fold`.

English words that are content words in French ("but", "an", "or", "main") are left out of the English list, and French
words that are part of names of the corpus ("plus") out of the French one.
"""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """Return the words of a white-space separated list."""
    return frozenset(text.split())


FRENCH = listed(
    """
    a ai aie aient ais ait alors as au aucun aucune aucuns auquel aura aurait auront aussi autre autres aux auxquelles
    auxquels avaient avais avait avant avec avez aviez avions avoir avons ayant ayez c ca car ce ceci cela celle
    celle-ci celles celui cependant certaines certains ces cet cette ceux chacun chacune chaque ci combien comme comment
    d dans de depuis des desquelles desquels dire dit donc dont du duquel elle elles en entre es est et etaient
    etais etait etant ete etes etre eu eue eues eurent eus eut eux fait fit font fut furent ici il ils j je jusqu jusque
    l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais me meme memes mes mien
    mienne miens moi mon n ne ni nos notre nous on ont ou par parce parmi pas pendant peut peuvent plutot pour pourquoi
    pourrait presqu presque puis puisqu puisque qu quand que quel quelle quelles quelqu quels qui quoi quoiqu quoique s
    sa sans se sera serait seront ses si sien sienne siens soi soient sois soit sommes son sont sous suis sur t ta
    tandis te tel telle telles tels tes toi ton tous tout toute toutefois toutes tres tu un une va vers vos votre vous y
    """
)

ENGLISH = listed(
    """
    about after all am and any are arent as at be because been before being between both by can cannot cant could did
    didnt do does doesnt doing dont during each few for from had has hasnt have havent having he her here hers him his
    how i if in into is isnt it its itself just me more most my myself no nor not of off on once only other our ours
    out over own please same she should shouldnt so some such than that the their theirs them then there these they
    this those through to too under until up very was wasnt we were werent what whats when where which while who whom
    whose why will with wont would you your yours
    """
)

TECHNICAL = listed("http https www mailto")
"""Pieces of addresses that every address shares."""

STOP_WORDS = FRENCH | ENGLISH | TECHNICAL

FRENCH_HINTS = FRENCH - ENGLISH - listed("a as d m n s t me on y ton ta son sur car pour") | listed(
    "pour sur accord accords adresse annee bonjour contact contacter courriel donne donnez entreprises liste listez numero "
    "objet partenaires pays pole poles programme quelqu'un signe signes telephone ville villes"
)
"""Folded words that only occur in French, for telling the language of a short question."""

ENGLISH_HINTS = ENGLISH - FRENCH - listed("me on no so do i if am") | listed(
    "address agreement agreements company companies countries country date do email give happened hello hi if know list many "
    "member members much name names number partner partners partnership phone signed tell thanks year"
)
"""Folded words that only occur in English."""

ABBREVIATIONS = listed(
    """
    al appr approx art av bd cap cf ch chap col coord dir dr drs env ex fax fig gen hon ie lt m mgr mlle mlles mm mme
    mmes mr mrs ms mt p pp pr prof prés pres réf ref resp sgt st ste tab tel tl trad vol vs
    """
)
"""Titles and references: a name or a number always follows, so their point never ends a sentence."""

NUMBERED = listed("n no nos num")
"""Abbreviations of "number": no end when digits follow."""

FINITE_VERBS = listed(
    "a are avaient avait est étaient était fut furent had has have is ont peut peuvent sera seront sont was"
)
"""Verbs that a heading hardly ever holds, with their accents ("a" is a verb, "à" is not)."""
