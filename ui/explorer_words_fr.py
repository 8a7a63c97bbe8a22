"""What the Explorer tab says in French."""

from __future__ import annotations

from types import MappingProxyType

from assistant.exploring.choosing import Facet
from assistant.exploring.network import Role
from corpus.fact_kinds import FactKind, FieldName
from corpus.kinds import EntityKind
from ui.explorer_words import CorrectionWords, ExplorerWords, PictureWords, SheetWords
from ui.typography import typeset

_SHEET = SheetWords(
    open="Fiche : {name}",
    back="Retour",
    kinds=MappingProxyType(
        {
            EntityKind.POLE: "Pôle de compétitivité",
            EntityKind.PROGRAMME: "Programme",
            EntityKind.INSTITUTION: "Institution",
            EntityKind.ORGANISATION: "Organisme, réseau ou alliance",
            EntityKind.COUNTRY: "Pays",
            EntityKind.REGION: "Région",
            EntityKind.CITY: "Ville",
            EntityKind.PERSON: "Personne",
            EntityKind.EVENT: "Évènement",
        }
    ),
    thing="Nom",
    aliases="Autres noms connus",
    written="Écrit aussi dans les documents",
    sector="Secteur",
    regions="Régions",
    country="Pays",
    known_by="D'après la liste de noms d'Interpôles",
    neighbours="Voisins",
    no_neighbours="Aucun autre nom ne figure dans les mêmes faits.",
    passages="Passages qui le mentionnent",
    passages_shown="Les {shown} premiers sur {total}.",
    no_passages="Aucun passage ne le mentionne sous ces noms.",
    documents="Documents",
    in_document="{count} mentions",
    see_table="Voir en table",
    see_network="Voir dans le réseau",
    unknown="Aucune fiche à ce nom : les documents ne citent pas « {name} », ou ne le citent plus.",
)

_PICTURES = PictureWords(
    skip="Passer l'image, aller à la table",
    as_table="La même chose en table",
    undated="Sans date",
    undated_hint="Les documents ne disent pas quand.",
    timeline_intro="Accords et évènements par année. Un nom ouvre sa fiche ; une date ou un document ouvre le passage.",
    histogram="Nombre d'accords et d'évènements par année",
    year_title="{year} : {agreements}, {events}",
    more="et {count} de plus",
    network_intro="Un trait par fait : accord, soutien ou adhésion. Un nom ouvre sa fiche, un trait ouvre son passage.",
    roles=MappingProxyType(
        {
            Role.PROGRAMME: "Programmes",
            Role.POLE: "Pôles et organismes",
            Role.ALLIANCE: "Alliances et réseaux",
            Role.PARTNER: "Partenaires",
        }
    ),
    relations=MappingProxyType(
        {
            FactKind.AGREEMENT: "accord",
            FactKind.PROGRAMME: "soutien",
            FactKind.MEMBERSHIP: "adhésion",
            FactKind.EVENT: "évènement",
            FactKind.CONTACT: "contact",
            FactKind.FIGURE: "chiffre",
            FactKind.POLE: "mention",
        }
    ),
    left_out="{count} noms ne sont pas dessinés, faute de place ; ils sont dans la table. Filtrez pour les voir.",
    source="De",
    relation="Lien",
    target="À",
    map_intro="Pays des accords. La taille d'un disque suit le nombre d'accords ; un disque ouvre la fiche du pays.",
    europe="Europe",
    world="Monde",
    europe_mark="Europe : {countries} pays, {count} accords (carte ci-dessous)",
    home="Les pôles français",
    mark="{country} : {details}",
    unplaced="Sans place sur la carte : {names}.",
    country="Pays",
    total="Total",
    legend="Légende",
    biggest="Le plus grand disque : {count}",
)

