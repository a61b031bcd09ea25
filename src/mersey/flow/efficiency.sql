SELECT
    coalesce(CAST(sum(CAST(worked_days * 86400.0 AS DECIMAL(18, 6))) AS DOUBLE), 0.0)
        AS worked_s,
    coalesce(CAST(sum(CAST(days * 86400.0 AS DECIMAL(18, 6))) AS DOUBLE), 0.0) AS lead_s,
    median(worked_days / days) AS median_share,
    count(*) AS n
FROM {worked} AS worked
