"""What is said about files as such: paths, limits, damage, protection. Code → (English, French), see the package."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_PATHS = {
    "no_such_path": (
        "there is no such file or folder; check the path",
        "ce fichier ou ce dossier n'existe pas ; vérifiez le chemin",
    ),
    "no_such_file": ("there is no such file; check the path", "ce fichier n'existe pas ; vérifiez le chemin"),
    "is_folder": (
        "this is a folder; name a file, or add the folder to read all its files",
        "c'est un dossier ; nommez un fichier, ou ajoutez le dossier pour lire tous ses fichiers",
    ),
    "bad_name": (
        "the file name is not valid UTF-8; rename the file",
        "le nom du fichier n'est pas en UTF-8 ; renommez le fichier",
    ),
    "bad_path": (
        "the path cannot be followed ({error}); check it",
        "le chemin est impossible à suivre ({error}) ; vérifiez-le",
    ),
    "denied": (
        "permission denied; let this user read the file",
        "lecture interdite ; donnez à cet utilisateur le droit de lire le fichier",
    ),
    "not_readable": ("the file cannot be read: {error}", "le fichier est illisible : {error}"),
    "not_opened": ("the file cannot be opened: {error}", "le fichier ne s'ouvre pas : {error}"),
    "not_looked_at": ("the file cannot be looked at: {error}", "le fichier est inaccessible : {error}"),
    "folder_not_listed": ("the folder cannot be listed: {error}", "le dossier est impossible à parcourir : {error}"),
    "no_regular_file": (
        "this is no regular file (a device, a pipe or a socket); name a file",
        "ce n'est pas un fichier ordinaire (périphérique, tube ou socket) ; nommez un fichier",
    ),
}

_LIMITS = {
    "file_too_large": (
        "the file has {size} MB, the limit is {limit} MB; split it",
        "le fichier pèse {size} Mo, la limite est de {limit} Mo ; divisez-le",
    ),
    "page_too_large": ("the page is larger than {limit} MB; split it", "la page dépasse {limit} Mo ; divisez-la"),
    "message_too_large": (
        "the message is larger than {limit} MB; save its attachments",
        "le message dépasse {limit} Mo ; enregistrez ses pièces jointes à part",
    ),
    "text_too_long": (
        "the text is longer than {limit} million characters; split the file",
        "le texte dépasse {limit} millions de caractères ; divisez le fichier",
    ),
    "too_many_pages": (
        "the file has {count} pages, the limit is {limit}; split it",
        "le fichier a {count} pages, la limite est de {limit} ; divisez-le",
    ),
    "too_many_slides": (
        "the file has {count} slides, the limit is {limit}; split it",
        "le fichier a {count} diapositives, la limite est de {limit} ; divisez-le",
    ),
    "too_many_rows": (
        "a sheet has more than {limit} rows; split it",
        "une feuille a plus de {limit} lignes ; divisez-la",
    ),
    "too_many_lines": (
        "the file has more than {limit} lines; split it",
        "le fichier a plus de {limit} lignes ; divisez-le",
    ),
    "too_many_members": (
        "the archive has more than {limit} members; split it",
        "l'archive a plus de {limit} éléments ; divisez-la",
    ),
    "unpacks_to_too_much": (
        "the archive unpacks to {total} MB (its largest part to {largest} MB); the limits are {most} MB and {part} MB",
        "l'archive contient {total} Mo une fois décompressée (son plus gros élément {largest} Mo) ; les limites sont de "
        "{most} Mo et {part} Mo",
    ),
    "bomb": (
        "the archive unpacks to {ratio} times its size, the limit is {limit}: a ZIP bomb?",
        "l'archive décompressée fait {ratio} fois sa taille, la limite est de {limit} : une bombe de décompression ?",
    ),
    "too_deep": (
        "more than {limit} archives are inside of each other; unpack it",
        "plus de {limit} archives sont imbriquées ; décompressez-la",
    ),
    "too_slow": (
        "reading the file took longer than {seconds} seconds; split it or save it anew",
        "la lecture du fichier a duré plus de {seconds} secondes ; divisez-le ou enregistrez-le de nouveau",
    ),
    "too_much_memory": (
        "reading the file takes too much memory; split it",
        "la lecture du fichier demande trop de mémoire ; divisez-le",
    ),
    "crashed": (
        "the file makes its reader crash (status {status}); get it again or save it anew",
        "le fichier fait échouer son lecteur (code {status}) ; récupérez-le ou enregistrez-le de nouveau",
    ),
    "reader_failed": (
        "the file is damaged, or its reader fails on it ({error}); save it anew",
        "le fichier est abîmé, ou son lecteur échoue ({error}) ; enregistrez-le de nouveau",
    ),
}

_DAMAGE = {
    "not_this_or_cut": (
        "this is not {what}, or it is damaged or cut off ({error}); get it again or save it anew",
        "ce n'est pas {what}, ou le fichier est abîmé ou tronqué ({error}) ; récupérez-le ou enregistrez-le de nouveau",
    ),
    "not_this": (
        "this is not {what}, or it is damaged ({error}); save it anew",
        "ce n'est pas {what}, ou le fichier est abîmé ({error}) ; enregistrez-le de nouveau",
    ),
    "not_rtf": (
        "this is not an RTF file, or it is damaged; save it anew",
        "ce n'est pas un fichier RTF, ou il est abîmé ; enregistrez-le de nouveau",
    ),
    "not_message": (
        "this is no e-mail message: it has no From, Date or Subject; save it anew",
        "ce n'est pas un courriel : ni expéditeur, ni date, ni objet ; enregistrez-le de nouveau",
    ),
    "not_opendocument": (
        "this is no OpenDocument {kind} file; give it the suffix of what it is",
        "ce n'est pas un fichier OpenDocument de type « {kind} » ; donnez-lui l'extension qui convient",
    ),
    "part_missing": (
        "the file is damaged: its part {name} is missing; save it anew",
        "le fichier est abîmé : il y manque {name} ; enregistrez-le de nouveau",
    ),
    "part_damaged": (
        "the file is damaged: its part {name} cannot be unpacked ({error}); get it again or save it anew",
        "le fichier est abîmé : {name} ne se décompresse pas ({error}) ; récupérez-le ou enregistrez-le de nouveau",
    ),
    "part_no_xml": (
        "the file is damaged: {part} is no XML ({error}); save it anew",
        "le fichier est abîmé : {part} n'est pas du XML ({error}) ; enregistrez-le de nouveau",
    ),
    "names_no_book": (
        "the file is damaged: it names no book; get it again",
        "le fichier est abîmé : il ne désigne aucun livre ; récupérez-le de nouveau",
    ),
    "page_not_parsed": (
        "the page cannot be parsed ({error}); save it anew",
        "la page est impossible à analyser ({error}) ; enregistrez-la de nouveau",
    ),
    "not_csv": (
        "line {line} is no CSV ({error}); check its quotes",
        "la ligne {line} n'est pas du CSV ({error}) ; vérifiez ses guillemets",
    ),
    "cut_off": ("the file is cut off: its end is missing", "le fichier est tronqué : sa fin manque"),
    "what_pdf": ("a PDF file", "un fichier PDF"),
    "what_epub": ("an EPUB file", "un livre EPUB"),
    "what_word": ("a Word file", "un fichier Word"),
    "what_excel": ("an Excel file", "un fichier Excel"),
    "what_powerpoint": ("a PowerPoint file", "un fichier PowerPoint"),
    "what_odt": ("an OpenDocument text", "un texte OpenDocument"),
    "what_ods": ("an OpenDocument spreadsheet", "un classeur OpenDocument"),
    "what_odp": ("an OpenDocument presentation", "une présentation OpenDocument"),
    "what_zip": ("a ZIP archive", "une archive ZIP"),
}

_PROTECTED = {
    "password": (
        "the file is protected by a password; save it without one",
        "le fichier est protégé par un mot de passe ; enregistrez-le sans mot de passe",
    ),
    "drm": (
        "the book is protected against reading (DRM); get it without",
        "le livre est protégé contre la lecture (DRM) ; procurez-vous le sans protection",
    ),
    "message_encrypted": (
        "the message is encrypted; save it decrypted",
        "le message est chiffré ; enregistrez-le déchiffré",
    ),
}

FILES: Mapping[str, tuple[str, str]] = MappingProxyType(_PATHS | _LIMITS | _DAMAGE | _PROTECTED)
