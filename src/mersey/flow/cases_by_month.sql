WITH by_day AS (
    SELECT opened_date, count(*) AS n
    FROM {cases}
    GROUP BY opened_date
),
dated AS (
    SELECT period_of(opened_date, 'month') AS month_start, n
    FROM by_day
)
SELECT month_start, CAST(sum(n) AS BIGINT) AS n
FROM dated
GROUP BY month_start
ORDER BY month_start NULLS LAST
