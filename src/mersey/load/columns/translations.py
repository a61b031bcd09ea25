"""Words of headings in other languages, in English: what a lexicon of headings needs.

Accents are left out, as `words_of` leaves them out; a phrase is looked up before its
words. Headings alone are translated, never what stands in the cells.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

_SMALL: Final = frozenset({"de", "du", "des", "la", "le", "les", "del", "el", "los", "di", "da", "do", "der",
    "die", "das", "den", "het", "een", "y", "yr", "op", "l", "d", "am", "um"})  # fmt: skip
"""Small words between the others."""

_DUTCH: Final = {
    "ernst": "severity", "urgentie": "priority",
    "inventarisnummer": "inventory number", "inventaris": "inventory", "artikel": "item", "artikelnummer": "item number", "voertuig": "vehicle", "apparaat": "equipment",
    "verwacht": "expected", "verwachte": "expected", "gepland": "planned", "geplande": "planned", "geschat": "estimated", "geschatte": "estimated", "voorzien": "planned", "voorziene": "planned", "doel": "target",
    "veld": "field", "huidige": "current", "huidig": "current", "waarde": "value", "vanaf": "started", "tot": "ended", "sinds": "started", "extractiedatum": "extract date", "peildatum": "snapshot date", "stadsdeel": "district", "batchnummer": "batch number", "aankoopdatum": "purchase date", "serienummer": "serial number", "behandeld": "resolved", "vorige": "previous", "deadline": "deadline", "volgende": "next",
    "zaaknummer": "case number", "zaak": "case", "zaak id": "case id",
    "zaaktype": "case type", "dossiernummer": "case number", "dossier": "case",
    "aanvraagnummer": "application number", "aanvraag": "application",
    "meldingnummer": "request number", "meldingsnummer": "request number",
    "melding": "request", "kenmerk": "reference", "nummer": "number",
    "volgnummer": "row number", "activiteit": "activity", "stap": "step",
    "processtap": "process step", "gebeurtenis": "event", "handeling": "action",
    "fase": "phase", "tijdstip": "timestamp", "tijd": "time", "datum": "date",
    "begindatum": "start date", "startdatum": "start date", "einddatum": "end date",
    "begin": "start", "eind": "end", "einde": "end", "ontvangen": "received",
    "ontvangst": "received", "ontvangstdatum": "received date",
    "ingediend": "submitted", "indieningsdatum": "submitted date",
    "aangemaakt": "created", "aanmaakdatum": "created date", "geopend": "opened",
    "gesloten": "closed", "sluitingsdatum": "closed date", "afgerond": "completed",
    "afgehandeld": "resolved", "afhandeling": "resolved",
    "afhandeldatum": "resolved date", "afsluitdatum": "closed date",
    "afgesloten": "closed", "besluit": "decision", "besluitdatum": "decision date",
    "beslissing": "decision", "afdeling": "department", "medewerker": "staff",
    "behandelaar": "handler", "uitkomst": "outcome", "resultaat": "outcome",
    "gewijzigd": "updated", "bijgewerkt": "updated", "wijzigingsdatum": "updated date",
    "laatst": "last", "laatste": "last", "streefdatum": "target date",
    "uiterste": "due", "vervaldatum": "expiry date", "geboortedatum": "date of birth",
    "omschrijving": "description", "toelichting": "notes", "opmerking": "comment",
    "opmerkingen": "comments", "adres": "address", "straat": "street", "wijk": "ward",
    "buurt": "neighbourhood", "klant": "customer", "aanvrager": "applicant",
    "van": "from", "naar": "to", "oud": "old", "oude": "old", "nieuw": "new",
    "nieuwe": "new", "soort": "type", "categorie": "category", "prioriteit": "priority",
    "kosten": "cost", "begonnen": "started", "gestart": "started",
    "voltooid": "completed", "toestand": "state", "gemeld": "reported",
    "meldingsdatum": "reported date", "geregistreerd": "registered",
    "registratiedatum": "registration date",
}  # fmt: skip
_GERMAN: Final = {
    "kategorie": "category", "bezirk": "district", "dringlichkeit": "priority", "schweregrad": "severity",
    "inventar": "inventory", "artikelnummer": "item number", "fahrzeug": "vehicle", "gerat": "equipment", "anlage": "asset", "anlagennummer": "asset number",
    "erwartet": "expected", "erwartete": "expected", "erwartetes": "expected", "erwarteter": "expected", "geplant": "planned", "geplante": "planned", "geplantes": "planned", "geplanter": "planned", "voraussichtlich": "expected", "voraussichtliche": "expected", "voraussichtliches": "expected", "voraussichtlicher": "expected", "soll": "target", "zieldatum": "target date", "zieltermin": "target date",
    "feld": "field", "aktueller": "current", "aktuelle": "current", "wert": "value", "seit": "started", "bis": "ended", "ab": "started", "stichtag": "snapshot date", "auszugsdatum": "extract date", "stadtteil": "district", "inventarnummer": "inventory number", "kaufdatum": "purchase date", "seriennummer": "serial number", "vorheriger": "previous", "bisheriger": "previous", "nachste": "next", "zuletzt geandert": "last updated", "verlassen": "left", "betreten": "entered", "gultig ab": "started", "gultig bis": "ended", "teilstatus": "status",
    "fallnummer": "case number", "fall": "case", "fall id": "case id",
    "vorgangsnummer": "case number", "vorgang": "case",
    "aktenzeichen": "case reference", "antragsnummer": "application number",
    "antrag": "application", "auftragsnummer": "order number", "auftrag": "order",
    "meldungsnummer": "request number", "meldung": "request", "kennung": "id",
    "nummer": "number", "aktivitat": "activity", "schritt": "step",
    "arbeitsschritt": "step", "verfahrensschritt": "step", "ereignis": "event",
    "zustand": "state", "zeitpunkt": "timestamp", "zeitstempel": "timestamp",
    "datum": "date", "uhrzeit": "time", "zeit": "time", "beginn": "start",
    "startdatum": "start date", "ende": "end", "enddatum": "end date",
    "eingang": "received", "eingangsdatum": "received date", "eingegangen": "received",
    "eingegangen am": "received on", "erstellt": "created", "erstellt am": "created on",
    "erstellungsdatum": "created date", "angelegt": "created", "eroffnet": "opened",
    "geoffnet": "opened", "eroffnungsdatum": "opened date", "geschlossen": "closed",
    "abgeschlossen": "completed", "abschluss": "completed",
    "abschlussdatum": "closed date", "erledigt": "resolved",
    "erledigt am": "resolved on", "erledigungsdatum": "resolved date",
    "entscheidung": "decision", "bescheid": "decision",
    "bescheiddatum": "decision date", "entscheidungsdatum": "decision date",
    "abteilung": "department", "bearbeiter": "handler", "sachbearbeiter": "case worker",
    "ergebnis": "outcome", "geandert": "updated", "geandert am": "updated at",
    "aktualisiert": "updated", "anderungsdatum": "updated date", "letzte": "last",
    "zuletzt": "last", "frist": "deadline", "fallig": "due",
    "faelligkeitsdatum": "due date", "falligkeitsdatum": "due date",
    "geburtsdatum": "date of birth", "beschreibung": "description",
    "bemerkung": "comment", "notiz": "notes", "anschrift": "address",
    "adresse": "address", "strasse": "street", "kunde": "customer",
    "antragsteller": "applicant", "von": "from", "nach": "to", "alter": "old",
    "alt": "old", "neuer": "new", "neu": "new", "art": "type", "prioritat": "priority",
    "kosten": "cost", "gruppe": "group", "begonnen": "started", "gemeldet": "reported",
    "gestellt": "submitted",
}  # fmt: skip
_FRENCH: Final = {
    "categorie": "category", "arrondissement": "district", "gravite": "severity", "urgence": "priority", "secteur": "area",
    "inventaire": "inventory", "article": "item", "vehicule": "vehicle", "equipement": "equipment", "actif": "asset",
    "attendu": "expected", "attendue": "expected", "planifie": "planned", "planifiee": "planned", "estime": "estimated", "estimee": "estimated", "previsionnelle": "planned", "previsionnel": "planned", "objectif": "target", "cible": "target", "butoir": "deadline",
    "champ": "field", "actuel": "current", "actuelle": "current", "valeur": "value", "depuis": "started", "jusqu": "ended", "jusqua": "ended", "extraction": "extract", "quartier": "district", "achat": "purchase", "serie": "serial", "precedent": "previous", "prochaine": "next", "entree": "entered", "sortie": "left", "gestionnaire": "handler",
    "numero": "number", "no": "number", "dossier": "case", "demande": "request",
    "identifiant": "id", "activite": "activity", "etape": "step", "evenement": "event",
    "statut": "status", "etat": "state", "horodatage": "timestamp", "heure": "time",
    "debut": "start", "fin": "end", "recu": "received", "recue": "received",
    "recu le": "received on", "reception": "received", "cree": "created",
    "cree le": "created on", "creation": "created", "depot": "submitted",
    "depose": "submitted", "ouverture": "opened", "ouvert": "opened",
    "cloture": "closed", "cloturee": "closed", "cloture le": "closed on",
    "ferme": "closed", "fermeture": "closed", "termine": "completed",
    "resolu": "resolved", "traite": "resolved", "equipe": "team",
    "responsable": "responsible", "resultat": "outcome", "mise a jour": "updated",
    "modifie": "updated", "modifie le": "updated at", "modification": "updated",
    "derniere": "last", "echeance": "due", "limite": "deadline", "prevue": "planned",
    "prevu": "planned", "naissance": "birth", "commentaire": "comment",
    "commentaires": "comments", "adresse": "address", "rue": "street",
    "demandeur": "applicant", "ancien": "old", "nouveau": "new", "nouvel": "new",
    "priorite": "priority", "cout": "cost", "avant": "from", "apres": "to",
    "enregistre": "registered", "enregistrement": "registered", "signale": "reported",
    "signalement": "request", "service charge": "team",
}  # fmt: skip
_SPANISH: Final = {
    "incidencia": "incident", "reclamo": "complaint", "reclamacion": "complaint",
    "queja": "complaint", "resolucion": "resolved",
    "categoria": "category", "barrio": "ward", "gravedad": "severity", "clase": "class",
    "inventario": "inventory", "articulo": "item", "vehiculo": "vehicle", "bien": "asset",
    "previsto": "planned", "esperado": "expected", "esperada": "expected", "estimado": "estimated", "estimada": "estimated", "planificado": "planned", "planificada": "planned", "programado": "planned", "programada": "planned", "objetivo": "target", "limite": "deadline", "plazo": "deadline",
    "campo": "field", "actual": "current", "valor": "value", "desde": "started", "hasta": "ended", "alta": "registered", "extraccion": "extract", "distrito": "district", "tramo": "segment", "lote": "batch", "gestor": "handler", "codigo": "code", "activo": "asset", "compra": "purchase", "serie": "serial", "previo": "previous", "proxima": "next", "entrada": "entered", "salida": "left", "servicio": "service",
    "expediente": "case", "caso": "case", "solicitud": "request",
    "referencia": "reference", "actividad": "activity", "paso": "step",
    "evento": "event", "tramite": "step", "estado": "status", "etapa": "stage",
    "fecha": "date", "hora": "time", "inicio": "start", "fin": "end",
    "recibido": "received", "recibida": "received", "recepcion": "received",
    "creado": "created", "creacion": "created", "presentacion": "submitted",
    "presentado": "submitted", "apertura": "opened", "abierto": "opened",
    "cierre": "closed", "cerrado": "closed", "finalizado": "completed",
    "finalizacion": "completed", "terminado": "completed", "resuelto": "resolved",
    "equipo": "team", "departamento": "department", "responsable": "responsible",
    "resultado": "outcome", "actualizado": "updated", "actualizacion": "updated",
    "modificado": "updated", "modificacion": "updated", "ultima": "last",
    "ultimo": "last", "vencimiento": "due", "prevista": "planned",
    "nacimiento": "birth", "descripcion": "description", "comentario": "comment",
    "comentarios": "comments", "direccion": "address", "calle": "street",
    "cliente": "customer", "solicitante": "applicant", "tipo": "type",
    "prioridad": "priority", "coste": "cost", "costo": "cost", "anterior": "old",
    "nuevo": "new", "numero": "number",
}  # fmt: skip
_WELSH: Final = {
    "categori": "category", "difrifoldeb": "severity", "dosbarth": "class",
    "eitem": "item", "rhestr": "inventory", "cerbyd": "vehicle", "offer": "equipment",
    "disgwyliedig": "expected", "disgwylir": "expected", "arfaethedig": "planned", "cynlluniedig": "planned", "amcangyfrifedig": "estimated", "nod": "target", "terfyn": "deadline",
    "maes": "field", "cyfredol": "current", "gwerth": "value", "ers": "started", "hyd": "ended", "o ddyddiad": "start date", "echdynnu": "extract", "ciplun": "snapshot", "ardal": "district", "prynu": "purchase", "cyfresol": "serial", "blaenorol": "previous", "nesaf": "next", "ased": "asset", "swp": "batch",
    "achos": "case", "rhif": "number", "cyfeirnod": "reference", "cyf": "ref",
    "cais": "application", "gweithgaredd": "activity", "cam": "step",
    "digwyddiad": "event", "statws": "status", "cyflwr": "state", "cyfnod": "stage",
    "dyddiad": "date", "amser": "time", "dechrau": "start", "dechreuwyd": "started",
    "diwedd": "end", "derbyniwyd": "received", "derbyn": "received",
    "crewyd": "created", "agorwyd": "opened", "agor": "opened", "caewyd": "closed",
    "cau": "closed", "cwblhawyd": "completed", "cwblhau": "completed",
    "gorffenwyd": "finished", "datryswyd": "resolved", "penderfyniad": "decision",
    "penderfynwyd": "decided", "adran": "department", "swyddog": "officer",
    "canlyniad": "outcome", "diweddarwyd": "updated", "diweddaru": "updated",
    "olaf": "last", "dyledus": "due", "targed": "target", "geni": "birth",
    "disgrifiad": "description", "nodiadau": "notes", "sylwadau": "comments",
    "cyfeiriad": "address", "stryd": "street", "cwsmer": "customer",
    "ymgeisydd": "applicant", "math": "type", "blaenoriaeth": "priority", "hen": "old",
    "newydd": "new", "cofrestrwyd": "registered", "cyflwynwyd": "submitted",
    "adroddwyd": "reported", "tim": "team",
}  # fmt: skip
_ITALIAN: Final = {
    "segnalazione": "request", "reclamo": "complaint", "risoluzione": "resolved",
    "risolta": "resolved", "chiusa": "closed", "chiuso il": "closed on",
    "aperto il": "opened on", "presa in carico": "assigned", "data": "date",
    "categoria": "category", "quartiere": "ward", "gravita": "severity",
    "articolo": "item", "veicolo": "vehicle", "cespite": "asset",
    "prevista": "planned", "previsto": "planned", "attesa": "expected", "atteso": "expected", "stimata": "estimated", "stimato": "estimated", "pianificata": "planned", "pianificato": "planned", "obiettivo": "target", "limite": "deadline",
    "pratica": "case", "caso": "case", "richiesta": "request",
    "riferimento": "reference", "attivita": "activity", "fase": "phase",
    "evento": "event", "stato": "status", "inizio": "start", "fine": "end",
    "ricevuto": "received", "creato": "created", "creazione": "created",
    "apertura": "opened", "aperto": "opened", "chiusura": "closed", "chiuso": "closed",
    "completato": "completed", "risolto": "resolved", "decisione": "decision",
    "squadra": "team", "reparto": "department", "esito": "outcome",
    "aggiornato": "updated", "aggiornamento": "updated", "modificato": "updated",
    "ultima": "last", "scadenza": "due", "nascita": "birth",
    "descrizione": "description", "indirizzo": "address", "cliente": "customer",
    "tipo": "type", "priorita": "priority", "costo": "cost", "ora": "time",
    "numero": "number",
}  # fmt: skip
_PORTUGUESE: Final = {
    "ocorrencia": "incident", "protocolo": "reference", "solicitacao": "request",
    "reclamacao": "complaint",
    "categoria": "category", "bairro": "ward", "prioridade": "priority",
    "prevista": "planned", "previsto": "planned", "esperada": "expected", "esperado": "expected", "estimada": "estimated", "planejada": "planned", "planejado": "planned", "agendada": "planned", "limite": "deadline",
    "solucao": "resolved", "tempo para solucao": "target", "titulo": "title",
    "tempo para atendimento": "target", "chamado": "ticket", "requerente": "requester",
    "atribuido": "assigned", "ultima": "last", "prazo limite": "deadline",
    "processo": "case", "pedido": "request", "atividade": "activity", "etapa": "step",
    "situacao": "status", "inicio": "start", "fim": "end", "recebido": "received",
    "criado": "created", "criacao": "created", "abertura": "opened",
    "encerramento": "closed", "fechado": "closed", "fechamento": "closed",
    "concluido": "completed", "conclusao": "completed", "resolvido": "resolved",
    "equipe": "team", "atualizado": "updated", "atualizacao": "updated",
    "prazo": "deadline", "nascimento": "birth", "descricao": "description",
    "endereco": "address", "tipo": "type", "custo": "cost", "data": "date",
}  # fmt: skip
_NORDIC: Final = {
    "forventet": "expected", "forvantad": "expected", "planlagt": "planned", "planerad": "planned", "beraknad": "estimated", "maldato": "target date",
    "saksnummer": "case number", "sak": "case", "sag": "case",
    "sagsnummer": "case number", "arende": "case", "arendenummer": "case number",
    "diarienummer": "case number", "aktivitet": "activity", "steg": "step",
    "handelse": "event", "hendelse": "event", "tilstand": "state", "dato": "date",
    "tidspunkt": "timestamp", "tid": "time", "slutt": "end", "slut": "end",
    "mottatt": "received", "modtaget": "received", "inkommen": "received",
    "opprettet": "created", "oprettet": "created", "skapad": "created",
    "apnet": "opened", "avsluttet": "closed", "afsluttet": "closed",
    "avslutad": "closed", "lukket": "closed", "stangd": "closed",
    "oppdatert": "updated", "opdateret": "updated", "uppdaterad": "updated",
    "frist": "deadline", "fodselsdato": "date of birth", "beskrivelse": "description",
}  # fmt: skip
_SHORT: Final = {
    "dt": "date", "recd": "received", "rcvd": "received", "rec": "received",
    "stat": "status", "sts": "status", "cat": "category", "desc": "description",
    "assgn": "assigned", "upd": "updated", "updt": "updated", "chg": "change",
    "crtd": "created", "cre": "created", "clsd": "closed", "cls": "closed",
    "opnd": "opened", "opn": "opened", "compl": "completed", "cmpl": "completed",
    "cmpltd": "completed", "evt": "event", "tm": "time", "usr": "user",
    "cust": "customer", "loc": "location", "inc": "incident", "tkt": "ticket",
    "nbr": "number", "num": "number", "req": "request", "appl": "application",
    "app": "application", "sr": "service request", "wo": "work order", "ws": "works",
    "stg": "stage", "st": "start", "strt": "start", "fin": "finished", "prev": "previous",
    "dec": "decision", "subm": "submitted", "resp": "response", "grp": "group",
    "prty": "priority", "addr": "address", "offr": "officer", "ofcr": "officer",
}  # fmt: skip
"""Headings cut short, as fields of old systems are."""
_KNOWN: Final = {
    **_SHORT,
    **_NORDIC, **_PORTUGUESE, **_ITALIAN, **_WELSH, **_SPANISH, **_FRENCH, **_GERMAN, **_DUTCH,
}  # fmt: skip


@lru_cache(maxsize=8_192)
def in_english(words: str) -> str:
    """The words of a heading in English; empty where none of them is known.

    Small words between the others go: `date de reception` is `date received`.
    """
    if whole := _KNOWN.get(words):
        return whole
    parts = [part for part in re.split(" ", words) if part not in _SMALL]
    if not any(part in _KNOWN for part in parts):
        return ""
    return " ".join(_KNOWN.get(part, part) for part in parts)


@cache
def foreign_words() -> frozenset[str]:
    """Every word of a heading that is known in another language, or cut short."""
    return frozenset(word for phrase in _KNOWN for word in phrase.split()) | _SMALL
