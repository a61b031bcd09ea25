"""Headings of case systems by role: six languages, several synonyms, several styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Final

__all__ = ["BLANKS", "HEADINGS", "LANGUAGES", "STYLES", "heading", "in_style"]

LANGUAGES: Final = ("en", "cy", "nl", "de", "fr", "es")

Words = Mapping[str, tuple[str, ...]]

HEADINGS: Final[Mapping[str, Words]] = {
    "key": {
        "en": ("Case reference", "Request ID", "Ticket number", "Job number",
               "Reference", "Service request ID", "Case ID", "Enquiry number"),
        "cy": ("Cyfeirnod", "Rhif achos", "Cyfeirnod yr achos", "Rhif y cais"),
        "nl": ("Zaaknummer", "Meldingsnummer", "Zaak-ID", "Aanvraagnummer"),
        "de": ("Aktenzeichen", "Vorgangsnummer", "Fallnummer", "Antragsnummer"),
        "fr": ("Numéro de dossier", "Référence du dossier", "Numéro de demande"),
        "es": ("Número de expediente", "Expediente", "Número de solicitud"),
    },
    "activity": {
        "en": ("Activity", "Step", "Stage", "Task", "Event", "Action", "Process step"),
        "cy": ("Cam", "Gweithgaredd", "Tasg"),
        "nl": ("Activiteit", "Stap", "Processtap", "Taak"),
        "de": ("Aktivität", "Schritt", "Arbeitsschritt", "Vorgangsschritt"),
        "fr": ("Activité", "Étape", "Tâche"),
        "es": ("Actividad", "Etapa", "Paso", "Trámite"),
    },
    "time": {
        "en": ("Event time", "Timestamp", "Date", "Event date", "Completed at",
               "Date and time", "Action date"),
        "cy": ("Dyddiad", "Amser", "Dyddiad ac amser"),
        "nl": ("Tijdstip", "Datum", "Datum en tijd"),
        "de": ("Zeitpunkt", "Datum", "Zeitstempel"),
        "fr": ("Date", "Horodatage", "Date et heure"),
        "es": ("Fecha", "Fecha y hora", "Marca de tiempo"),
    },
    "start": {
        "en": ("Start time", "Started", "Date started", "Start", "Work started"),
        "cy": ("Dyddiad dechrau", "Dechrau", "Amser dechrau"),
        "nl": ("Begin", "Starttijd", "Begindatum", "Startdatum"),
        "de": ("Beginn", "Startzeit", "Begonnen am"),
        "fr": ("Début", "Date de début", "Heure de début"),
        "es": ("Inicio", "Fecha de inicio", "Hora de inicio"),
    },
    "end": {
        "en": ("End time", "Completed", "Date completed", "End", "Finished"),
        "cy": ("Dyddiad gorffen", "Gorffen", "Amser gorffen"),
        "nl": ("Einde", "Eindtijd", "Einddatum"),
        "de": ("Ende", "Endzeit", "Beendet am"),
        "fr": ("Fin", "Date de fin", "Heure de fin"),
        "es": ("Fin", "Fecha de fin", "Hora de fin"),
    },
    "from": {
        "en": ("From", "Valid from", "Status from", "Entered"),
        "cy": ("O", "Dilys o", "Statws o"),
        "nl": ("Van", "Geldig van", "Status vanaf"),
        "de": ("Von", "Gültig von", "Status ab"),
        "fr": ("Du", "Valable du", "Statut depuis"),
        "es": ("Desde", "Válido desde", "Estado desde"),
    },
    "until": {
        "en": ("To", "Valid to", "Status to", "Left"),
        "cy": ("Hyd", "Dilys hyd", "Statws hyd"),
        "nl": ("Tot", "Geldig tot", "Status tot"),
        "de": ("Bis", "Gültig bis", "Status bis"),
        "fr": ("Au", "Valable jusqu'au", "Statut jusqu'au"),
        "es": ("Hasta", "Válido hasta", "Estado hasta"),
    },
    "old": {
        "en": ("Old status", "From status", "Old value", "From string"),
        "cy": ("Hen statws", "Statws blaenorol"),
        "nl": ("Oude status", "Van status"),
        "de": ("Alter Status", "Status alt"),
        "fr": ("Ancien statut", "Statut précédent"),
        "es": ("Estado anterior", "Valor anterior"),
    },
    "new": {
        "en": ("New status", "To status", "New value", "To string"),
        "cy": ("Statws newydd",),
        "nl": ("Nieuwe status", "Naar status"),
        "de": ("Neuer Status", "Status neu"),
        "fr": ("Nouveau statut",),
        "es": ("Estado nuevo", "Valor nuevo"),
    },
    "changed": {
        "en": ("Changed at", "Change date", "Edit date", "Modified on"),
        "cy": ("Dyddiad newid", "Newidiwyd"),
        "nl": ("Gewijzigd op", "Wijzigingsdatum"),
        "de": ("Geändert am", "Änderungsdatum"),
        "fr": ("Modifié le", "Date de modification"),
        "es": ("Fecha de cambio", "Modificado el"),
    },
    "field": {
        "en": ("Field", "Field name", "Changed field"),
        "cy": ("Maes",), "nl": ("Veld",), "de": ("Feld",), "fr": ("Champ",),
        "es": ("Campo",),
    },
    "lifecycle": {
        "en": ("Lifecycle", "Transition", "Event type", "Lifecycle transition"),
        "cy": ("Cylch bywyd",), "nl": ("Levenscyclus", "Transitie"),
        "de": ("Lebenszyklus", "Übergang"), "fr": ("Cycle de vie", "Transition"),
        "es": ("Ciclo de vida", "Transición"),
    },
    "opened": {
        "en": ("Opened", "Created", "Date received", "Received date", "Date opened",
               "Submitted", "Logged at", "Date raised", "Created at"),
        "cy": ("Dyddiad derbyn", "Derbyniwyd", "Dyddiad agor"),
        "nl": ("Ontvangen op", "Aangemaakt", "Datum ontvangst", "Ingediend op"),
        "de": ("Eingangsdatum", "Eröffnet am", "Erstellt am", "Eingegangen"),
        "fr": ("Date de réception", "Reçu le", "Date de création", "Ouvert le"),
        "es": ("Fecha de recepción", "Fecha de apertura", "Recibido", "Fecha de alta"),
    },
    "closed": {
        "en": ("Closed", "Date closed", "Closed at", "Resolved", "Completed on",
               "Resolution date", "Closed date"),
        "cy": ("Dyddiad cau", "Caewyd", "Dyddiad cwblhau"),
        "nl": ("Afgesloten op", "Afgehandeld op", "Gesloten op"),
        "de": ("Abgeschlossen am", "Erledigt am", "Geschlossen am"),
        "fr": ("Date de clôture", "Clos le", "Fermé le"),
        "es": ("Fecha de cierre", "Cerrado", "Fecha de resolución"),
    },
    "status": {
        "en": ("Status", "Current status", "State", "Case status"),
        "cy": ("Statws", "Statws presennol"), "nl": ("Status", "Huidige status"),
        "de": ("Status", "Aktueller Status"), "fr": ("Statut", "État", "Statut actuel"),
        "es": ("Estado", "Estado actual"),
    },
    "updated": {
        "en": ("Updated", "Last updated", "Updated at", "Last modified", "Last change"),
        "cy": ("Diweddarwyd", "Diweddarwyd ddiwethaf"),
        "nl": ("Bijgewerkt op", "Laatst gewijzigd"),
        "de": ("Aktualisiert am", "Zuletzt geändert"),
        "fr": ("Mis à jour le", "Dernière modification"),
        "es": ("Actualizado", "Última modificación"),
    },
    "viewed": {
        "en": ("Last viewed", "Viewed at"), "cy": ("Gwelwyd ddiwethaf",),
        "nl": ("Laatst bekeken",), "de": ("Zuletzt angesehen",),
        "fr": ("Dernière consultation",), "es": ("Última consulta",),
    },
    "synced": {
        "en": ("Synced at", "Load date", "Extracted at"), "cy": ("Dyddiad llwytho",),
        "nl": ("Gesynchroniseerd op", "Laaddatum"), "de": ("Synchronisiert am",),
        "fr": ("Synchronisé le",), "es": ("Sincronizado",),
    },
    "due": {
        "en": ("Due date", "Target date", "Deadline", "SLA due"),
        "cy": ("Dyddiad targed", "Dyddiad cau disgwyliedig"),
        "nl": ("Streefdatum", "Uiterste datum"), "de": ("Fällig am", "Frist"),
        "fr": ("Échéance", "Date limite"), "es": ("Fecha límite", "Vencimiento"),
    },
    "review": {
        "en": ("Next review date", "Next annual review date"),
        "cy": ("Dyddiad adolygu nesaf",), "nl": ("Volgende evaluatie",),
        "de": ("Nächste Überprüfung",), "fr": ("Prochaine révision",),
        "es": ("Próxima revisión",),
    },
    "snapshot": {
        "en": ("Snapshot date", "As at", "Extract date", "Report date"),
        "cy": ("Dyddiad y ciplun",), "nl": ("Peildatum",), "de": ("Stichtag",),
        "fr": ("Date d'extraction",), "es": ("Fecha de extracción",),
    },
    "row": {
        "en": ("#", "Row", "Line no", "Index"), "cy": ("Rhes",),
        "nl": ("Rij", "Volgnr"), "de": ("Zeile", "Lfd. Nr."), "fr": ("Ligne",),
        "es": ("Fila",),
    },
    "person": {
        "en": ("Officer", "Assigned to", "Handler", "Owner"), "cy": ("Swyddog",),
        "nl": ("Behandelaar",), "de": ("Sachbearbeiter",), "fr": ("Agent",),
        "es": ("Gestor",),
    },
    "team": {
        "en": ("Team", "Department", "Assignment group"), "cy": ("Tîm", "Adran"),
        "nl": ("Team", "Afdeling"), "de": ("Abteilung", "Team"),
        "fr": ("Service", "Équipe"), "es": ("Departamento", "Equipo"),
    },
    "category": {
        "en": ("Category", "Request type", "Type"), "cy": ("Categori", "Math"),
        "nl": ("Categorie", "Soort"), "de": ("Kategorie", "Art"),
        "fr": ("Catégorie", "Type"), "es": ("Categoría", "Tipo"),
    },
    "area": {
        "en": ("Ward", "District", "Area"), "cy": ("Ward", "Ardal"),
        "nl": ("Wijk", "Stadsdeel"), "de": ("Stadtteil", "Bezirk"),
        "fr": ("Quartier", "Arrondissement"), "es": ("Distrito", "Barrio"),
    },
    "priority": {
        "en": ("Priority", "Severity"), "cy": ("Blaenoriaeth",), "nl": ("Prioriteit",),
        "de": ("Priorität",), "fr": ("Priorité",), "es": ("Prioridad",),
    },
    "asset": {
        "en": ("Asset ID", "Asset number"), "cy": ("Rhif ased",), "nl": ("Object-ID",),
        "de": ("Anlagennummer",), "fr": ("Numéro d'équipement",),
        "es": ("Código de activo",),
    },
    "segment": {
        "en": ("Segment ID", "Street segment"), "cy": ("Rhan o'r stryd",),
        "nl": ("Wegvak-ID",), "de": ("Straßenabschnitt",), "fr": ("Tronçon",),
        "es": ("Tramo",),
    },
    "customer": {
        "en": ("Customer ID", "Account number"), "cy": ("Rhif cwsmer",),
        "nl": ("Klantnummer",), "de": ("Kundennummer",), "fr": ("Numéro de client",),
        "es": ("Número de cliente",),
    },
    "parent": {
        "en": ("Parent case", "Parent ID"), "cy": ("Achos rhiant",),
        "nl": ("Hoofdzaak",), "de": ("Übergeordneter Fall",), "fr": ("Dossier parent",),
        "es": ("Expediente principal",),
    },
    "assignee": {
        "en": ("Assignee ID", "Officer ID"), "cy": ("ID swyddog",),
        "nl": ("Medewerker-ID",), "de": ("Bearbeiter-ID",), "fr": ("ID agent",),
        "es": ("ID de agente",),
    },
    "batch": {
        "en": ("Batch ID", "Import batch"), "cy": ("Rhif swp",), "nl": ("Batchnummer",),
        "de": ("Stapelnummer",), "fr": ("Numéro de lot",), "es": ("Lote",),
    },
    "period": {
        "en": ("Period", "Month", "Quarter"), "cy": ("Cyfnod", "Mis"),
        "nl": ("Periode", "Maand"), "de": ("Zeitraum", "Monat"),
        "fr": ("Période", "Mois"), "es": ("Periodo", "Mes"),
    },
    "count": {
        "en": ("Requests", "Count", "Number of visits"), "cy": ("Nifer",),
        "nl": ("Aantal",), "de": ("Anzahl",), "fr": ("Nombre",), "es": ("Cantidad",),
    },
    "code": {
        "en": ("Code", "Category code"), "cy": ("Cod",), "nl": ("Code",),
        "de": ("Code", "Schlüssel"), "fr": ("Code",), "es": ("Código",),
    },
    "label": {
        "en": ("Label", "Description", "Name"), "cy": ("Enw", "Disgrifiad"),
        "nl": ("Omschrijving",), "de": ("Bezeichnung",), "fr": ("Libellé",),
        "es": ("Descripción",),
    },
    "item": {
        "en": ("Item number", "Inventory no", "Serial number"), "cy": ("Rhif eitem",),
        "nl": ("Artikelnummer",), "de": ("Inventarnummer",),
        "fr": ("Numéro d'inventaire",), "es": ("Número de inventario",),
    },
    "bought": {
        "en": ("Purchase date", "Date acquired", "Ship date"), "cy": ("Dyddiad prynu",),
        "nl": ("Aankoopdatum",), "de": ("Kaufdatum",), "fr": ("Date d'achat",),
        "es": ("Fecha de compra",),
    },
    "price": {
        "en": ("Price", "Unit cost"), "cy": ("Pris",), "nl": ("Prijs",),
        "de": ("Preis",), "fr": ("Prix",), "es": ("Precio",),
    },
    "born": {
        "en": ("Date of birth", "DOB", "Birth date"), "cy": ("Dyddiad geni",),
        "nl": ("Geboortedatum",), "de": ("Geburtsdatum",), "fr": ("Date de naissance",),
        "es": ("Fecha de nacimiento",),
    },
    "member": {
        "en": ("Pupil ID", "Member number", "Person ID"), "cy": ("Rhif aelod",),
        "nl": ("Lidnummer",), "de": ("Mitgliedsnummer",), "fr": ("Numéro d'adhérent",),
        "es": ("Número de socio",),
    },
    "sex": {
        "en": ("Sex", "Gender"), "cy": ("Rhyw",), "nl": ("Geslacht",),
        "de": ("Geschlecht",), "fr": ("Sexe",), "es": ("Sexo",),
    },
    "clock": {
        "en": ("Time", "Event time"), "cy": ("Amser",), "nl": ("Tijd",),
        "de": ("Uhrzeit",), "fr": ("Heure",), "es": ("Hora",),
    },
}  # fmt: skip

BLANKS: Final[Words] = {
    "en": ("n/a", "TBC", "Not yet", "Pending"),
    "cy": ("Dim eto", "amh."),
    "nl": ("n.v.t.", "nog niet"),
    "de": ("k. A.", "offen", "noch nicht"),
    "fr": ("n.d.", "à venir"),
    "es": ("pendiente", "N/D"),
}
"""What people write into a column of dates where nothing has happened."""

SHORT: Final = {
    "date": "dt", "number": "no", "reference": "ref", "request": "req",
    "received": "recd", "status": "stat", "department": "dept", "category": "cat",
    "completed": "compl", "service": "svc",
}  # fmt: skip

STYLES: Final = ("plain", "plain", "snake", "camel", "title", "upper", "short")


def heading(role: str, language: str, rng: Random) -> str:
    """One of the synonyms of a role, as a person of that language writes it."""
    return rng.choice(HEADINGS[role][language])


def in_style(text: str, style: str) -> str:
    """The heading as this case system writes all of its headings."""
    if style == "plain" or not re.search(r"\w", text):
        return text
    words = re.findall(r"\w+", text)
    match style:
        case "snake":
            return "_".join(word.lower() for word in words)
        case "camel":
            first, *rest = words
            return first.lower() + "".join(word.capitalize() for word in rest)
        case "upper":
            return "_".join(word.upper() for word in words)
        case "short":
            return " ".join(
                SHORT.get(word.lower(), word.lower()).capitalize() for word in words
            )
        case _:
            return " ".join(word.capitalize() for word in words)