_CORRECTIONS = CorrectionWords(
    title="Corrections",
    intro="Ce que des personnes ont rejeté, confirmé, corrigé ou ajouté. Chaque correction nomme son auteur et peut être "
    "annulée ; elle survit à une nouvelle lecture des documents.",
    none="Aucune correction pour l'instant. Dans une table, le crayon au bout d'une ligne permet de la rejeter, "
    "de la corriger ou, si sa lecture est incertaine, de la confirmer.",
    edit="Corriger",
    edit_title="Corriger ou rejeter ce fait",
    check_title="Confirmer, corriger ou rejeter ce fait",
    add="Ajouter un fait",
    add_intro="Un fait manque : dites dans quel document et dans quelle phrase il se trouve.",
    reject="Rejeter ce fait",
    confirm="Confirmer ce fait",
    correct="Enregistrer la correction",
    save="Ajouter ce fait",
    undo="Annuler",
    author="Votre nom",
    author_hint="Il sera gardé avec la correction.",
    note="Remarque (facultative)",
    remove_hint="Videz une case pour retirer sa valeur.",
    kind="Table",
    document="Document",
    sentence="Phrase du document, mot pour mot",
    sentence_hint="Copiez-la depuis le document.",
    value_hint="Écrivez les mots du document : ils seront retrouvés et cités.",
    stated="Garder aussi les valeurs que le document n'écrit pas (elles seront marquées « ajouté »)",
    actions=MappingProxyType({"reject": "Rejeté", "confirm": "Confirmé", "correct": "Corrigé", "add": "Ajouté"}),
    by="par {author}, le {date}",
    pending="Sans effet : {problem}",
    corrected="corrigé",
    confirmed="confirmé",
    done=MappingProxyType(
        {
            "reject": "Fait rejeté. L'onglet Corrections permet d'annuler.",
            "confirm": "Fait confirmé : il compte désormais comme sûr.",
            "correct": "Correction enregistrée.",
            "add": "Fait ajouté.",
            "undo": "Correction annulée.",
        }
    ),
    not_saved="La correction n'a pas été enregistrée : {reason}",
    unanswered="La correction n'a pas été enregistrée : le serveur ne répond pas ou refuse ce formulaire. Réessayez.",
    unreadable="Les faits ne peuvent pas être montrés",
    unreadable_advice="Corrigez le fichier nommé ci-dessus, puis rechargez la page.",
    no_author="Indiquez votre nom.",
    no_sentence="Le document choisi ne contient pas cette phrase mot pour mot. Copiez-la depuis le document.",
    not_said="Le document n'écrit pas « {value} » ({field}). Reprenez ses mots, ou cochez la case qui permet de garder "
    "cette valeur sans citation.",
    unchanged="Rien n'a été changé.",
    changed="Des valeurs ont été changées : enregistrez la correction, ou remettez-les comme elles étaient.",
    gone="Ce fait n'est plus dans la table : les documents ou les corrections ont changé entre-temps.",
    file="Fichier des corrections : {path}",
)

