"""What sentences say of a consortium and those in it, as patterns over plain text whose names are blanked. Knows no sentences."""

from __future__ import annotations

import re

NUMBER = (
    r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|two|three|four|five|seven|eight"
    r"|nine|ten|eleven|twelve)"
)
GROUPS = (
    r"(?:projet|project|consortium|eurocluster|alliance|reseau|network"
    r"|partenariat|partnership|groupement|federation|metacluster|inter-?poles?)"
)
THE_GROUP = rf"(?:(?:le |la |l'|ce |cette |cet |the |this |our |notre )(?:[a-z-]+ )?{GROUPS})"
GATHERS = re.compile(
    r"\b(?:(?:re)?group(?:e|ent|ait|ant|era)|reuni(?:t|ssent|ssait|ssant|ra)|rassembl(?:e|ent|ait|ant|era)"
    r"|feder(?:e|ait|ant|era)|associe(?:|nt|ra)|associant"
    r"|compren(?:d|ait)|implique|mobilise|unit|lie|fait (?:travailler|collaborer|cooperer)(?: ensemble)?|(?:est"
    r"|etait|sera) (?:composee?|formee?|constituee?) (?:de|du|d)"
    r"|se compose d\w*|compte|brings together|brought together|bringing together|unites|gathers|comprises"
    r"|includes|involves|links|consists of|consisted of"
    r"|is (?:made up|composed|formed) of|is (?:run|formed|carried out) by)\b"
)
"""What a group does to those who take part in it."""
SUBJECT = re.compile(
    rf"(?:\b(?:il|elle|it|qui|which|that)|{THE_GROUP})(?:[ ,»\"*]*\0*)?[ ,»\"*]*(?:(?:depuis|since|en"
    rf"|in)[^,;:]{{3,30}},? )?(?:\w+ ){{0,2}}\Z"
    r"|(?:\A|\0)[»\"* ]*,? ?(?:(?:depuis|since|lance\w*|cree\w*|ne en|nee en|constitue\w*|founded|launched"
    r"|created)[^;:]{3,40}, ?)?(?:\w+ ){0,1}\Z"
)
"""What may stand between the name or the pronoun of a group and its verb."""
ARE = re.compile(
    r"\b(?:ses|les|leurs|its|the|their|autres|other|deux|trois|quatre|cinq|six|two|three|four"
    r"|five) (?:[a-z-]+ ){0,3}?(?:partenaires|membres|participants|beneficiaires|parties|signataires|partners"
    r"|members|beneficiaries|fondateurs|founders|signatories)"
    rf"(?: (?:du|de la|de l'|des|de|of|in) (?:the |la |l')?(?:{GROUPS}|\0+)| [a-z-]+){{0,3}}(?: (?:sont|are|were"
    rf"|etaient|include|comprennent)\b(?: :)?| ?:)"
)
COUNTED = re.compile(
    rf"\b(?:(?:{NUMBER}|les|the|nos|our|une?|an?|aux|l'un des|one of the) )"
    r"(?:(?:des |of the )?(?:[a-z]+ )?(?P<partners>partenaires?|membres?|beneficiaires?|partners?|members?"
    r"|beneficiaries)|organismes|poles|clusters|grappes|structures|entites|acteurs"
    r"|etablissements|organi[sz]ations|institutions|bodies)\b[^:;.\0]{0,70}(?::| [–—])(?= )"
)
TAKE_PART = re.compile(
    r"\b(?:y (?:prennent part|participent|collaborent|contribuent|sont associe\w*|siegent)|en font partie"
    r"|en sont (?:les )?(?:membres|partenaires)"
    rf"|(?:composent|forment|constituent|make up|form|makes up|animent|portent|prennent part a|participent a"
    rf"|take part in|participate in|are involved in)(?:u|ux)? ?{THE_GROUP}"
    rf"|(?:prennent part|participent|collaborent|sont associe\w*) au (?:[a-z]+ )?{GROUPS}|are (?:the )?(?:partners"
    rf"|members) (?:of|in) {THE_GROUP}|(?:take|took) part(?: in it)?(?= ?:))"
)
LED = re.compile(
    r"\b(?:coordonnee?|pilotee?|portee?|conduite?|menee?|dirigee?|animee?|emmenee?|presidee?|coordinated|led"
    r"|headed|chaired|managed|run)(?: (?:depuis|since) \d{4})?"
    r"(?: \w+){0,2}? (?:par|by) "
)
COMPANY = re.compile(
    r"\b(?:avec|aux cotes (?:de |du |des |d')|en (?:partenariat|lien|association|collaboration) avec"
    r"|together with|alongside|with|associant|joined by|qui associe|qui reunit|et (?:associe|reunit|rassemble"
    r"|regroupe)) ?"
)
DOES = re.compile(
    r"\b(?:dont|que|qu'|of which)(?: ?(?:le |la |l'))?(?:pole |cluster )?[«\" ]*(?P<who>\0+)[»\" ]* (?:is (?:an? "
    r"|the )?(?:[a-z]+ )?(?:member|partner|leader|coordinator)|assure|exerce"
    r"|detient|est|a|prend|tient|coordonne|pilote|preside|dirige|porte|anime)\b"
    r"(?: (?:aussi |egalement |actuellement )?(?:le |la |l'|son )? ?(?:coordination|presidence|secretariat"
    r"|chef de file|coordinat\w+|pilot\w+|leader\w*|animation|tete|gestion|membre\w*|partenaire\w*|president\w*))?"
    r"|\b(?:que|qu')(?:e)? ?(?:coordonne|pilote|preside|dirige|porte|anime|conduit)(?:nt)? (?:le |la "
    r"|l')?(?:pole |cluster )?(?P<after>\0+)"
)
FOUNDED = re.compile(
    r"\b(?:nee?|fondee?|creee?|constituee?|formee?|initiee?|lancee?|founded|created|formed|set up|launched|born"
    r"|established)(?: (?:en|in|le|on|des) [^,;.]{4,22}?| ensemble| initialement)? (?:par|by|a l'initiative d\w*"
    r"|sous l'impulsion d\w*|(?:d'une?|du|de l'|de la|out of an?|from an?|of an?) ?(?:accord|union|rapprochement|rencontre"
    r"|entente|initiative|volonte|reunion|alliance|agreement|meeting|merger)(?: commune?)? (?:entre|de|du|des|d'"
    r"|between|of)) ?(?!the first |les? premier)(?:(?:deux|trois|quatre|cinq|six|two|three|four|five) [^:;.]{3,40}: )?"
)
FOUNDED_WITH = re.compile(
    r"\b(?:co-?fond\w+|fond(?:e|ee|ees|a)|cree\w*|lance\w*|monte\w*|forme\w*|co-?founded|founded|created|launched"
    r"|formed|set up)"
    r"(?: (?:en|in|des|depuis|since|le|on) [^,;.\0]{4,18})? (?:avec|aux cotes d\w*|with|together with|alongside) "
)
"""What stands between a group named before and those with whom it was founded: "l'alliance X, cofondée avec A et B"."""
FRONTED_WITH = re.compile(r"(?:avec|aux cotes (?:de |du |des |d')|with|together with|alongside) ?(?:le |la |l'|the )?")
FOUNDS = re.compile(
    r"\b(?:a |ont |has |have )?(?:co-?fonde|fonde|cree|lance|constitue|forme|compose|anime|cofounded|co-founded"
    r"|founded|created"
    r"|launched|formed)"
    rf"(?: (?:en|in) [^,;.\0]{{4,14}})? {THE_GROUP}"
)
"""Founders fronted by "avec": "Avec A et B, le pôle C a fondé l'alliance X"."""
UNITED = re.compile(
    r"\b(?:s'(?:est|etait|etaient) (?:alliee?s?|associee?s?|unie?s?)|se sont (?:allie\w*|associe\w*|unis)"
    r"|s'allie(?:nt)?|s'associe(?:nt)?"
    r"|(?:has |have )?(?:joined forces|teamed up|partnered|joined hands)|fait alliance) (?:a|au|aux|avec"
    r"|with) (?P<who>[^;.:]{4,140}?)"
    r" (?:pour|afin de|to) (?:creer|fonder|former|lancer|monter|constituer|donner naissance a|create|form|found"
    r"|launch|set up|start) "
    r"(?:le |la |l'|the |an? |une? )?"
)
"""The founders told before the group: "s'est allié à A et B pour créer X"."""
FOUNDED_BY = re.compile(rf", {THE_GROUP}\b|[;.]")
ACTIVE = re.compile(
    rf"\b(?:co-?)?(?:coordonne|pilote|dirige|porte|preside|conduit|emmene|anime|coordinates|leads|heads|chairs"
    rf"|(?:assure|exerce"
    rf"|detient) (?:la |le )?(?:coordination|presidence|secretariat) d\w*|(?:est|is) (?:le |the )?"
    rf"(?:chef de file|coordinateur|coordinator|leader|lead partner|pilote) (?:d\w*|of)) ?{THE_GROUP}"
)
BELONGS = re.compile(
    r"\b(?:particip(?:e|ent|ait|ant)|pren(?:d|nent) part|contribue(?:nt)?|(?:est|sont) (?:egalement "
    r"|aussi )?(?:associee?s?|partenaires?|membres?|partie prenante|beneficiaires?|l'un des \w+ (?:partenaires"
    r"|membres))|partenaires?|takes? part|participates?|(?:is|are) (?:also )?(?:an? )?(?:founding |full "
    r"|active )?(?:partners?|members?"
    r"|part))(?:, (?:aux cotes d|avec |alongside |with |together with |en compagnie d)[^;.:]{3,90},)? "
    rf"(?:aussi |egalement |also |notamment |activement )?(?:a|au|du|de|dans|in|of|to|aux|d')(?: ?(?:la|l'|le"
    rf"|the))? ?(?:[a-z\0]+ ){{0,3}}?{GROUPS}\b"
)
LEADER_IS = re.compile(
    r"\b(?:le |la |l'|du |au |par le |son |its |the )?(?:chef de file|coordinat(?:eur|rice|or)"
    r"|partenaire principal|lead (?:partner|beneficiary)|leader|porteur du projet)(?: (?:du|de ce|of the|of this) "
    rf"{GROUPS})?(?:,| en est| est| is| was| etait) [*_«\" ]*(?:(?:le |la |l'|the )?(?:pole |cluster )?)[*_«\" ]*"
    r"|\b(?:coordination|pilotage|gestion|animation|secretariat|presidence|leadership|management|chair)"
    rf"(?: (?:du|de ce|de l'|de la|of the) ?{GROUPS})? (?:en )?"
    r"(?:revient|incombe|echoit|est (?:confiee?|assuree?|exercee?)|a ete (?:confiee?|attribuee?)|falls|lies|rests"
    r"|(?:is|was) (?:entrusted|given|held|handled)) (?:a |au |aux |par |to |with |by |upon )"
    r"[*_«\" ]*(?:(?:le |la |l'|the )?(?:pole |cluster )?)[*_«\" ]*"
)
LEADS_IT = re.compile(
    r"\ben (?:assure|exerce|detient|tient|prend|a pris|coordonne|pilote|preside|anime)(?: (?:aussi "
    r"|egalement )?(?:la |le |l')?"
    r"(?:coordination|presidence|secretariat|pilotage|animation|tete|gestion))?\b"
    r"|\b(?:coordinates|leads|manages|chairs) (?:it|the whole)\b|\bprovides (?:its|the) secretariat\b"
)
"""What a leader does to the group named before: "X en assure le secrétariat"."""
AROUND = re.compile(
    r"\b(?:l'(?:entourent|accompagnent|epaulent|ont rejointe?)|(?:l'ont|l'a) (?:suivie?|rejointe?)|l'y (?:ont rejoint"
    r"|rejoignent)|s'y (?:ajoutent|joignent|sont joints)"
    r"|(?:a|aux?) (?:ses|leurs) cotes|autour (?:de lui|d'elle|d'eux)|le rejoignent|la rejoignent|with (?:it|them)"
    r"|(?:alongside|beside) (?:it|them)|(?:he|she|it) is joined by"
    rf"|compl(?:etent|ete|eted?|ement) (?:le |la |l'|the )?(?:{GROUPS}|groupe|tour de table|equipe|quatuor|trio|line-?up))"
    r"(?:,| :|:)? "
)
"""What stands before or after the names of those around a leader."""
ANSWERED = re.compile(
    rf"\b(?:{NUMBER}|tous|toutes|all)(?: (?:autres|d'entre eux|of them|others|clusters|poles|grappes))?"
    r" (?:ont (?:vite |aussitot |d'abord )?(?:dit oui|repondu|accepte|suivi|adhere|rejoint|signe|accroche)"
    r"|dirent oui|repondirent|accepterent|suivirent|said yes|answered|agreed|accepted|joined|signed up|came on board"
    r"|responded|followed)\b[^:;.\0]{0,40}:(?= )"
)
"""How a partnership comes about: "Four said yes: A, B, C and D"."""
WITH_OTHERS = re.compile(
    r"\b(?:une|cette|notre|an|the|our|l') ?(?:nouvelle |vaste |new |wider )?(?:alliance|consortium|partenariat|partnership"
    r"|reseau|network|federation) (?:[a-z-]+ ){0,2}?(?:avec|with) "
)
IS_LEADER = re.compile(
    r"[»\" ]*(?:\([^()]{0,30}?(?:chef de file|coordinat\w+|lead (?:partner|beneficiary)|leader"
    r"|porteur)[^()]{0,20}\)|, (?:le |la |l'|the )?(?:chef de file|coordinat(?:eur|rice|or)|lead (?:partner"
    r"|beneficiary)|(?:un |une )?(?:autre |other |second |troisieme |dernier )(?:partenaire|partner|membre"
    r"|member)|partenaires? (?:du|de ce) projet)\b(?! de la| d'une| des ))"
)
ENTERS = re.compile(
    r"\b(?:fait son entree|font leur entree|entre (?:dans|au)|rejoi(?:nt|gnent)|integre|integrent|remplace"
    r"|remplacent|succede a|se substitue a|prend la place d\w*|joins|join|replaces|takes over from|enters"
    r"|is joining)\b(?P<rest>[^.;]{0,60})"
)
ARRIVES = re.compile(
    r"\b(?:(?:a|ont) ete (?:admis\w*|accueilli\w*|associe\w*)|(?:fut|furent) admis\w*|(?:est|sont) (?:arrive|venu|entre)\w*"
    r"|s'(?:y )?(?:est|sont) (?:ajoute|joint|greffe)\w*|(?:les|nous|l')(?: ?a| ?ont) (?:rejoint|suivi)\w*"
    r"|(?:was|were) (?:admitted|added)|(?:came in|came on board|joined)(?= (?:in|a|the|later|without|as|them|us)\b))"
)
"""How somebody comes to the group of the page."""
OF_GROUP = re.compile(rf"\b(?:{GROUPS}|membres|partenaires|members|partners)\b")
STOP = re.compile(
    r"[;]| [–—] |\bpour\b|\bafin\b|(?<!-)\bsur\b(?!-)|\bautour\b|\bin order\b|\bto [a-z]+\b|, qui\b|, which\b"
    r"|(?<!-)\bsous\b(?!-)|\bunder\b|\baround\b|\bdepuis\b"
)
DENIED = re.compile(
    r"\bn(?:'|e )(?:est|sont|a|ont|fait|y|en|reun\w+|particip\w+)\b|\bne \w+ (?:pas|plus|aucun)|\bnot\b"
    r"|\bno longer\b|\brefus\w+|\bdecline\w*|\brejet\w+|\bturned down\b|\bquitt\w+|\bretir\w+|\bwithdr\w+"
    r"|\bcandidat\w*|\benvisag\w+|\bpourrai\w+|\bmight\b|\bcould\b|\bsouhait\w+"
)
LASTING = re.compile(
    r"\b(?:consortium|eurocluster|alliance|reseau|network|partenariat|partnership|federation|metacluster|groupement)\b"
)
COLON = re.compile(r"[^:;.\0]{0,120}:(?= )")
GONE = re.compile(r"\b(?:quitt\w+|retir\w+|withdr\w+|left|candidat\w*|refus\w+|decline\w*)\b")
"""What tells that somebody named beside the partners is none, or no more."""
