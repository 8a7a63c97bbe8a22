"""Who belongs to an alliance by the section, the answer or the opening list that presents its members, and by who founded it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document

PAGES = {
    "paragraphs in bold": (
        """# Alliance Borealia – qui sommes-nous ?

L'Alliance Borealia lie quatre grappes du froid. Elle est née en 2016.

## Nos quatre membres

**Pôle Nivéa** (Grenoble, France) – 80 adhérents. Elle préside jusqu'en 2021. Contact : Jean Morel, 04 76 00 11 22.

**Frost Circle** (Oulu, Finlande) – 40 adhérents.

**Kylma Verkko** (Tromsø, Norvège) – le dernier arrivé, en remplacement d'un cluster qui a quitté l'alliance.

## Nos observateurs

**Isfjord Ring** (Bodø, Norvège) – invité.
""",
        "Alliance Borealia",
        ["Nivéa", "Frost Circle", "Kylma Verkko"],
    ),
    "those who joined later": (
        """# HORLOBRIDGE

HORLOBRIDGE est un partenariat stratégique de clusters.

## Les partenaires

- **Microtemps** (Besançon), chef de file
- **Uhrental** (Glashütte)

## Ils nous ont rejoints

- **Orologi Svizzeri** (Bienne), en 2021
- **Time Valley** (Coventry), en 2022
""",
        "HORLOBRIDGE",
        ["Microtemps", "Uhrental", "Orologi Svizzeri", "Time Valley"],
    ),
    "answer to a question": (
        """# Entretien avec Claire Morand, déléguée générale de l'alliance Terravia

**Qui trouve-t-on dans Terravia ?**
Cinq clusters : le pôle Argilis, les Allemands de Lehmbau, les Espagnols de Adobe Vivo et les Italiens de Terra Cruda.
""",
        "Terravia",
        ["Argilis", "Lehmbau", "Adobe Vivo", "Terra Cruda"],
    ),
    "who does what": (
        """# AQUATERM – chaleur perdue des ports

**Programme :** Interreg

## Qui fait quoi

La coordination a été confiée au pôle Thermalis (Le Havre). Le cluster flamand Warmte Net suit les essais. Calorim, PME de
Rouen, fournit les échangeurs ; le néerlandais Haven Lab mesure.
""",
        "AQUATERM",
        ["Thermalis", "Warmte Net", "Calorim", "Haven Lab"],
    ),
    "table of tasks": (
        """# WOODSKIN project

**Programme:** Horizon Europe

| WP | Title | Leader | Budget |
|---|---|---|---|
| 1 | Management | Xyloval | 0.5 |
| 2 | Coatings | Lakkeri | 1.5 |
| 3 | Tests | Legno Lab | 1.1 |
""",
        "WOODSKIN",
        ["Xyloval", "Lakkeri", "Legno Lab"],
    ),
    "member clusters": (
        """# Smartlin grants: first call

Smartlin links three flax clusters around the Channel. Firms must belong to a partner cluster: Linéal (France), Flax Ring
(Belgium) or Linnen Huis (Netherlands).
""",
        "Smartlin",
        ["Linéal", "Flax Ring", "Linnen Huis"],
    ),
    "leader and those around": (
        """# CELLUPACK, des emballages sans pétrole

Quatre clusters ont créé CELLUPACK en 2018. Le chef de file est le pôle *Papyrel* (Épinal). À ses côtés, *Karton Ring* (Graz),
*Papel Novo* (Aveiro) et *Kuitu Klusteri* (Tampere).
""",
        "CELLUPACK",
        ["Papyrel", "Karton Ring", "Papel Novo", "Kuitu Klusteri"],
    ),
    "those who answered": (
        """# SOUNDWAY: three clusters and a train

The project SOUNDWAY began with a phone call. Acoustia (Lyon) was looking for partners. Three answered: Klangtal (Kassel),
Suono Alpino (Trento) and Zvok Net (Maribor).
""",
        "SOUNDWAY",
        ["Acoustia", "Klangtal", "Suono Alpino", "Zvok Net"],
    ),
    "alliance with": (
        """# PLASMANET, cinq ans après

