"""Countries: their names in French and English, and a point inside each, for maps that need no remote tile.

The points were chosen by hand, near the middle of the country or of where its people live; they are no survey.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_TABLE = """
Afghanistan|Afghanistan|34|66
Afrique du Sud|South Africa|-29|25
Albanie|Albania|41|20
Algérie|Algeria|33|3
Allemagne|Germany|51|10
Andorre|Andorra|42.5|1.5
Angola|Angola|-12|18
Arabie saoudite|Saudi Arabia|24|45
Argentine|Argentina|-35|-64
Arménie|Armenia|40|45
Australie|Australia|-27|134
Autriche|Austria|47.5|14
Azerbaïdjan|Azerbaijan|40.3|48
Bangladesh|Bangladesh|24|90
Belgique|Belgium|50.7|4.6
Bénin|Benin|9.5|2.3
Biélorussie|Belarus|53.5|28
Birmanie|Myanmar|21|96
Bolivie|Bolivia|-17|-65
Bosnie-Herzégovine|Bosnia and Herzegovina|44|18
Botswana|Botswana|-22|24
Brésil|Brazil|-11|-51
Bulgarie|Bulgaria|42.7|25
Burkina Faso|Burkina Faso|12.5|-1.7
Burundi|Burundi|-3.3|30
Cambodge|Cambodia|12.5|105
Cameroun|Cameroon|5.5|12.5
Canada|Canada|54|-100
Chili|Chile|-33|-71
Chine|China|35|104
Chypre|Cyprus|35|33
Colombie|Colombia|4|-73
Congo|Congo|-1|15.5
Corée du Nord|North Korea|40|127
Corée du Sud|South Korea|36.5|128
Costa Rica|Costa Rica|10|-84
Côte d'Ivoire|Côte d'Ivoire|7.5|-5.5
Croatie|Croatia|45.3|16
Cuba|Cuba|22|-79
Danemark|Denmark|56|9.5
Djibouti|Djibouti|11.7|42.6
Égypte|Egypt|27|30
Émirats arabes unis|United Arab Emirates|24|54
Équateur|Ecuador|-1.5|-78.5
Espagne|Spain|40|-4
Estonie|Estonia|58.7|25.5
États-Unis|United States|39|-98
Éthiopie|Ethiopia|9|39
Finlande|Finland|62.5|26
France|France|46.7|2.5
Gabon|Gabon|-0.8|11.7
Géorgie|Georgia|42|43.5
Ghana|Ghana|7.9|-1
Grèce|Greece|39|22
Guatemala|Guatemala|15.5|-90.3
Guinée|Guinea|10.5|-10.7
Haïti|Haiti|19|-72.5
Honduras|Honduras|14.8|-86.6
Hongrie|Hungary|47|19.3
Inde|India|22|79
Indonésie|Indonesia|-3|115
Irak|Iraq|33|44
Iran|Iran|32|54
Irlande|Ireland|53.2|-8
Islande|Iceland|65|-18.5
Israël|Israel|31.5|35
Italie|Italy|43|12.2
Jamaïque|Jamaica|18.1|-77.3
Japon|Japan|36|138
Jordanie|Jordan|31|36.5
Kazakhstan|Kazakhstan|48|67
Kenya|Kenya|0.5|38
Kirghizistan|Kyrgyzstan|41.5|75
Kosovo|Kosovo|42.6|21
Koweït|Kuwait|29.3|47.6
Laos|Laos|18.5|103
Lettonie|Latvia|56.9|25
Liban|Lebanon|33.9|35.8
Libye|Libya|27|17
Liechtenstein|Liechtenstein|47.1|9.5
Lituanie|Lithuania|55.3|23.9
Luxembourg|Luxembourg|49.7|6.1
Macédoine du Nord|North Macedonia|41.6|21.7
Madagascar|Madagascar|-19|46.7
Malaisie|Malaysia|4|102
Mali|Mali|16|-3
Malte|Malta|35.9|14.4
Maroc|Morocco|32|-6
Maurice|Mauritius|-20.2|57.5
Mauritanie|Mauritania|20|-11
Mexique|Mexico|23.5|-102
Moldavie|Moldova|47.2|28.5
Monaco|Monaco|43.7|7.4
Mongolie|Mongolia|46.5|103
Monténégro|Montenegro|42.8|19.2
Mozambique|Mozambique|-17|36
Namibie|Namibia|-22|17
Népal|Nepal|28.2|84
Nicaragua|Nicaragua|13|-85
Niger|Niger|17|9
Nigeria|Nigeria|9.5|8
Norvège|Norway|61.5|9
Nouvelle-Zélande|New Zealand|-42|173
Oman|Oman|21|57
Ouganda|Uganda|1.3|32.4
Ouzbékistan|Uzbekistan|41.5|64
Pakistan|Pakistan|30|69
Panama|Panama|8.6|-80
Paraguay|Paraguay|-23|-58
Pays-Bas|Netherlands|52.3|5.6
Pérou|Peru|-10|-76
Philippines|Philippines|13|122
Pologne|Poland|52|19.3
Portugal|Portugal|39.5|-8
Qatar|Qatar|25.3|51.2
République démocratique du Congo|Democratic Republic of the Congo|-3|23.5
République dominicaine|Dominican Republic|18.9|-70.4
République tchèque|Czechia|49.8|15.4
Roumanie|Romania|45.9|25
Royaume-Uni|United Kingdom|53|-1.7
Russie|Russia|57|60
Rwanda|Rwanda|-2|30
Salvador|El Salvador|13.7|-88.9
Sénégal|Senegal|14.5|-14.5
Serbie|Serbia|44.2|20.8
Singapour|Singapore|1.3|103.8
Slovaquie|Slovakia|48.7|19.5
Slovénie|Slovenia|46.1|14.8
Soudan|Sudan|15.5|30
Sri Lanka|Sri Lanka|7.5|80.7
Suède|Sweden|60|15.5
Suisse|Switzerland|46.8|8.2
Syrie|Syria|35|38.5
Tadjikistan|Tajikistan|38.8|71
Taïwan|Taiwan|23.7|121
Tanzanie|Tanzania|-6.3|35
Tchad|Chad|15|19
Thaïlande|Thailand|15.5|101
Togo|Togo|8.5|1.1
Trinité-et-Tobago|Trinidad and Tobago|10.4|-61.3
Tunisie|Tunisia|34.5|9.5
Turkménistan|Turkmenistan|39|59.5
Turquie|Turkey|39|34.5
Ukraine|Ukraine|49|31.5
Uruguay|Uruguay|-33|-56
Vatican|Vatican City|41.9|12.5
Venezuela|Venezuela|7.5|-66
Viêt Nam|Vietnam|16.5|107.5
Yémen|Yemen|15.5|47.5
Zambie|Zambia|-14|27
Zimbabwe|Zimbabwe|-19|29.8
"""


@dataclass(frozen=True, slots=True)
class Country:
    """A country; latitude and longitude in degrees, north and east positive."""

    french: str
    english: str
    latitude: float
    longitude: float

    def called(self, language: str) -> str:
        """Return its name in "en", in French otherwise."""
        return self.english if language == "en" else self.french


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Return the known countries by their French name, which is the main form of the names files."""
    rows = (line.split("|") for line in _TABLE.split("\n") if line)
    return {french: Country(french, english, float(north), float(east)) for french, english, north, east in rows}


def country_name(canonical: str, language: str) -> str:
    """Return the name of a country in a language; a name that is no known country comes back as it is."""
    found = countries().get(canonical)
    return canonical if found is None else found.called(language)
