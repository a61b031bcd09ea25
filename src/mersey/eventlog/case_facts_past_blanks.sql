-- Events that do not say whose they were are passed over.
WITH known AS (
    SELECT
        case_id,
        {hand} AS hand,
        lead({hand}) OVER (PARTITION BY case_id ORDER BY seq) AS next_hand
    FROM {events}
    WHERE {hand} IS NOT NULL
),
passed AS (
    SELECT case_id, count(*) FILTER (WHERE hand <> next_hand) AS n
    FROM known
    GROUP BY case_id
)
SELECT
    facts.case_id,
    facts.path_key,
    facts.n_events,
    coalesce(passed.n, 0) AS n_handovers,
    facts.first_time,
    facts.first_date,
    facts.first_start,
    facts.last_time,
    facts.last_date,
    facts.begun_time,
    facts.begun_date
FROM {facts} AS facts
LEFT JOIN passed ON passed.case_id = facts.case_id
