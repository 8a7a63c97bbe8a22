"""How questions about each kind of fact are worded: what tells that they are about it, and the words that they may use."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.fact_kinds import FactKind
from corpus.french import terms


@dataclass(frozen=True, slots=True)
class Worded:
    """How questions about one kind of fact are worded, on plain text. `nameless` ones need no name."""

    kind: FactKind
    asked: re.Pattern[str]
    vocabulary: frozenset[str]
    nameless: bool


_GENERAL = """
    pôle compétitivité cluster liste lister nombre total existe exister il y a compter citer énumérer donner
    montrer afficher nb nbre documents corpus texte exemple tous toutes différents moment jour depuis avant
    après entre partir jusque date année français française france list listed known countries country clusters
    different exist mentioned show since before after between until french per bonjour hello peux pouvez pourriez pourrais
    voudrais souhaite aimerais connaître savoir can could would like tell give please concerner concerné concernés involved
    an plus grand souvent most often largest has have premier première dernier dernière ancien ancienne récent récente first last
    latest oldest earliest recent
"""
_AGREEMENT = """
    accord partenariat convention coopération collaboration partenaire international internationaux étranger
    entente protocole mémorandum jumelage homologue structure associer associé rapprocher rapproché unir uni
    signer signé signataire conclure conclu nouer noué négocier négociation discussion cours prévu prévoir
    envisagé envisager projet coopérer collaborer passer passé établir établi lier allié alliance organisme
    institution acteur entité province signés signée signent signait conclus concluent lie liés agreements
    agreement partnerships partnership partners partner cooperation cooperations cooperates cooperate
    collaborate signed sign concluded conclude made foreign negotiation negotiations negotiated negotiating
    planned organisation organisations organization organizations counterpart counterparts memorandum pact deal team teamed
    ally allied associated join joined forces
"""
_PROGRAMME = """
    programme dispositif financement subvention aide soutien soutenir soutenu financer financé cofinancer
    cofinancé aider aidé bénéficier bénéficié bénéficient bénéficiaire recevoir reçu reçus reçue reçues obtenir
    obtenu accorder accordé public européen montant somme appel fonds fund funded funding support supported
    scheme grant receive received benefit beneficiary help helped program
"""
_MEMBERSHIP = """
    membre adhérent partie composer compose regrouper rassembler réunir former constituer constitué appartenir
    alliance réseau réseaux métacluster compter composé composent regroupent members member alliances networks
    belong part network make made up consist include
"""
_EVENT = """
    événement évènement salon rencontre conférence manifestation atelier lieu tenir tenu event fair conference
    held events fairs
"""
_CONTACT = """
    contact coordonnées interlocuteur téléphone mail courriel adresse contacts details phone email
"""
_POLE = """
    pôle cluster citer cité mentionner mentionné nommer nommé parler mention mentioned named
