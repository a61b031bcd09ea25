-- What stands before each step in its case, taken together over the cases that have it.
WITH before AS (
    SELECT
        case_id,
        activity,
        seq,
        lag(gap_s) OVER (PARTITION BY case_id ORDER BY seq) / 86400 AS days
    FROM {events}
)
SELECT
    activity,
    count(DISTINCT case_id) AS n_cases,
    avg(CAST(seq AS DOUBLE)) AS place,
    coalesce(avg(days), 0.0) AS days
FROM before
GROUP BY activity
ORDER BY place, activity
