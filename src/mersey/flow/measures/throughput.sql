-- By day first: a million dates are cut to weeks far slower than a thousand days are.
WITH by_day AS (
    SELECT closed_date, count(*) AS n
    FROM {cases}
    WHERE state = 'closed'
    GROUP BY closed_date
),
dated AS (
    SELECT period_of(closed_date, $per) AS period_start, n
    FROM by_day
)
SELECT period_start, CAST(sum(n) AS BIGINT) AS value, CAST(sum(n) AS BIGINT) AS n
FROM dated
GROUP BY period_start
ORDER BY period_start