"""


_FUNDED = r"(?:(?:(?:co)?financ|subventionn)e(?:e?s?)|soutenue?s?)"
_FUNDS = r"(?:(?:co)?(?:financ|subventionn)(?:e|ent|ait|aient)|soutien(?:t|nent)|soutenait)"
_FUNDS_IN_ENGLISH = (
    r"(?:(?:co-?)?fund(?:s|ed)|(?:co-?)?financ(?:es?|ed)|subsidi[sz]e[sd]|support(?:s|ed)|paid for|pays for)"
)
_GIVER = r"(?:organismes?|institutions?|acteurs?|collectivites?|structures?|bod(?:y|ies)|organi[sz]ations?)"
_ASKING_WHO = r"(?:^|[,;:.] |\b(?:et|savoir|sait-on|dire|dis-moi|dites-moi) )qui"
FUNDERS = re.compile(
    r"\b(?:co)?financeurs?\b|\bbailleurs? de fonds\b|\bfunders?\b|\bfunding bod(?:y|ies)\b"
    rf"|{_ASKING_WHO} (?:(?:a|ont|avait|avaient) {_FUNDED}|{_FUNDS})\b(?![- ](?:t-|il|elle|on\b|par\b))"
    rf"|\bpar qui\b[^?]*\b{_FUNDED}\b|\b{_FUNDED} par qui\b"
    rf"|\bquel(?:le)?s? {_GIVER} (?:(?:a|ont) {_FUNDED}|{_FUNDS})\b"
    rf"|\b(?:which|what) {_GIVER} (?:ha(?:s|ve) )?{_FUNDS_IN_ENGLISH}\b"
    rf"|\bwho (?:has |have |also )?{_FUNDS_IN_ENGLISH}\b|\bby whom\b[^?]*\bfunded\b|\bwho\b[^?]*\bfunded by\W*$"
)
"""Questions for who gives support to what they name, on plain text; not for what somebody supports."""
FUNDERS_VOCABULARY = frozenset(
    terms(
        """
        financeur cofinanceur bailleur funder funders body bodies organisme institution acteur collectivité structure
        organisation organization projet project programme hauteur finance finances funds subventionner pay paid whom combien
        """
    )
)


_TIES = r"(?:sign|cooper|collabor|conclu|negoci|allie|associe|jumel)\w*"
_TIES_IN_ENGLISH = r"(?:(?:sign|cooperat|collaborat|all(?:y|ied)\b|associat)\w*|team(?:s|ed)? up|join(?:s|ed)? forces)"
"""Verbs that tell an agreement where a partner goes with them."""


def _kind(kind: FactKind, asked: str, vocabulary: str, *, nameless: bool = True) -> Worded:
    return Worded(kind, re.compile(asked), frozenset(terms(f"{_GENERAL} {vocabulary}")), nameless)


KINDS = (
    _kind(
        FactKind.MEMBERSHIP,
        r"\bmembres?\b|\badherents?\b|\bf(?:ont|ait)(?:-ils?|-elles?)? partie\b"
        r"|\b(?:se|est|sont) compos\w+|\bregroupe\w*|\brassemble\w*"
        r"|\bappartien\w+|\bmembers?\b|\bbelongs?\b|\bmakes? up\b|\bpart of\b|\bconsists? of\b",
        _MEMBERSHIP,
        nameless=False,
    ),
    _kind(
        FactKind.AGREEMENT,
        r"\b(?:accords?|partenariats?|conventions?|cooperations?|collaborations?|partenaires?|ententes?)\b"
        r"|\b(?:agreements?|partnerships?|partners?|memorandum)\b"
        rf"|\b{_TIES}\b[^?]* avec\b|\bavec\b[^?]*\b{_TIES}|\b{_TIES_IN_ENGLISH}\b[^?]* with\b|\bwith\b[^?]*\b{_TIES_IN_ENGLISH}",
        _AGREEMENT,
    ),
    _kind(
        FactKind.PROGRAMME,
        r"\bprogrammes?\b|\bmontants?\b|\bamounts?\b|\bdispositifs?\b|\bfinancements?\b|\bsubventions?\b|\baides?\b|\bsout(?:ien|enu)\w*|\bfinanc\w+"
        r"|\bbenefici\w+|\bfund\w*|\bsupport(?:s|ed)?\b|\bschemes?\b|\bgrants?\b|\bprograms?\b"
        rf"|{FUNDERS.pattern}",
        _PROGRAMME,
        nameless=False,
    ),
    _kind(
        FactKind.EVENT, r"\bevenements?\b|\bsalons?\b|\bmanifestations?\b|\brencontres\b|\bevents\b|\bfairs\b", _EVENT
    ),
    _kind(FactKind.CONTACT, r"\bcontacts\b|\bcoordonnees\b|\bcontact details\b", _CONTACT),
    _kind(FactKind.POLE, r"\bpoles?\b|\bclusters?\b", _POLE),
)
