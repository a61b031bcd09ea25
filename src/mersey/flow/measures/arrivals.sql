-- By day first: a million dates are cut to weeks far slower than a thousand days are.
WITH by_day AS (
    SELECT opened_date, count(*) AS n
    FROM {cases}
    WHERE opened_date IS NOT NULL
    GROUP BY opened_date
),
dated AS (
    SELECT period_of(opened_date, $per) AS period_start, n
    FROM by_day
)
SELECT period_start, CAST(sum(n) AS BIGINT) AS value, CAST(sum(n) AS BIGINT) AS n
FROM dated
GROUP BY period_start
ORDER BY period_start
