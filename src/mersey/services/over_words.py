"""Words that say that a case is over, or not yet, in seven languages.

English, Welsh, Dutch, French, German, Spanish and Italian, and what case systems write.
All are folded as `folded_words` folds them: lower case, no accents, no apostrophes.
"""

from __future__ import annotations

from typing import Final


def parted(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())


FINAL: Final = parted(
    # English
    "closed close completed complete finished ended resolved solved concluded decided "
    "determined granted refused refuse grant approved paid discharged dismissed settled "
    "delivered archived issued done fixed repaired verified finalled finaled finalised "
    "finalized disposed ceased adopted fulfilled terminated expired revoked collected "
    "upheld accepted served deactivated inactive actioned "
    # Welsh
    "cau caewyd caeedig cwblhawyd gorffenwyd gorffen wedigorffen penderfynwyd datryswyd "
    "caniatawyd gwrthodwyd cymeradwywyd talwyd cyhoeddwyd trwsiwyd "
    # Dutch
    "afgerond afgehandeld gesloten afgesloten beeindigd voltooid opgelost geweigerd "
    "verleend vergund toegekend goedgekeurd besloten betaald gereed klaar hersteld "
    "afgedaan gearchiveerd uitgevoerd "
    # French
    "cloture cloturee clotures cloturees clos close ferme fermee termine terminee "
    "terminees acheve achevee resolu resolue regle reglee refuse refusee accorde accordee "
    "accepte acceptee approuve approuvee delivre delivree decide decidee paye payee traite "
    "traitee archive archivee fini finie solde soldee repare reparee "
    # German
    "abgeschlossen erledigt geschlossen beendet gelost geloest abgelehnt genehmigt erteilt "
    "bewilligt entschieden bezahlt fertig behoben fertiggestellt archiviert beschieden "
    "abgewickelt "
    # Spanish
    "cerrado cerrada finalizado finalizada terminado terminada resuelto resuelta concluido "
    "concluida completado completada denegado denegada concedido concedida aprobado "
    "aprobada pagado pagada archivado archivada reparado reparada solucionado solucionada "
    "desestimado desestimada estimado estimada "
    # Italian
    "chiuso chiusa concluso conclusa completato completata terminato terminata risolto "
    "risolta evaso evasa definito definita negato negata rifiutato rifiutata approvato "
    "approvata rilasciato rilasciata pagato pagata archiviato archiviata finito "
    "finita riparato riparata"
)
"""Said of a case that came to its proper end."""

FINAL_NOUNS: Final = parted(
    "completion decision determination resolution payment closure disposition discharge "
    "penderfyniad afronding afhandeling beschikking besluit sluiting decision cloture "
    "fermeture abschluss entscheidung bescheid erledigung cierre resolucion decision "
    "chiusura conclusione decisione "
    "refusal release caniatad gwrthodiad verlening weigering toekenning beeindiging "
    "octroi refus delivrance classement genehmigung ablehnung erteilung bewilligung "
    "versagung concesion denegacion desestimacion otorgamiento rilascio diniego "
    "concessione archiviazione"
)
"""Names of an end: an activity or a milestone so called is one, a status is not."""

GIVEN_UP: Final = parted(
    "withdrawn withdrawal cancelled canceled cancellation rejected rejection declined "
    "abandoned invalid duplicate duplicated lapsed terminated void voided deleted "
    "discontinued wontfix worksforme notabug superseded merged obsolete dropped nfa "
    "unfounded withdrew "
    "tynnwyd tynnun diddymwyd canslwyd "
    "ingetrokken geannuleerd afgewezen vervallen verworpen dubbel gestopt "
    "retire retiree annule annulee rejete rejetee abandonne abandonnee irrecevable caduc "
    "caduque doublon "
    "zuruckgezogen zurueckgezogen storniert abgebrochen verworfen ungultig ungueltig "
    "zuruckgewiesen duplikat eingestellt "
    "retirado retirada cancelado cancelada rechazado rechazada anulado anulada desistido "
    "desistida duplicado duplicada caducado caducada inadmitido inadmitida "
    "intrekking afwijzing retrait rejet desistement annulation rucknahme ruecknahme "
    "stornierung desistimiento renuncia inadmision rinuncia ritiro annullamento rigetto "
    "ritirato ritirata annullato annullata respinto respinta rigettato rigettata "
    "scaduto scaduta duplicato duplicata decaduto"
)
"""Said of a case that ended in another way: it competes with the proper end."""

