"""Pages as they are on the web: a newsletter set with tables, and an article among banners, menus and forms."""

from __future__ import annotations

LONG = (
    "Le pôle Medicen a signé un accord avec le cluster de Barcelone le 2 juillet 2012. Cet accord prévoit des échanges "
    "entre les petites et moyennes entreprises des deux régions, ainsi que des conventions d'affaires annuelles."
)
# ruff: noqa: E501 - markup is written as pages have it
NEWSLETTER = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>La lettre du pôle n° 12</title></head><body>
<table width="600"><tr><td align="center"><a href="x">Voir la version en ligne</a></td></tr>
<tr><td><table width="100%"><tr><td><img src="logo.png" alt="Pôle"></td><td><h1>La lettre du pôle</h1>N° 12 – Juillet 2012</td></tr></table></td></tr>
<tr><td><h2>À la une</h2><p>{LONG}</p><a href="x">Lire la suite</a></td></tr>
<tr><td><table><tr><td width="50%"><h3>Agenda</h3><ul><li>12 septembre : convention d'affaires à Lyon</li><li>3 octobre : assemblée générale</li></ul></td><td><h3>Appels à projets</h3><p>Le 15e appel du FUI est ouvert jusqu'au 27 novembre 2012. Les dossiers sont à déposer auprès du pôle, qui accompagne ses adhérents dans le montage.</p></td></tr></table></td></tr>
<tr><td><p>Vous recevez ce message car vous êtes abonné. <a href="u">Se désabonner</a></p><p>Facebook | Twitter | LinkedIn</p></td></tr></table></body></html>"""
ARTICLE = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Accord signé - Le Journal des pôles</title>
<meta name="author" content="Léa Martin"></head><body>
<div id="tarteaucitron" role="dialog" aria-label="cookies"><p>Ce site utilise des cookies pour mesurer l'audience et vous proposer des contenus adaptés. Vous pouvez accepter, refuser ou personnaliser vos choix à tout moment.</p><button>Tout accepter</button><button>Tout refuser</button></div>
<header class="site-header"><div class="logo">Le Journal des pôles</div><nav><ul><li><a href="/">Accueil</a></li><li><a href="/a">Actualités</a></li><li><a href="/agenda">Agenda</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">Accueil</a> &gt; <a href="/a">Actualités</a> &gt; Accord signé</div>
<main><article><h1>Accord signé à Barcelone</h1><p class="date">Publié le 4 juillet 2012 à 10h32 par Léa Martin</p><div class="share"><a>Partager</a> <a>Tweeter</a> <a>Imprimer</a></div>
<p class="chapo"><strong>Quatre pôles français se rapprochent de leurs homologues catalans.</strong></p>
<p>{LONG}<sup><a href="#n1">1</a></sup></p><figure><img src="a.jpg"><figcaption>Les signataires à Barcelone. © Pôle info</figcaption></figure>
<h2>Les engagements</h2><ol><li>Un correspondant permanent :<ul><li>à Paris, Léa Martin ;</li><li>à Barcelone, Jordi Puig ;</li></ul></li><li>Une convention d'affaires par an.</li></ol>
<table><thead><tr><th>Pôle</th><th>Partenaire</th><th>Année</th></tr></thead><tbody><tr><td rowspan="2">Medicen</td><td>Biocat</td><td>2012</td></tr><tr><td>Kansai Bio</td><td>2008</td></tr><tr><td>Cap Digital</td><td colspan="2">aucun</td></tr></tbody></table>
<blockquote><p>« C'est un accord historique », a déclaré le président du pôle.</p></blockquote>
<dl><dt>Durée</dt><dd>Trois ans</dd><dt>Budget</dt><dd>300 000 euros</dd></dl>
<p>Contact&nbsp;: Léa Martin, 01&nbsp;02&nbsp;03&nbsp;04&nbsp;05, <a href="mailto:lea@pole.fr">lea@pole.fr</a></p>
<p id="n1">1. Voir notre article du 12 mai.</p>
<div class="tags">Mots-clés : <a>international</a>, <a>Espagne</a></div></article>
<aside class="related"><h3>À lire aussi</h3><ul><li><a href="/1">Un pôle au Japon</a></li><li><a href="/2">Les nouveaux contrats de performance des pôles</a></li></ul></aside>
<section id="comments"><h3>2 commentaires</h3><p>Bravo à tous !</p></section></main>
<aside><h3>Newsletter</h3><form><input><button>S'inscrire</button></form><h3>Les plus lus</h3><ul><li><a>Article A</a></li></ul></aside>
<footer>© 2012 Le Journal des pôles – Mentions légales – Plan du site – Contact</footer></body></html>"""