_PLAIN = ExplorerWords(
    language="fr",
    tab="Explorer",
    title="Ce que disent les documents",
    loading="Lecture des faits dans les documents… La première fois, cela peut prendre un moment.",
    failed="L'exploration n'a pas pu être affichée. Le serveur répond-il encore ?",
    retry="Réessayer",
    views=MappingProxyType(
        {"table": "Tables", "timeline": "Frise", "network": "Réseau", "map": "Carte", "corrections": "Corrections"}
    ),
    kinds=MappingProxyType(
        {
            FactKind.AGREEMENT: "Accords",
            FactKind.PROGRAMME: "Programmes",
            FactKind.POLE: "Pôles",
            FactKind.EVENT: "Évènements",
            FactKind.CONTACT: "Contacts",
            FactKind.MEMBERSHIP: "Adhésions",
            FactKind.FIGURE: "Chiffres",
        }
    ),
    kind_label="Table",
    view_label="Manière de voir",
    fields=MappingProxyType(
        {
            FieldName.PARTY: "Pôle ou alliance",
            FieldName.PARTNER: "Partenaire",
            FieldName.COUNTRY: "Pays",
            FieldName.DATE: "Date",
            FieldName.PLACE: "Lieu",
            FieldName.OBJECT: "Objet",
            FieldName.STATUS: "Statut",
            FieldName.BENEFICIARY: "Bénéficiaire",
            FieldName.PROGRAMME: "Programme",
            FieldName.FUNDER: "Financeur",
            FieldName.AMOUNT: "Montant",
            FieldName.RATE: "Taux",
            FieldName.PERIOD: "Période",
            FieldName.NAME: "Nom",
            FieldName.PARTICIPANTS: "Participants",
            FieldName.MEMBER: "Membre",
            FieldName.ALLIANCE: "Alliance ou réseau",
            FieldName.ORGANISATION: "Organisme",
            FieldName.PERSON: "Personne",
            FieldName.TELEPHONE: "Téléphone",
            FieldName.EMAIL: "Courriel",
            FieldName.SITE: "Site",
            FieldName.NUMBER: "Nombre",
        }
    ),
    facets=MappingProxyType(
        {
            Facet.POLE: "Pôle ou organisme",
            Facet.COUNTRY: "Pays",
            Facet.YEAR: "Année",
            Facet.PROGRAMME: "Programme",
            Facet.STATUS: "Statut",
            Facet.CERTAINTY: "Fiabilité",
            Facet.DOCUMENT: "Document",
        }
    ),
    document_year="Année du document",
    anything="Tous",
    undated="Sans date",
    search="Chercher",
    search_hint="Nom, ville, mot…",
    filters="Filtres",
    apply="Filtrer",
    clear="Effacer les filtres",
    together="Faits qui réunissent",
    drop="Retirer",
    statuses=MappingProxyType({"signed": "Signé", "negotiated": "En négociation", "planned": "Prévu"}),
    rows=("ligne", "lignes"),
    facts=("fait", "faits"),
    counted_filtered="{shown} sur {total}",
    counted_page="lignes {first} à {last} affichées",
    sort_up="Trier par « {column} », croissant",
    sort_down="Trier par « {column} », décroissant",
    sources="Sources",
    statements="{count} passages",
    documents_passages="{documents} documents, {passages} passages",
    passage_one="1 passage",
    document_unknown_date="date inconnue",
    quoted="Dans le document : « {quote} »",
    inferred="déduit",
    inferred_why="Le passage cité ne l'écrit pas en toutes lettres : cela se déduit de « {quote} ».",
    certainties=MappingProxyType({"doubtful": "À vérifier", "sure": "Lecture sûre"}),
    doubtful="dont {count} à vérifier",
    low="à vérifier",
    low_why="Lecture moins sûre ({percent} %) : la tournure est inhabituelle, ou une partie du fait vient d'une phrase voisine "
    "ou d'un titre. Relisez le passage :",
    stated="ajouté",
    stated_why="Une personne l'a indiqué ; le document ne l'écrit pas.",
    clash=MappingProxyType(
        {
            FieldName.DATE: "dates différentes",
            FieldName.AMOUNT: "montants différents",
            FieldName.RATE: "taux différents",
            FieldName.PARTICIPANTS: "nombres différents",
            FieldName.TELEPHONE: "numéros différents",
            FieldName.EMAIL: "adresses différentes",
        }
    ),
    clash_other="valeurs différentes",
    clash_why="Deux documents ne disent pas la même chose. Les deux sont montrés ; rien n'est tranché.",
    clash_here="Ici",
    clash_there="Ailleurs",
    previous="Page précédente",
    next="Page suivante",
    pages="Page {number} sur {pages}",
    nothing_matches="Aucune ligne ne correspond à ces filtres.",
    no_facts="Les documents ont été lus, mais aucun accord, programme ou contact n'y a été reconnu.",
    no_kind="Aucun fait de cette table dans les documents.",
    no_documents="Il n'y a encore aucun document à explorer. Ajoutez des fichiers dans l'onglet Documents, puis revenez ici.",
    export="Exporter :",
    export_title="Exporter les {count} lignes en {format}",
    legend="Chaque case ouvre le passage du document où elle est écrite ; {icon} ouvre la fiche du nom.",
    confidence="Confiance",
    quotation="Citation",
    start="Début",
    end="Fin",
    others="Autres passages",
    source_file="Fichier",
    date="Date du document",
    mentions="Passages",
    sheet=_SHEET,
    pictures=_PICTURES,
    corrections=_CORRECTIONS,
)

FRENCH = typeset(_PLAIN)
