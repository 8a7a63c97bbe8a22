"""What is said about what files hold: text, pages, members, formats. Code → (English, French), see the package."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TEXT = {
    "no_text": (
        "the file holds no text; write something in it or remove it",
        "le fichier ne contient pas de texte ; complétez-le ou retirez-le",
    ),
    "front_matter_only": (
        "the file holds front matter only; write the document below it",
        "le fichier n'a qu'un en-tête ; écrivez le document en dessous",
    ),
    "front_matter_no_fields": (
        "the front matter is no list of fields (title: …, date: …) and is kept as text",
        "l'en-tête n'est pas une liste de champs (title: …, date: …) et reste dans le texte",
    ),
    "front_matter_malformed": (
        "the front matter is malformed and kept as text: {error}",
        "l'en-tête est mal formé et reste dans le texte : {error}",
    ),
    "not_text": (
        "this is {what}, not text; convert it to text or Markdown",
        "c'est {what}, et non du texte ; convertissez le fichier en texte ou en Markdown",
    ),
    "signature_zip": ("a ZIP archive or an office file", "une archive ZIP ou un fichier bureautique"),
    "signature_ole": ("an old Microsoft Office file", "un ancien fichier Microsoft Office"),
    "signature_rtf": ("an RTF file", "un fichier RTF"),
    "signature_png": ("a PNG image", "une image PNG"),
    "signature_jpeg": ("a JPEG image", "une image JPEG"),
    "signature_gif": ("a GIF image", "une image GIF"),
    "signature_gzip": ("a gzip archive", "une archive gzip"),
    "signature_7z": ("a 7-Zip archive", "une archive 7-Zip"),
    "signature_sqlite": ("an SQLite database", "une base SQLite"),
    "signature_elf": ("a program", "un programme"),
    "nul_bytes": (
        "the file holds NUL bytes, so it is no text; give a .txt or .md file",
        "le fichier contient des octets nuls : ce n'est pas du texte ; donnez un fichier .txt ou .md",
    ),
    "wrong_encoding": (
        "the file says that it is {encoding} but byte {byte} is not; save it again as UTF-8",
        "le fichier s'annonce en {encoding} mais l'octet {byte} n'en est pas ; enregistrez-le en UTF-8",
    ),
    "unknown_encoding": (
        "the file is neither UTF-8 nor text in a known Western encoding; save it again as UTF-8",
        "le fichier n'est ni en UTF-8 ni dans un codage occidental connu ; enregistrez-le en UTF-8",
    ),
    "passage_not_in_text": (
        "passage {passage} is not in the text at its offsets",
        "le passage {passage} n'est pas à sa place dans le texte",
    ),
    "no_pages": ("the file has no pages", "le fichier n'a pas de page"),
    "scan": (
        "none of its {count} pages holds text: a scan? Give it a text layer (OCR) and add it again",
        "aucune de ses {count} pages ne contient de texte : un scan ? Ajoutez une couche de texte (OCR) et ajoutez-le de "
        "nouveau",
    ),
    "scan_ocr_missing": (
        "none of its {count} pages holds text: a scan? Install tesseract-ocr-fra, which reads scans, and synchronise",
        "aucune de ses {count} pages ne contient de texte : un scan ? Installez tesseract-ocr-fra, qui lit les scans, et "
        "synchronisez",
    ),
    "scan_of_one": (
        "its only page holds no text: a scan? Give it a text layer (OCR) and add it again",
        "sa seule page ne contient pas de texte : un scan ? Ajoutez une couche de texte (OCR) et ajoutez-le de nouveau",
    ),
    "scan_of_one_ocr_missing": (
        "its only page holds no text: a scan? Install tesseract-ocr-fra, which reads scans, and synchronise",
        "sa seule page ne contient pas de texte : un scan ? Installez tesseract-ocr-fra, qui lit les scans, et "
        "synchronisez",
    ),
    "page_without_text": ("page {pages} has no text (scanned?)", "page {pages} sans texte (numérisée ?)"),
    "pages_without_text": ("pages {pages} have no text (scanned?)", "pages {pages} sans texte (numérisées ?)"),
    "ocr_missing": (
        "with tesseract-ocr-fra installed, scanned pages are read at the next rebuild",
        "avec tesseract-ocr-fra installé, les pages numérisées seront lues à la prochaine reconstruction",
    ),
    "page_read_by_ocr": (
        "page {pages} was scanned and read by OCR: check quotations",
        "page {pages} numérisée, lue par OCR : vérifiez les citations",
    ),
    "pages_read_by_ocr": (
        "pages {pages} were scanned and read by OCR: check quotations",
        "pages {pages} numérisées, lues par OCR : vérifiez les citations",
    ),
    "ocr_limit": (
        "only the first {limit} scanned pages are read by OCR; split the file",
        "seules les {limit} premières pages numérisées sont lues par OCR ; divisez le fichier",
    ),
    "page_damaged": (
        "page {pages} is damaged and could not be read",
        "page {pages} abîmée et illisible",
    ),
    "pages_damaged": (
        "pages {pages} are damaged and could not be read",
        "pages {pages} abîmées et illisibles",
    ),
    "slide_without_text": ("page {pages} has no text", "diapositive {pages} sans texte"),
    "slides_without_text": ("pages {pages} have no text", "diapositives {pages} sans texte"),
    "chapters_missing": ("chapters missing or empty: {names}", "chapitres absents ou vides : {names}"),
    "attachments": ("attached files are not read: {names}", "pièces jointes non lues : {names}"),
}

_COLLECTIONS = {
    "line_no_record": ("line {line} is no object with a text", "la ligne {line} n'est pas un objet avec un texte"),
    "no_record": (
        'this line is no object with a text; write {"text": …, "title": …}',
        'cette ligne n\'est pas un objet avec un texte ; écrivez {"text": …, "title": …}',
    ),
    "no_records": (
        'line {line} holds no object with a text; give one {"text": …, "title": …} a line',
        'la ligne {line} ne contient pas d\'objet avec un texte ; donnez un {"text": …, "title": …} par ligne',
    ),
    "nested_unpack_to_too_much": (
        "read in part only: with the archives inside of it, it has more than {limit} MB or {members} members; unpack it",
        "lu en partie seulement : avec les archives qu'il contient, il dépasse {limit} Mo ou {members} éléments ; "
        "décompressez-le",
    ),
    "parts_unreadable": (
        "none of its {count} parts can be read: {reason}",
        "aucun de ses {count} éléments n'est lisible : {reason}",
    ),
    "part_unreadable": (
        "the only one of its parts cannot be read: {reason}",
        "son seul élément est illisible : {reason}",
    ),
    "reason_and_more": ("{reason} (and {count} more)", "{reason} (et {count} de plus)"),
    "outside": (
        "its name leads outside of the archive",
        "son nom mène hors de l'archive",
    ),
    "named_twice": (
        "the archive holds this name twice; the last one is read",
        "l'archive contient deux fois ce nom ; le dernier fichier est lu",
    ),
    "nothing_known": (
        "none of its files has a format that can be read",
        "aucun de ses fichiers n'a un format lisible",
    ),
    "nothing_readable": (
        "the archive holds nothing that can be read: {reason}",
        "l'archive ne contient rien de lisible : {reason}",
    ),
    "more": ("and {count} more", "et {count} de plus"),
    "side_file_unreadable": (
        "{name} cannot be read and is left out: {error}",
        "{name} est illisible et ignoré : {error}",
    ),
    "side_file_no_fields": (
        "{name} is no list of fields (title: …, date: …) and is left out",
        "{name} n'est pas une liste de champs (title: …, date: …) et est ignoré",
    ),
    "side_file_no_date": (
        "{name}: {date} is no date; write it as 2012-07-02",
        "{name} : {date} n'est pas une date ; écrivez-la ainsi : 2012-07-02",
    ),
    "no_date": (
        "the date {date} is no date and is left out; write it as 2012-07-02",
        "la date {date} n'en est pas une et est ignorée ; écrivez-la ainsi : 2012-07-02",
    ),
}

_UNSUPPORTED = {
    "unknown_format": (
        "unknown format {suffix}; expected one of {expected}",
        "format inconnu {suffix} ; formats lus : {expected}",
    ),
    "no_suffix": ("(no suffix)", "(sans extension)"),
    "old_word": (
        "this word processor's format ({suffix}) is not read; save it as .docx",
        "ce format de traitement de texte ({suffix}) n'est pas lu ; enregistrez le fichier en .docx",
    ),
    "old_excel": (
        "this spreadsheet format ({suffix}) is not read; save it as .xlsx",
        "ce format de classeur ({suffix}) n'est pas lu ; enregistrez le fichier en .xlsx",
    ),
    "old_powerpoint": (
        "this presentation format ({suffix}) is not read; save it as .pptx",
        "ce format de présentation ({suffix}) n'est pas lu ; enregistrez le fichier en .pptx",
    ),
    "outlook": (
        "this mail format ({suffix}) is not read; save each message as .eml",
        "ce format de courrier ({suffix}) n'est pas lu ; enregistrez chaque message en .eml",
    ),
    "apple": (
        "this Apple format ({suffix}) is not read; export it as PDF or to an Office format",
        "ce format d'Apple ({suffix}) n'est pas lu ; exportez le fichier en PDF ou dans un format Office",
    ),
    "drawing": (
        "this page format ({suffix}) is not read; export it as PDF",
        "ce format de mise en page ({suffix}) n'est pas lu ; exportez le fichier en PDF",
    ),
    "other_book": (
        "this e-book format ({suffix}) is not read; convert it to .epub",
        "ce format de livre ({suffix}) n'est pas lu ; convertissez le fichier en .epub",
    ),
    "other_archive": (
        "this kind of archive ({suffix}) is not read; unpack it, or pack it as .zip",
        "ce type d'archive ({suffix}) n'est pas lu ; décompressez-la, ou faites-en un .zip",
    ),
    "web_archive": (
        "this web archive ({suffix}) is not read; save the page as .html",
        "cette archive web ({suffix}) n'est pas lue ; enregistrez la page en .html",
    ),
    "online": (
        "this file ({suffix}) only points to a document on the web; download that as .docx, .xlsx or .pptx",
        "ce fichier ({suffix}) n'est qu'un lien vers un document en ligne ; téléchargez celui-ci en .docx, .xlsx ou .pptx",
    ),
    "markup": (
        "this text format ({suffix}) is not read; convert it to PDF, .docx or .md",
        "ce format de texte ({suffix}) n'est pas lu ; convertissez le fichier en PDF, .docx ou .md",
    ),
    "is_old_word": (
        "this is an old Word file; save it as .docx",
        "c'est un ancien fichier Word ; enregistrez-le en .docx",
    ),
    "is_old_excel": (
        "this is an old Excel file; save it as .xlsx",
        "c'est un ancien fichier Excel ; enregistrez-le en .xlsx",
    ),
    "is_old_powerpoint": (
        "this is an old PowerPoint file; save it as .pptx",
        "c'est un ancien fichier PowerPoint ; enregistrez-le en .pptx",
    ),
    "is_outlook": (
        "this is an Outlook message; save it as .eml",
        "c'est un message Outlook ; enregistrez-le en .eml",
    ),
    "old_office": (
        "this is an old Microsoft Office file (.doc, .xls, .ppt, .msg); save it as .docx, .xlsx or .pptx",
        "c'est un ancien fichier Microsoft Office (.doc, .xls, .ppt, .msg) ; enregistrez-le en .docx, .xlsx ou .pptx",
    ),
}

CONTENTS: Mapping[str, tuple[str, str]] = MappingProxyType(_TEXT | _COLLECTIONS | _UNSUPPORTED)