*Bulletin des alliances*

Du rachat d'un laboratoire naît en 2016 une alliance avec *Plasma Tal* (Greifswald), *Plazma Dolina* (Brno) et *Ion Ring*
(Leuven). Le pôle Ionéa en assure le secrétariat.
""",
        "PLASMANET",
        ["Plasma Tal", "Plazma Dolina", "Ion Ring", "Ionéa"],
    ),
    "names at the head of the page": (
        """# TEXTURA, l'alliance qui habille les trains

Ils sont quatre autour de la table : Maillance (Troyes), Stoff Insel (Chemnitz), Filo Vivo (Prato) et Tekstil Ege (Izmir).
Deux entreprises, Lainor et Drapel, ont exposé avec Cotonéa et Fibrex.
""",
        "TEXTURA",
        ["Maillance", "Stoff Insel", "Filo Vivo", "Tekstil Ege"],
    ),
    "founders in front": (
        """# Le pôle Minéris en Europe

Avec le cluster tchèque Kámen Klastr et l'espagnol Roca Viva, le pôle Minéris a fondé en 2019 l'alliance Lithos Europe.
""",
        "Lithos Europe",
        ["Kámen Klastr", "Roca Viva", "Minéris"],
    ),
    "forces joined": (
        """# FERMENTA: what remains

In 2016 the French pole Levuria joined forces with Hefe Bund (Munich) and Lievito Rete (Parma) to create FERMENTA, an alliance
for natural fermentation.
""",
        "FERMENTA",
        ["Levuria", "Hefe Bund", "Lievito Rete"],
    ),
    "born of an agreement": (
        """# L'alliance OcéaNet

Née en 2015 d'un accord entre Mer Vivante (Brest), Oceano Norte (Vigo) et Sea Ring (Cork), l'alliance OcéaNet a son siège à Brest.
""",
        "OcéaNet",
        ["Mer Vivante", "Oceano Norte", "Sea Ring"],
    ),
    "allied under a name": (
        """# Une alliance pour le chanvre

Le pôle Chanvréa, le cluster roumain Cânepa Nord et le néerlandais Hennep Huis se sont alliés sous le nom de GREENFIBRE.
""",
        "GREENFIBRE",
        ["Chanvréa", "Cânepa Nord", "Hennep Huis"],
    ),
    "name that only the text calls a project": (
        """# Tuilia, un projet Interreg pour les toits

Tuilia a démarré en mars 2019.

**Les partenaires**

- Argilor (Roussillon), chef de file
- Ziegel Kreis (Landshut)
- Tegola Viva (Faenza)
""",
        "Tuilia",
        ["Argilor", "Ziegel Kreis", "Tegola Viva"],
    ),
    "lines without marks": (
        """# HOPNET – hops without borders

## Consortium

Pôle Brassia (Strasbourg, FR) – coordinator
Hopfen Bund (Nuremberg, DE)
Chmel Klastr (Žatec, CZ)

## Budget

€1.2 m from COSME.
""",
        "HOPNET",
        ["Brassia", "Hopfen Bund", "Chmel Klastr"],
    ),
    "how many there are": (
        """# Entretien

*Entretien avec Paul Lemoine, président de l'alliance SkyBridge*

**Combien êtes-vous ?**
Quatre : Aérivia à Toulouse, Himmel Net à Brême, Cielo Vivo à Turin et Nebo Klaster à Brno.
""",
        "SkyBridge",
        ["Aérivia", "Himmel Net", "Cielo Vivo", "Nebo Klaster"],
    ),
    "admitted later": (
        """# Note: the Nordlight partnership

