"""The words of agreements, French and English, as patterns over plain text: what is agreed, how far it has come, what voids it.

Plain text has no capitals and no accents. Does not know sentences.
"""

from __future__ import annotations

import re

from corpus.fact_kinds import Status

_OF = r"(?: (?:de |d')(?:partenariats?|cooperations?|collaborations?|jumelage|entente|cooperation technologique))"
_KIND = (
    r"(?: (?:internationa\w+|strategiques?|technologiques?|cadres?|bilatera\w+|tripartites?|scientifiques?"
    r"|inter-?clusters?|commun\w*|commercia\w+))"
)
AGREEMENT = re.compile(
    rf"\b(?:accords?(?:-cadres?)?|conventions?(?:-cadres?)?|protocoles? d'(?:accords?|entente)|protocoles?"
    rf"|memorandums? d'entente"
    rf"|memorand(?:ums?|a)(?: of understanding)?|lettres? d'(?:intention|entente)|declarations? (?:d'intention|commune"
    rf"|conjointe)|mou|chartes?"
    rf"|partenariats?|cooperations?|collaborations?|jumelages?|rapprochements?|contrats?{_OF}|letters? of intent"
    rf"|(?:cooperation |partnership |framework )?agreements?|partnerships?)\b{_OF}?{_KIND}{{0,2}}{_OF}?"
)
"""What is agreed."""
WEAK_AGREEMENT = re.compile(r"\b(?:alliances?|ententes?|pactes?|textes?|liens?|relations?|feuille de route commune)\b")
"""Words for an agreement only beside a word of signing, or before "avec"."""
BUSINESS = re.compile(
    r"\bconventions? (?:d'affaires|annuelle|nationale|europeenne|citoyenne)|\bpartenariats? technologiques? existants?"
    r"|\ben accord avec|\bcommun accord|\b(?:est|sont|etre|mis|mettre|tombee?s?) d'accord|\b(?:donn|obten)\w+ (?:son"
    r"|leur|l') ?accord\b|\bcharte graphique"
    r"|\bcooperations? entre (?:poles|clusters|entreprises|pme)"
    r"|\bconventions? (?:de (?:subvention|financement|stage|garantie|revitalisation)|d'(?:aide|objectifs)"
    r"|attributives?|collectives?)"
    r"|\b(?:accords?|conventions?) de (?:consortium|confidentialite|licence)|\b(?:grant|consortium|non-disclosure"
    r"|licen[cs]e) agreements?"
)
"""Words that only look like one."""
_PLEDGED = (
    r"\b(?:se sont|nous sommes|s'est|s'etait|s'etaient) (?:\w+ )?(?:accorde|engage|mis|promis|jure)\w*"
    r" (?:sur|pour|a|d'accord|de)\b[^.;]{0,70}\b(?:avec|ensemble|commun\w*|mutuel\w*|reciproque\w*|leurs?)\b"
    r"|\b(?:ont|avons) (?:\w+ )?(?:decide|choisi|accepte|promis) (?:de |d')(?:\w+ ){0,2}?(?:cooper|collabor|partag|echang|unir"
    r"|alli|s'alli|s'associ|s'uni|jumel|travailler ensemble|faire cause commune)\w*"
    r"|\b(?:unissent|uniront|ont uni|joignent|ont joint|conjuguent|marient) leurs (?:forces|efforts|destinees?|moyens)\b"
    r"|\b(?:have|has)? ?(?:agreed|pledged|committed|undertaken) to (?:share|exchange|pool|co-?operate|collaborate|work|join)\b"
    r"|\bshook hands on\b|\bse sont tope\w*|\bont tope\b"
)
"""Verbs of those who agree, which need no word for an agreement."""
SIGNED = re.compile(
    rf"{_PLEDGED}|"
    r"\bvien(?:t|nent) de (?:sign|conclu|nou|scell|paraph|renouvel|finalis|s'alli|s'associ|s'uni|formalis"
    r"|officialis)\w*"
    r"|\bvien(?:t|nent) de s'entendre\b|\bs'(?:est|sont|etait) (?:[a-z]+ )?entendu\w*"
    r"|\b(?:a|ont) rejoint\b(?=.{0,20}accord)"
    r"|\bprolong(?:e|es|ee|ees|ent|a)\b|\breconduit\w*|\bs'est rapproche\w*|\bsommes (?:\w+ )?partenaires?\b"
    r"|\bsign(?:e|es|ee|ees|ent|ait|aient|a|erent|ant|ature|atures|ataires?)\b|\bparaph(?!er)\w+|\bconclu(?:e|es|s|t"
    r"|ent|rent|sion|ant)?\b"
    r"|\bfinalis(?:e|es|ee|ees|a|ant)\b|\bnou(?:e|es|ee|ees|ent|a|ant|erent)\b|\bscell(?:e|es|ee|ees|ent|a|ant|erent)\b"
    r"|\bofficialis(?:e|es|ee|ees|ent|a|ant)\b|\bformalis(?:e|es|ee|ees|ent|a|ant)\b|\bconcretis(?:e|es|ee|ees|ent|a)\b"
    r"|\bratifi(?:e|es|ee|ees|ent|a)\b|\benterin(?:e|es|ee|ees|ent|a)\b|\b(?:a|ont) abouti a\b|\bs'(?:est|etait"
    r"|sont) (?:associe"
    r"|allie|engage|uni|lie)\w*|\bs'(?:allie|associe|unit|unissent|allient|associent)\b|\bunissent leurs\b|\bunit ses\b"
    r"|\bse sont (?:associe|allie|engage|lie|rapproche|uni)\w*|\bse rapprochent?\b"
    r"|\b(?:lie|unit|lient|unissent|relie|relient|liait|unissait)\b|\bcooper(?:e|ent|ons)\b|\bcollabor(?:e|ent|ons|ait)\b"
    r"|\b(?:est|sont|etaient) (?:(?:desormais|aujourd'hui|deja) )?(?:lie|uni|associe)e?s? par\b|\bentered into\b"
    r"|\b(?:est|sont) (?:desormais |aujourd'hui )?(?:lie|partenaire|jumele|allie"
    r"|associe)\w* (?:depuis [^.;,]{4,24} )?(?:a|au|aux|de|du|avec"
    r"|d')(?! (?:projet|programme|reseau|consortium))"
    r"|\brenouvel(?:e|ee|ees|es|le|ant|ement|a)\b|\bjumelage reussi\b|\bapose\w* (?:sa|leur)s? signatures?"
    r"|\bechange (?:leurs|les) signatures\b"
    r"|\bpass(?:e|ee|es|ees)\b(?=,? (?:avec|en|entre|par|le|la|l'|des|depuis|cette)\b)|\btiss(?:e|es|ent)\b"
    r"|\bsigning\b|\bsigns?\b(?= (?:a |an |the )?(?:\w+ )?(?:agreement|partnership|memorandum|letter|mou))"
    r"|\b(?:s'est rendue?|etai(?:t|ent)|(?:deplacement|voyage)|venue?s?|allee?s?|se sont rendu\w*|retrouve\w*"
    r"|reunis?)\b[^.;]{0,70}\bpour (?:y )?(?:sign|conclu|paraph|scell"
    r"|officialis)\w+"
    r"|\bsigned\b|\bconcluded\b|\bentr(?:e|es|ee|ees) en vigueur|\bin force\b|\ben vigueur\b|\bjoined forces\b"
    r"|\bteamed up\b"
    r"|\b(?:a|ont|avons|dispose d'|beneficie d'|has had|have had|maintains?|entretien(?:t|nent)|has|have) ?(?:une?"
    r"|deux|trois|quatre|cinq|\d+|an?|two|three|several|plusieurs)"
    r" (?:[a-z-]+ )?(?:accords?|conventions?|partenariats?|agreements?|partnerships?)\b[^.;:]{0,60}\b(?:avec|with)\b"
    r"|\btop(?:e|es|ent)\b(?= sur)|\bappos\w+ (?:sa|ses|leurs?) signatures?|\bmis\w* leurs? signatures?|\ba la cle\b"
    r"|\bsealed\b|\brenewed\b|\bpartnered\b|\bagreed\b|\bchoisi\b(?=.{0,60}partenaire)"
    r"|\btravaill(?:e|ent|ons|ait|aient)\b|\b(?:has|have) (?:been )?work(?:ed|ing)\b|\bworks? with\b"
    r"|\b(?:est|sont|etait) (?:[a-z']+ ){0,3}partenaires?\b|\bpartenaires? (?:[a-z']+ ){0,3}depuis\b"
    r"|\b(?:is|are|been) (?:\w+ ){0,3}partners?\b|\bpartners? (?:\w+ )?since\b|\b(?:has|have) (?:linked|tied|bound|united)\b"
    r"|\b(?:links?|ties|binds) \b|\bechange\w* (?:des|les|leurs|deux|une) (?:lettres?|signatures?)\b|\binked\b"
    r"|\bput (?:its|their|his|her) names?\b|\b(?:a|ont) (?:ete )?trouve\w*|\bvu le jour\b|\bconven(?:u|us|ue"
    r"|ues)\b(?! (?:de |d')(?:prepar|redig|sign|conclu|etudi|negoci))"
    r"|\bexiste(?:nt)?\b|\bremonte(?:nt)?\b|\bdaten?t?\b(?= (?:de|du|d'))|\bdates? (?:back|from)\b|\bassocie(?:nt)?\b"
    r"|\btacitement reconduit\w*|\bautomatically renewed\b|\bsous couvert d|\bunder (?:a|an|the|our"
    r"|its) (?:\w+ )?(?=agreement|memor)"
    r"|\bcame into (?:force|effect)\b|\b(?:a|avait) pris effet\b|\bprend effet\b|\bextended\b|\brolled over\b|\bset up\b"
)
SIGNED_NEAR = re.compile(
    r"\b(?:lanc|engag|instaur|demarr|act|developp|concretis|inaugur|ent(?:am)|annonc|mene|celebr)(?:e|es|ee|ees|ent"
    r"|a)\b|\betabli\w*|\bmis\w* (?:en place|sur pied)"
    r"|\bdispos\w+ d|\bbenefici\w+ d|\bporte(?:nt)? sur\b|\bprevoi\w+|\bcourt\b|\bpermet\w*|\bcompte\b|\blaunched\b"
    r"|\bestablished\b"
)
"""Words of signing only right beside the word for the agreement."""
NEGOTIATED = re.compile(
    r"(?<!ete )\bnegoci(?:e|es|ee|ees|ent|ait|ation|ations|ant|ons)\b|\bdiscussions?\b|\bdiscut(?:e|ent|ait|aient)\b"
    r"|\b(?:parlons|discutons|echangeons|dialoguons) avec\b"
    r"|\bpourparlers\b|\btractations\b|\ben preparation\b|\bfinalise(?:nt)? (?:actuellement|en ce moment)"
    r"|\ben (?:cours|phase|voie) (?:de |d')(?:negociation|discussion|signature|finalisation|elaboration|preparation"
    r"|validation"
    r"|examen|redaction|construction|conclusion)\w*|\btravaill\w+ a (?:un|une|la|l')\b|\bechanges?\b[^.;]{0,60}(?:avances?"
    r"|(?:se )?poursuivent|\ben vue d)"
    r"|\btalks\b|\bnegotiat\w+|\bunder discussion\b"
)
INTENDED = re.compile(
    r"\benvisag\w+|\bprevo[iy]\w+|\bprevu\w*|\bsouhait\w+|\bambitionn\w+|\besper\w+|\b(?:dev|pour)(?:rai|ai)(?:t|ent)\b"
    r"|\bdoi(?:t|vent)\b(?! (?:deboucher|permettre|conduire|aussi|faire|ouvrir|beneficier|aider|favoriser))"
    r"|\bvoulai(?:t|ent)\b|\bveu(?:t|lent)\b|\bvoulons\b|\baimerai\w*|\bn'exclu\w* pas\b|\bprojett\w+"
    r"|\bcompte(?:nt)? (?:bien |ensuite |aussi )?\w+(?:er|ir|re)\b|\bprepare(?:nt)?\b|\bvis(?:e|ent) a\b"
    r"|\bentend(?:ent)? (?=\w+(?:er|ir|re)\b)|\bcherch\w+ a\b|\bautoris\w+|\bs'apprete\w*|\bsur le point\b"
    r"|\bvocation a\b"
    r"|\bproposera\w*|\bpour(?= cooperer\b)|\bprochain\w*\b|\ba venir\b|\bd'ici (?:a|la|le|l')\b|\bhopes?\b"
    r"|\bplans? to\b"
    r"|\bdue to be\b|\b(?:is|are|was|were) to (?:be )?sign\w*|\babout to\b|\bshould be\b|\bready to\b|\bpret\w* a\b"
    r"|\bintends?\b|\bwill\b|\bexpect\w+|\ben vue d|\breflechi\w*|\btroisieme (?=partenaire en)|\bappelle\w* de (?:ses"
    r"|leurs) voeux"
)
"""Words of intention, which speak of the agreement only where they stand before it."""
_FUTURE = re.compile(
    r"\b(?:est|sont) (?:\w+ )?(?:envisage|prevu|programme|annonce)\w*|\ba l'etude\b|\betudie(?:nt)?\b|\ben projet\b"
    r"|\bimminente?s?\b|\bserai(?:t|ent)\b"
    r"|\bprojet d(?:'|e )(?:accord|partenariat|cooperation|convention)"
    r"|\bsera(?:it)? (?:\w+ )?(?:present|soumi|adopt|vot|examin|sign|conclu"
    r"|formalis|final|paraph|scell|officialis)\w+"
    r"|\bseront (?:\w+ )?(?:sign|conclu|formalis|final|paraph)\w+|\b(?:sign|paraph|nou|scell)(?:era|eront|eraient)\b"
    r"|\bconclur(?:a|ont)\b|\bv(?:a"
    r"|ont) (?:sign|conclu|nou|s'alli|s'associ)\w+"
    r"|\b(?:is|are) (?:\w+ )?(?:expected|planned|scheduled|due|foreseen|awaited)\b|\bhop(?:es|e|ing) to\b|\bwould like\b"
    r"|\best (?:\w+ )?(?:attendue?|esperee?|souhaitee?)\b"
    r"|\bconvenu\w* (?:de |d')(?:prepar|redig|sign|conclu|etudi|negoci)\w+"
)
PUT_OFF = re.compile(
    r"\bsign(?:ature|ing)\b[^.;]{0,140}?\b(?P<off>(?:(?:a ete|est|etait) )?(?:aura lieu|interviendra|suivra|fixee?"
    r"|repoussee?|reportee?|differee?|decalee?|attendue|prevue|envisagee|programmee|esperee)"
    r"|(?:is|was|has been) (?:now )?(?:planned|expected|scheduled|foreseen|due|set|put off)|will (?:follow|take place))\b"
)
"""A signature that is still to come."""
TALKS = re.compile(r"\bnegociations?\b|\bpourparlers\b|\ben discussions?\b|\bdiscussions?\b|\btalks\b|\btractations\b")
PLANNED = re.compile(rf"{INTENDED.pattern}|{_FUTURE.pattern}")
PROGRESS = ((Status.SIGNED, SIGNED), (Status.NEGOTIATED, NEGOTIATED), (Status.PLANNED, PLANNED))
"""The words of each stage, the firmest first."""
COOPERATE = re.compile(
    r"\b(?:conven(?:u|us|ue|ues|ons|ir)|convinrent|conviennent) (?:de |d'|que\b)"
    rf"|{_PLEDGED}"
    r"|\b(?:signe|conclu)\w* une? (?:autre|second|deuxieme|troisieme)\w*"
    r"|\b(?:sign(?:e|es|ent|era|er|ons|ant)|conclu(?:e|s|t|re)?|parapher?|nouer?|sceller?|formalisee?|officialisee?"
    r"|passee?)\b[^.;]{0,60}\bavec\b"
    r"|\bs'est rapproche\w*"
    r"|\bcooper(?:er|e|ent|ons)\b|\bcollabor(?:er|e|ent|ons|ait)\b[^,;]{0,40}\bavec\b|\bpartenaires?\b(?! (?:du"
    r"|de la|des?|d'un) (?:projet|programme|reseau|consortium|salon|dispositif))[^.;,]{0,30}(?:\b(?:de|du|des)\b|d'"
    r"|,? c'est\b)"
    r"|\bs'(?:est|etait|sont) (?:associe|allie|uni|lie)\w*|\bs'(?:allie|associe|unit|allient|associent|unissent)\b"
    r"|\bs'(?:allier|associer|unir)\b"
    r"|\bse sont (?:associe|allie|uni|lie|rapproche)\w*|\bse rapproch\w+ (?:de|du|d'|avec)|\bunissent leurs\b"
    r"|\bunit ses\b"
    r"|\b(?:est|sont) (?:desormais |aujourd'hui )?(?:lie|jumele|allie)\w* (?:depuis [^.;,]{4,24} )?(?:a|au|aux|avec)\b"
    r"|\bqui (?:(?:nous|le|la|les) |l')(?:unit|lie|relie|associe|liait|unissait)\b[^.;]{0,60}\b(?:a|au|aux|avec)\b"
    r"|\b(?:premiere?|seconde?|deuxieme|troisieme|celui-ci|celle-ci|texte|accord|\0),? (?:lie|unit|associe"
    r"|rattache) (?:le |la |l')?"
    r"(?:[a-z]+ )?\0+[^.;]{0,40}?\b(?:a|au|aux)\b"
    r"|\b(?:nous|le|la|les) (?:lie|unit|relie|liait|unissait) (?:[^.;]{0,30}\b)?(?:a|au|aux)\b"
    r"|\b(?:discussions?|negociations?|negotiations?|pourparlers|tractations|talks|parlons|echangeons|dialoguons"
    r"|discutons|negotiat(?:es|ing)|negoci(?:e(?:nt)?|ons|ait)"
    r"|discut(?:e|ent|ait|aient))\b[^.;]{0,60}\b(?:avec|with)\b"
    r"|\bune? (?:autre|seconde?|deuxieme|troisieme|quatrieme|cinquieme)(?:,? (?:est|sont|a|doit|devrait|sera|suivra"
    r"|vient)\b[^.;]{0,50})? avec\b"
    r"|\A\W*\0+[^.;]{0,30}[–:-] ?(?:en |under )?(?:negociations?|discussions?|pourparlers|talks)\b"
    r"|\bappos\w+ (?:sa|ses|leurs?) signatures?"
    r"|\bs'(?:est|etait|sont) engagee?s?\b[^.;]{0,40}\baux cotes\b|\bsigning\b[^.;]{0,60}\bwith\b"
    r"|\bechange (?:leurs|les) signatures\b|\b(?:son|notre|leur) (?:nouve\w+ |premier )?partenaire\b"
    r"|\bscell\w+ (?:leur|une) (?:union|entente|alliance)\b"
    r"|\bs'entend(?:re|ent) (?:[a-z]+ )?avec\b|\bs'(?:est|sont|etait) (?:[a-z]+ )?entendu\w* (?:[a-z]+ )?avec\b"
    r"|\bagreed to (?:cooperate|work together|join)\b"
    r"|\bpartnered with\b|\bteamed up with\b|\bsign(?:ed)?\b[^.;]{0,60}\bwith\b|\bsignature\b[^.;]{0,60}\bavec\b"
    r"|\b(?:le|la|the) (?:plus (?:ancien|recent)\w*|oldest|newest|latest|most recent)"
    r",? (?:[a-z0-9]+ ){0,3}(?:avec|with)\b"
    r"|\b(?:celui|celle) qui (?:l'|le |la |les |nous )?(?:unit|lie|relie|associe|liait|unissait)\b"
    r"|\A(?:les |des |the )?(?:discussions|negociations|pourparlers|talks|negotiations)\b"
    r"|\bavec[^.;]{0,60}\bc'est signe\b|\bwork(?:s|ed|ing)?\b[^.;]{0,60}\bwith\b"
    r"|\b(?:avec|with) (?:qui|lequel|laquelle|lesquel\w+|whom|which)\b[^.;]{0,60}\b(?:sign|conclu|work|travaill"
    r"|partner|parten|coop|collabor|negoci|discut)"
    r"|\btravaill(?:e|ent|ons|ait|aient)\b[^.;]{0,60}\bavec\b[^.;]{0,60}\bdepuis\b"
    r"|\bdepuis\b[^.;]{0,60}\btravaill(?:e|ent|ons|ait|aient)\b[^.;]{0,60}\bavec\b"
    r"|\btravaill(?:e|ent|ons|ait|aient)\b[^.;]{0,20}\bdepuis\b[^.;]{0,60}\bavec\b"
    r"|\bavec\b[^.;]{0,60}\btravaill(?:e|ent|ons|ait|aient)\b[^.;]{0,20}\bdepuis\b"
    r"|\bpartenaires? (?:[a-z']+ ){0,3}depuis\b|\bpartners?\b[^.;]{0,20}\bsince\b|\b(?:(?:notre|son|leur|nos"
    r"|ses) (?:[a-z]+ ){0,2}partenaires?)\b"
    r"|\b(?:our|its|their) (?:\w+ ){0,2}partners?\b"
)
"""Words that speak of an agreement without a word for it."""
VOID = re.compile(
    r"\bn(?:'|e )(?!en (?:est|sont|etai(?:t|ent)) pas a )"
    r"(?:a|ont|est|sont|y|avons|avait)?\b(?! ?exclu)[^.;]{0,12}\b(?:pas|plus|jamais|aucun\w*|rien)\b"
    r"|\baucun\w* (?:autre )?(?:accord"
    r"|partenariat|convention)|\bdenonce\w*|\brompu\w*|\bresili\w+|\babandonn\w+|\bannul\w+|\bcaduc\w*|\bechou\w+"
    r"|\brejet\w+"
    r"|\brefus\w+|\bsans (?:suite|succes|lendemain|resultat)\b"
    r"|\b(?:a|ont|est|sont|etait|has|have) (?:deja |now )?expir\w+|\bexpired\b|\barriv\w+ a (?:son |sa "
    r"|leur )?(?:echeance|terme)"
    r"|\bpris fin\b|\bmis fin\b"
    r"|\bprend fin\b|\binfructueu\w+|\ben vain\b|\btent(?:e|es|ait|er)\b|\btentatives?\b|\bsuspendu\w*|\bgele\w*\b"
    r"|\brenonc\w+|\bdeclin\w+"
    r"|\bpoint mort\b|\bau placard\b|\benterre\w*|\bavort\w+|\bimpasse\b|\bpas question\b|\bplutot que\b"
    r"|\bcontrairement a\b|\bni\b[^.;]{0,60}\bni\b|\bdevai(?:t|ent) (?=etre|signer"
    r"|conclure)"
    r"|\bver(?:ra|ront) pas\b|\bn'(?:a|ont) (?:encore )?rien\b|\bdid not\b|\bno agreement\b|\bterminated\b"
    r"|\bpas encore\b|\brumeur\w*|\bdement\w*|\bs'eteint\b|\btomb\w+ a l'eau\b|\blettre morte\b"
    r"|\b(?:broke|broken|breaking) (?:down|off)\b|\bcollapsed\b|\bfell through\b|\bfailed\b|\babandoned\b|\bcancel\w+"
    r"|\blapsed\b"
    r"|\bended\b|\bm(?:et|ettre|is|ettent) (?:un terme|fin)\b|\bran from\b|\bdissolved\b|\bechue?s?\b|\bsans nouvelles\b"
    r"|\b(?:but(?:e|ent|ait)|achopp\w+|bloqu\w+) sur\b|\bcapot\w+|\bstalled\b|\bfoundered\b|\bstumbled\b"
    r"|\bfaute d'accord\b|\bsans accord\b|\bdisagree\w*"
    r"|\b(?:has|have|had|was|were|is|are|will) not\b|\bnever\b|\bno longer\b|\bwithdr[ae]w\w*|\bcame to an end\b|\bhas ended\b"
)
"""Words that deny an agreement or end it."""
COMMERCIAL = re.compile(
    rf"\bcontrats?\b(?!{_OF})|\bcommandes?\b|\bmarches? (?:public|de \d)|\bbail\b|\blicences?\b|\bcheques?\b"
    rf"|\bvente\b|\bcapital\b|\blevee de fonds\b"
)
"""Words of business that is no cooperation."""
STANDING = re.compile(
    r"\b(?:accords?(?:-cadres?)?|conventions?|partenariats?|cooperations?|collaborations?|jumelages?|protocoles?"
    r"|memorand(?:ums?|a)|alliances?|entente)\b"
    r"[^.;:?]{0,70}\b(?:avec|entre)\b(?! des\b)"
    r"|\bavec\b[^.;:?]{0,70}\b(?:l'accord|la convention|le partenariat|le protocole|le jumelage|le memorandum)\b"
    r"|\b(?:son|notre|leur) (?:nouve\w+ |premier )?partenaire\b"
    r"|\b(?:agreement|partnership|memorandum|memoranda|cooperation)s?\b[^.;:?]{0,60}\bwith\b"
)
"""An agreement spoken of as known: "son accord avec X"."""

