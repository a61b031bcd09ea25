SELECT
    CAST({first} AS STRING) AS first_code,
    CAST({second} AS STRING) AS second_code,
    period_of(opened_date, 'month') AS month_start,
    count(*) AS n
FROM {cases}
GROUP BY first_code, second_code, month_start
ORDER BY month_start NULLS LAST, first_code NULLS LAST, second_code NULLS LAST