The Nordlight partnership was set up in 2014 by Lumière Ouest (Lannion) and Lys Klynge (Odense). Svetlo Net (Maribor) was
admitted in 2017.
""",
        "Nordlight",
        ["Lumière Ouest", "Lys Klynge", "Svetlo Net"],
    ),
}
"""A page, the alliance and its members."""

SENTENCES = {
    "L'alliance EuroCuir (Cuirance, Leder Ring et Piel Viva) a ouvert un bureau.": (
        "EuroCuir",
        "Cuirance|Leder Ring|Piel Viva",
    ),
    "Les pôles Alvéo et Bativia, réunis dans l'alliance Habitat Sud, ont ouvert un bureau.": (
        "Habitat Sud",
        "Alvéo|Bativia",
    ),
    "Au sein de l'alliance Blue Wave, le pôle Océalis travaille avec Mar Vivo.": ("Blue Wave", "Océalis|Mar Vivo"),
    "Sous la bannière de l'alliance Blue Wave, Océalis et Mar Vivo prospectent à Lima.": (
        "Blue Wave",
        "Océalis|Mar Vivo",
    ),
    "Le cluster Sea Ring a rejoint Océalis et Mar Vivo dans l'alliance Blue Wave.": (
        "Blue Wave",
        "Sea Ring|Océalis|Mar Vivo",
    ),
    "Trois clusters – Océalis, Mar Vivo et Sea Ring – composent l'alliance Blue Wave.": (
        "Blue Wave",
        "Océalis|Mar Vivo|Sea Ring",
    ),
    "Le pôle Océalis appartient depuis 2016 à l'alliance Blue Wave, que préside Mar Vivo.": (
        "Blue Wave",
        "Océalis|Mar Vivo",
    ),
    "Members of the Blue Wave alliance include Océalis, Mar Vivo and Sea Ring.": (
        "Blue Wave",
        "Océalis|Mar Vivo|Sea Ring",
    ),
    "Au sein de l'alliance Blue Wave, le pôle Océalis a signé un accord avec Mar Vivo.": ("Blue Wave", "Océalis"),
}
"""A sentence, the alliance and those that it puts inside."""

NOBODY = {
    "committee": """# Appel

Le dossier est déposé sur la plateforme Sillage. Un comité réunissant la Région et le pôle Vélumis se prononce.
""",
    "mission": """# News

The Ostend mission was led by Pôle Vélumis, and its largest contract went to a firm of Brest.
""",
    "former members": """# ALTERRA

ALTERRA est une alliance.

## Anciens membres

- **Sol Vivo** (Porto)
- **Terra Nova** (Turin)
""",
    "firms": """# ALTERRA

ALTERRA est une alliance. Trois entreprises ont exposé : Lainor (Lyon), Drapel (Gand) et Fibrex (Porto).
""",
}
"""Pages that name no member."""


@pytest.fixture(scope="module")
def names() -> Names:
    """Return the names that the product knows."""
    return load_names()


def members(text: str, folder: Path, names: Names) -> dict[str, str]:
    """Return the alliance of each member, in text order."""
    path = folder / "page.md"
    path.write_text(text, encoding="utf-8")
    facts = [fact for fact in extract_facts(read_document(path), names) if fact.kind is FactKind.MEMBERSHIP]
    return {fact.fields[0].value: fact.fields[1].value for fact in facts}


@pytest.mark.parametrize("which", PAGES)
def test_members_are_found_however_a_page_presents_them(which: str, tmp_path: Path, names: Names) -> None:
    text, alliance, expected = PAGES[which]
    found = members(text, tmp_path, names)
    assert sorted(found) == sorted(expected)
    assert set(found.values()) == {alliance}


@pytest.mark.parametrize("which", NOBODY)
def test_committees_missions_and_former_members_are_no_membership(which: str, tmp_path: Path, names: Names) -> None:
    assert members(NOBODY[which], tmp_path, names) == {}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_who_is_inside_an_alliance_is_a_member(sentence: str, tmp_path: Path, names: Names) -> None:
    alliance, expected = SENTENCES[sentence]
    found = members(f"# Note d'information\n\nLe comité s'est réuni hier. {sentence}\n", tmp_path, names)
    assert found == dict.fromkeys(expected.split("|"), alliance)