WISHED = re.compile(
    r"\?|\bpresente(?:nt|r)?\b|\bsoumet\w*|\bsoumis\w*|\bexamin\w+|\bevoqu\w+|\bcherch\w+|\bprefer\w+|\bpropos\w+"
    r"|\bidees?\b|\breclam\w+|\bdemand\w+|\bfaute d|\bsans\b|\bsi\b|\bif\b"
    r"|\bpourquoi\b|\bdevenir\b"
    r"|\bfavoris\w+|\bencourag\w+|\bappels? a\b|\bimagin\w+|\bsuggest\w+|\blooking for\b|\bseeks?\b|\bwish\w*"
    r"|\bcall for\b|\b\w+raient\b"
    r"|\btout(?:e)? (?:accord|convention|partenariat)\b|\bchaque (?:accord|convention)\b|\bany (?:agreement|partnership)\b"
)
"""Words that wish for an agreement, ask for one or speak of any."""

_STEMS_TEXT = """
    conviennent convinrent shook tope accorde decide promis joign joint conjug pledg commit undertak
    negot parlons dialog enter work travaill tie link discut ancien recent premier derni latest newest oldest
    accord conven protoc memorand lettre letter declar mou chart parten partner coop collab jumel rappro contrat agree allian
    entent pact texte lien relation feuille sign conclu paraph nou scell formal offici passe s'all s'ass s'un s'est s'eta uni
    discus negoc pourparl tractat talk team echang engag enten lie appos deuxieme seconde troisieme quatrieme cinquieme autre
"""
_STEMS = tuple(_STEMS_TEXT.split())


def may_speak(words: str) -> bool:
    """Tell quickly whether words hold any stem without which no pattern here for an agreement matches."""
    return any(stem in words for stem in _STEMS)