OVER_WEAK: Final = parted(
    "complete completed done approved accepted verified issued paid fixed delivered "
    "determined granted grant served collected returned finished adopted settled archived "
    "expired inactive actioned klaar gereed uitgevoerd fertig termine terminee traite "
    "traitee terminado terminada completado completada aprobado aprobada approvato "
    "approvata completato completata terminato terminata definito definita approuve "
    "approuvee accepte acceptee goedgekeurd genehmigt gorffen cau close clos archive merged "
    "pagado pagada pagato pagata paye payee bezahlt betaald voltooid estimado estimada "
    "transferred died"
)
"""As a status these say that a case is over only where they speak of the case itself.

"Completed" does; "Inspection completed" and "Approved, awaiting payment" do not.
"""

OVER_PHRASES: Final = frozenset(
    [
        "check out", "checked out", "no further action", "no action required", "no action needed", "won t fix",
        "wont fix", "will not fix", "works for me", "not a bug", "cannot reproduce",
        "unable to fix", "not responsible", "not the councils responsibility",
        "not council responsibility", "returned to owner", "return to owner",
        "decision made", "decision issued", "decision sent", "decision notified",
        "post disposition", "case closed", "not upheld", "not eligible", "not proceeded with",
        "not pursued", "not progressed", "signed off", "timed out", "written off",
        "stood down", "not found", "internal referral", "dim gweithredu pellach",
        "geen actie", "sans suite", "keine weiteren massnahmen", "sin efecto",
        "out of scope", "past due and closed", "fix released",
    ]
)  # fmt: skip
"""Several words that together say that a case is over."""

STILL: Final = parted(
    # English
    "open opened new reopened assigned unassigned progress todo backlog pending awaiting "
    "waiting hold onhold received acknowledged submitted confirmed investigating "
    "investigation scheduled planned review reviewing active ongoing draft registered "
    "logged validated started triage triaged wishlist blocked suspended paused escalated "
    "allocated unresolved undecided outstanding current live incomplete inprogress queued "
    "processing referred staging testing reported inspecting unconfirmed deferred "
    "unallocated requested raised dispatched unverified "
    # Welsh
    "agored newydd derbyniwyd arfaethedig parhau aros "
    # Dutch
    "nieuw lopend lopende behandeling wachten wachtend aangehouden ontvangen ingediend "
    "gepland toegewezen opgeschort "
    # French
    "ouvert ouverte nouveau nouvelle cours attente recu recue depose deposee planifie "
    "planifiee assigne assignee suspendu suspendue "
    # German
    "offen neu bearbeitung arbeit wartend ausstehend eingegangen beantragt geplant "
    "zugewiesen laufend angemeldet zuruckgestellt "
    # Spanish
    "abierto abierta nuevo nueva curso pendiente proceso tramite espera recibido recibida "
    "asignado asignada presentado presentada suspendido suspendida tramitacion "
    # Italian
    "aperto aperta nuovo nuova corso attesa sospeso sospesa ricevuto ricevuta assegnato "
    "assegnata pianificato pianificata lavorazione presentato presentata istruttoria"
)
"""Words of a status that say that the case is not over."""

STILL_PHRASES: Final = frozenset(
    [
        "to do", "in progress", "on hold", "under review", "in review", "not started",
        "not yet", "ready for", "ready to", "to be", "selected for development",
        "action scheduled", "action required", "work in progress", "in dev", "for decision",
        "with council", "on site", "still not fixed", "not fixed", "ar y gweill",
        "yn agored", "in behandeling", "en cours", "en attente", "a traiter", "in arbeit",
        "in bearbeitung", "zu erledigen", "te doen", "por hacer", "da fare", "in corso",
        "in attesa", "en curso", "en tramite", "en proceso",
    ]
)  # fmt: skip
"""Several words that together say that a case is not over."""

AGAIN: Final = parted(
    "reopen reopened reopens reactivated restarted resumed ailagorwyd heropend rouvert "
    "rouverte wiedereroffnet wiedereroeffnet reabierto reabierta riaperto riaperta"
)
"""Said of a case that was over and is not any more."""

NEGATED: Final = parted(
    "not non no never heb ddim niet nog geen pas non nicht noch kein sin sans "
    "partly partially part almost semi nearly deels teilweise partiellement "
    "parcialmente parzialmente"
)
"""Before a word of the end these say that the end is still to come."""

CASE_NOUNS: Final = parted(
    "case cases application request ticket job work works claim complaint report issue "
    "order enquiry inquiry permit licence license appeal file record task item status "
    "state referral matter service wedi i ei zaak dossier aanvraag melding demande vorgang "
    "antrag fall auftrag caso expediente solicitud pratica richiesta domanda segnalazione "
    "is was has been now fully successfully and all s auto automatically est ist wurde "
    "esta e stato is"
)
"""Words beside the word of the end that leave it the end of the case itself."""


def words_of_ends() -> frozenset[str]:
    """Every word that says of a case that it is over, or not."""
    phrases = OVER_PHRASES | STILL_PHRASES
    return FINAL.union(
        FINAL_NOUNS, GIVEN_UP, OVER_WEAK, STILL, AGAIN, *map(str.split, phrases)
    )
