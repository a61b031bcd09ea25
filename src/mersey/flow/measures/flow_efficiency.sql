WITH dated AS (
    SELECT period_of(closed_date, $per) AS period_start, days, worked_days
    FROM {worked} AS worked
),
summed AS (
    SELECT
        period_start,
        coalesce(CAST(sum(CAST(worked_days * 86400.0 AS DECIMAL(18, 6))) AS DOUBLE), 0.0)
            AS worked_s,
        coalesce(CAST(sum(CAST(days * 86400.0 AS DECIMAL(18, 6))) AS DOUBLE), 0.0)
            AS lead_s,
        count(*) AS n
    FROM dated
    GROUP BY period_start
)
SELECT period_start, worked_s / nullif(lead_s, 0.0) AS value, n
FROM summed
ORDER BY period_start
