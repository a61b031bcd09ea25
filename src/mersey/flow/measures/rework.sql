WITH closed AS (
    SELECT
        period_of(closed_date, $per) AS period_start,
        CASE WHEN n_rework > 0 THEN CAST(1 AS DOUBLE) ELSE CAST(0 AS DOUBLE) END AS again
    FROM {cases}
    WHERE state = 'closed'
)
SELECT period_start, avg(again) AS value, count(*) AS n
FROM closed
GROUP BY period_start
ORDER BY period_start
