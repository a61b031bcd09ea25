WITH closed AS (
    SELECT period_of(closed_date, $per) AS period_start, n_handovers
    FROM {cases}
    WHERE state = 'closed'
)
SELECT period_start, avg(n_handovers) AS value, count(*) AS n
FROM closed
GROUP BY period_start
ORDER BY period_start
