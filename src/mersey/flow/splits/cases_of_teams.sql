-- Cases from that step of their first team until another has them, or they end.
WITH mine AS (
    SELECT *, row_number() OVER (PARTITION BY case_id ORDER BY seq) AS place
    FROM {takes} AS takes
    WHERE activity = $step
),
told AS (
    SELECT
        mine.case_id,
        mine.team,
        mine.event_time,
        cases.state,
        least(mine.left_time, cases.closed) AS ended,  -- the one that is known, of one
        CASE WHEN cases.state = 'open' THEN $known_until ELSE cases.last_time END AS watched
    FROM mine
    JOIN {cases} AS cases ON cases.case_id = mine.case_id
    WHERE mine.place = 1
),
timed AS (
    SELECT
        case_id,
        days_between(event_time, coalesce(ended, watched)) AS days,
        CAST(team AS STRING) AS name,
        ended IS NOT NULL AS is_ended,
        state = 'open' AND ended IS NULL AS is_open
    FROM told
)
SELECT case_id, days, name, is_ended, is_open
FROM timed
WHERE days >= 0
ORDER BY case_id
