"""What the words of a line say of an address: who answers at it, that it is everybody's, that it is dead.

Does not know documents; the words are folded, with names as "\\0".
"""

from __future__ import annotations

import re

ANSWERS = re.compile(
    r"\A\W*(?:c'est (?:a )?\0+,? (?:[^,.]{0,30}, )?(?:qui|que)\b|(?:on |vous )?(?:demande[rz]|reclamez|ask for|mentionnez) \0+"
    r"|(?:m\.|mme|mlle|mr|mrs|ms)? ?\0+ (?:y |vous |leur |lui )?(?:repond|decroche|prend (?:les|vos) appels|answers|will answer"
    r"|picks up|replies|handles)"
    r"|(?:votre|notre|your|our) (?:interlocut\w+|contact|correspondant\w*)(?: [a-z]+)? (?:est|sera|is|:) \0+)"
)
"""Who answers at the address that the sentence before gives: "C'est X qui répond.", "Demandez X."."""
CREDIT = re.compile(
    r"(?:redact|redige|vu par|relu par|auteur|texte|photo|direct(?:eur|rice) de la publication|rapporteu|copie"
    r"|destinataire|animation|president|secretaire de seance|traduction|mise en page|author|written|editor|reviewed|translat)"
)
"""The label of a person who made a document, which says nothing of an address."""
DESK = re.compile(
    r"\W*(?:(?:tel|telephone|phone) )?\W*(?:standard|switchboard|accueil|reception|front desk"
    r"|numero (?:general|unique)|main (?:number|line))\b"
)
"""The number of all: "Standard : 01 …"."""
DEAD = re.compile(
    r"\b(?:n'(?:est|existe|a) plus|ne (?:sont|repond\w*|fonctionne\w*|relev\w*|servi?t?) plus"
    r"|ne (?:plus|pas) (?:utiliser|ecrire|appeler)"
    r"|(?:was|were|has been|is|are) (?:\w+ )?(?:closed|deactivated|discontinued|withdrawn)|no longer|do not (?:use|write|call)"
    r"|a ete (?:ferme|supprime|desactive|abandonne|coupe)e?|est (?:ferme|supprime|desactive|abandonne)e?|hors service"
    r"|out of (?:use|service)|ancien(?:ne)? (?:adresse|numero)|old (?:address|number))\b"
)
"""What says that an address must not be used."""
