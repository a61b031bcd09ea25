-- A step that is done again serves with its last; what follows that reopens the case.
WITH serving AS (
    SELECT case_id, max(seq) AS seq, max_by(event_time, seq) AS served_at
    FROM {events}
    WHERE is_among(activity, $serving)
    GROUP BY case_id
),
again AS (
    SELECT case_id, max(seq) AS seq
    FROM {events}
    WHERE NOT is_among(activity, $over)
    GROUP BY case_id
)
SELECT
    cases.days,
    cases.state,
    CASE WHEN again.seq > serving.seq THEN NULL
        ELSE days_between(cases.opened, serving.served_at) END AS until_served
FROM {timed} AS cases
LEFT JOIN serving ON serving.case_id = cases.case_id
LEFT JOIN again ON again.case_id = cases.case_id
ORDER BY cases.days, until_served NULLS LAST, cases.state
