from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.sentences import sentences

VOCABULARY = """M. Luc Rousseau|J.-P. Dupont|etc...|p. 12|art. L. 123|n° 5|« Oui. »|75 %|300 000 euros|a@b-c.fr|www.pole.fr|
2019.|Le pôle.|le|Les|!|?|…|.|;|:|- |* |**|*|_|> |# |### |1) |2. |--- |===|```|[|](|)|(|'|’|Ø |contact : |05 34 25 50 43|
CONTACT PRESSE|bioXclusters|européennes.Partenariat| |\t|\u00a0|\u202f|  \n|\n\n|\n"""
PIECES = st.sampled_from([*VOCABULARY.split("|"), "| "])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES).map(" ".join))


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Les accords ont été signés en présence de Mr. Luc Rousseau.",
        "M. Jean-Paul Bachy, président, a parlé.",
        "Le Dr. Martin et Mme. Gerente ont négocié avec le Pr. Durand.",
        "J.-P. Saintouil et A. B. Griot ont signé.",
        "Selon l'art. L. 123 du code, p. 12, fig. 3, c'est exact.",
        "Le pôle n° 5 et le n. 7 ont été labellisés.",
        "Le cancer (prévention, diagnostic, thérapeutique...) est étudié.",
        "Les visites de pépinières, de centres de recherche, etc... sont proposées.",
        "Le taux est de 3.5 % et de 2,7 % selon www.insee.fr et https://a.b/c.html en 2019.",
        "Écrire à jp.saintouil@cancerbiosante.fr ou à Alexandra.Foissac@vicbiostart.fr avant lundi.",
        "« La prise en charge s'est élevée à hauteur de 75 % », souligne Eduardo Oliveira.",
        "« Pourquoi ? » demande-t-il au groupe.",
        "Trois axes : 1) Renforcer la visibilité ; 2) Renforcer les relations ; 3) Mettre en place des outils communs.",
        "La société U.S. Biotech est partenaire.",
        "**1. Introduction** au pôle",
        "Le pôle est fort... mais petit.",
        "Saint-Étienne, St. Petersburg et Mt. Fuji sont loin, cf. Annexe 2.",
        "The cluster, i.e. Biocat, signed with Dr. Smith and Mrs. Jones vs. Acme.",
    ],
)
def test_a_sentence_is_not_cut_inside(whole: str) -> None:
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le pôle existe depuis 2019. Il grandit.", ["Le pôle existe depuis 2019.", "Il grandit."]),
        ("Le pôle existe depuis 2019.\nIl grandit.", ["Le pôle existe depuis 2019.", "Il grandit."]),
        ("Il a dit « Oui. » Puis il est parti.", ["Il a dit « Oui. »", "Puis il est parti."]),
        ("Quel pôle ? Le pôle Medicen ! Oui… Bien.", ["Quel pôle ?", "Le pôle Medicen !", "Oui…", "Bien."]),
        ("C'est la vitamine C. Elle est utile.", ["C'est la vitamine C.", "Elle est utile."]),
        ("Des visites, etc. Les PME aussi.", ["Des visites, etc.", "Les PME aussi."]),
        ("Il y en a 12. 15 autres suivent.", ["Il y en a 12.", "15 autres suivent."]),
        ("Deux projets. bioXclusters suit. le reste non", ["Deux projets.", "bioXclusters suit. le reste non"]),
        ("des PMEs européennes.Partenariat stratégique.", ["des PMEs européennes.", "Partenariat stratégique."]),
        ("Voir le site.L'accord est signé.", ["Voir le site.", "L'accord est signé."]),
        ("Il a signé [1]. Elle aussi.[2] Puis eux.", ["Il a signé [1].", "Elle aussi.[2]", "Puis eux."]),
        ("It was signed in 2008. The clusters met.", ["It was signed in 2008.", "The clusters met."]),
        ("Il a dit : \"Oui.\" Elle : 'Non.' Puis rien.", ['Il a dit : "Oui."', "Elle : 'Non.'", "Puis rien."]),
        ("Il signe (le 4 février.) Elle part.", ["Il signe (le 4 février.)", "Elle part."]),
    ],
)
def test_a_text_is_cut_at_sentence_ends(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## **Pôle Medicen**\n\nLe texte.", ["Pôle Medicen", "Le texte."]),
        ("Titre souligné\n=====\nLe texte.", ["Titre souligné", "Le texte."]),
        ("### Contact ###\n> [Marie Simoni](#)", ["Contact", "Marie Simoni"]),
        ("Il faut :\n- agir ;\n- partir ;\n* rester", ["Il faut :", "agir ;", "partir ;", "rester"]),
        ("1) Agir\n2) Partir\n3. Rester\na) Voir", ["Agir", "Partir", "Rester", "Voir"]),
        ("- un élément coupé\n  en deux lignes\n- un autre", ["un élément coupé\n  en deux lignes", "un autre"]),
        ("- [x] fait\n- [ ] à faire", ["fait", "à faire"]),
        ("*Les sept pôles franciliens : ASTech et System@tic", ["Les sept pôles franciliens : ASTech et System@tic"]),
        ("**Le pôle** a signé. *Bien.*", ["**Le pôle** a signé.", "Bien."]),
        ("Il suit **la CCI d'Osaka**, et *Kobe*.", ["Il suit **la CCI d'Osaka**, et *Kobe*."]),
        ("Il suit **la CCI. Elle signe.**", ["Il suit **la CCI.", "Elle signe."]),
        ("| Pôle | Ville |\n|---|---|\n| Medicen | Paris |", ["Pôle | Ville", "Medicen | Paris"]),
        ("24 Janvier 2018\n|Les partenaires sont là.", ["24 Janvier 2018", "Les partenaires sont là."]),
        ("Ø A PROPOS DU CORRIDOR\n\nTexte.", ["A PROPOS DU CORRIDOR", "Texte."]),
        ("CONTACT PRESSE\nAlexandra Foissac\nToulouse", ["CONTACT PRESSE", "Alexandra Foissac", "Toulouse"]),
        (
            "Merci.\n*contact : Benoit Sagot 02 40 44 62 54 / [b@emc2.fr](mailto:b@emc2.fr)*  \n"
            "*Eveline Spina 04 94 03 89 62*",
            [
                "Merci.",
                "contact : Benoit Sagot 02 40 44 62 54 / [b@emc2.fr](mailto:b@emc2.fr)",
                "Eveline Spina 04 94 03 89 62",
            ],
        ),
        ("Tél : 01 02 03 04 05\nCourriel : a@b.fr", ["Tél : 01 02 03 04 05", "Courriel : a@b.fr"]),
    ],
)
def test_layout_separates_sentences_and_stays_outside(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_lines_wrapped_inside_a_paragraph_are_one_sentence() -> None:
    text = (
        "Le groupe de travail interministériel chargé de la politique des pôles\n"
        "organisait un nouvel atelier sur le thème de l'internationalisation des\n"
        "Pôles de compétitivité. Il a réuni 130 personnes au Centre Pierre Mendès\n"
        "France à Bercy.\n"
        "Marie Simoni"
    )
    assert cut(text) == [
        "Le groupe de travail interministériel chargé de la politique des pôles\n"
        "organisait un nouvel atelier sur le thème de l'internationalisation des\n"
        "Pôles de compétitivité.",
        "Il a réuni 130 personnes au Centre Pierre Mendès\nFrance à Bercy.",
        "Marie Simoni",
    ]


def test_a_heading_that_has_lost_its_line_is_cut_off_in_a_very_long_paragraph() -> None:
    filler = "Les partenaires ont travaillé sur une stratégie commune pour les PME. " * 15
    text = filler + "La signature de 8 accords de coopération La mission du métacluster a été de signer."
    assert cut(text)[-2:] == ["La signature de 8 accords de coopération", "La mission du métacluster a été de signer."]
    assert cut(text[len(filler) :]) == [text[len(filler) :]]


def test_a_region_gives_the_same_sentences_as_the_text_it_covers() -> None:
    text = "Un. Deux.\n\n- trois ;\n- quatre"
    assert [span.of(text) for span in sentences(text, 4, 18)] == ["Deux.", "trois"]


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(0, 50), st.integers(0, 300))
@example("**", 0, 2)
@example("a" * 50 + " *" * 5000, 0, 300)
def test_sentences_are_in_order_and_equal_their_slices(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    for found in (sentences(text), sentences(text, min(start, end), end)):
        assert all(span.start < span.end for span in found)
        assert all(left.end <= right.start for left, right in pairwise(found))
        assert all(span.of(text) == span.of(text).strip() for span in found)
    assert all(start <= span.start and span.end <= end for span in sentences(text, min(start, end), end))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_no_letter_is_outside_of_every_sentence(text: str) -> None:
    outside = list(text)
    for span in sentences(text):
        outside[span.start : span.end] = " " * (span.end - span.start)
    letters = "".join(c if c.isalpha() else " " for c in outside).split()
    # List letters and bullets drawn with letters ("a)", "Ø") are marks, and so is the target of a lone link.
    assert [word for word in letters if len(word) > 1 and "](" not in text and "```" not in text] == []


def test_a_long_text_is_cut_in_linear_time() -> None:
    text = "* " * 20_000 + "mot " * 20_000 + "(" * 20_000 + "." * 20_000 + ">" * 20_000 + "[a" * 5_000
    assert sentences(text)[0].start > 0
