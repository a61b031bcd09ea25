-- Most cases end with their last event, whose time is known: only the others are looked
-- up, so that a million ends need not be joined.
WITH known AS (
    SELECT
        facts.case_id,
        facts.n_events,
        facts.n_handovers,
        facts.last_time,
        facts.last_date,
        facts.begun_time,
        facts.begun_date,
        paths.variant_id,
        paths.n_rework,
        paths.first_activity,
        paths.last_activity,
        paths.end_seq,
        paths.end_activity,
        paths.stays_ended
    FROM {facts} AS facts
    JOIN {paths} AS paths ON paths.path_key = facts.path_key
),
followed AS (
    SELECT case_id, seq, event_time, local_date
    FROM {events}
    WHERE is_among(activity, $ends) AND next_time IS NOT NULL
),
timed AS (
    SELECT
        known.*,
        CASE WHEN known.end_seq = known.n_events
            THEN known.last_time ELSE followed.event_time END AS end_time,
        CASE WHEN known.end_seq = known.n_events
            THEN known.last_date ELSE followed.local_date END AS end_date
    FROM known
    LEFT JOIN followed
        ON followed.case_id = known.case_id AND followed.seq = known.end_seq
),
told AS (
    SELECT
        timed.*,
        stated.opened AS stated_opened,
        stated.opened_date AS stated_opened_date,
        stated.closed AS stated_closed,
        stated.closed_date AS stated_closed_date,
        stated.opening_lost,
        stated.outcome AS stated_outcome,
        CASE WHEN $names_over THEN is_among(stated.status, $over)
            ELSE stated.is_over END AS is_over,
        CASE WHEN NOT $has_closing THEN false
            WHEN $has_ends THEN stated.closed IS NOT NULL
            ELSE true END AS is_dated_by_file
    FROM timed
    JOIN {stated} AS stated ON stated.case_id = timed.case_id
)
SELECT
    told.*,
    CASE WHEN is_dated_by_file THEN stated_closed ELSE end_time END AS ending,
    CASE WHEN is_dated_by_file THEN stated_closed_date ELSE end_date END AS ending_date
FROM told
