WITH judged AS (
    SELECT
        *,
        coalesce(stated_opened <= $as_at, false) AS is_opening_known,
        coalesce(ending <= $as_at, false) AND (NOT $has_status OR coalesce(
            is_over, stays_ended OR ($has_closing AND stated_closed IS NOT NULL)
        )) AS is_closed
    FROM {closings}
),
spanned AS (
    SELECT
        *,
        CASE WHEN is_opening_known THEN stated_opened ELSE begun_time END AS opened,
        CASE WHEN is_opening_known
            THEN stated_opened_date ELSE begun_date END AS opened_date,
        CASE WHEN is_closed THEN ending END AS closed,
        CASE WHEN is_closed THEN ending_date END AS closed_date,
        CASE WHEN $date_only THEN CAST(last_date AS TIMESTAMP) ELSE last_time END
            < coalesce(moment_for(last_activity, $steps, $moments), $quiet_since)
            AS is_quiet
    FROM judged
),
standing AS (
    SELECT
        *,
        CASE WHEN closed IS NOT NULL THEN 'closed'
            WHEN $has_status AND is_over THEN 'silent'
            WHEN $may_be_silent AND is_quiet AND NOT is_among(last_activity, $waiting)
                THEN 'silent'
            ELSE 'open' END AS state
    FROM spanned
),
timed AS (
    SELECT
        *,
        CASE WHEN $date_only THEN dates_between(opened_date, coalesce(
                closed_date,
                CASE WHEN state = 'silent' THEN last_date ELSE $as_at_date END))
            ELSE days_between(opened, coalesce(
                closed, CASE WHEN state = 'silent' THEN last_time ELSE $as_at END))
            END AS days
    FROM standing
),
finished AS (
    SELECT
        case_id, state, opened, closed, opened_date, closed_date, last_time, last_date,
        n_events, n_handovers, n_rework, first_activity, last_activity, variant_id,
        CASE
            -- Nothing is known but the end: no duration.
            WHEN opening_lost AND begun_time = closed THEN NULL
            -- A row is a case, and its end comes before every other date: it opened on none.
            WHEN $is_wide AND end_seq = 1 AND opened = closed AND last_time > closed
                THEN NULL
            -- Opened on an impossible date.
            WHEN $believed_from IS NOT NULL
                AND NOT coalesce(opened_date >= $believed_from, false) THEN NULL
            WHEN days < 0 THEN NULL
            ELSE days END AS days,
        CASE WHEN state <> 'closed' THEN NULL
            WHEN $has_several_ends THEN coalesce(stated_outcome, end_activity)
            ELSE stated_outcome END AS outcome
    FROM timed
),
whole AS (
    SELECT finished.*, {attributes:of stated,} stated.pseudonym
    FROM finished
    JOIN {cases} AS stated ON stated.case_id = finished.case_id
)
SELECT {columns}
FROM whole
ORDER BY case_id
