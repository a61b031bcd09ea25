SELECT
    state,
    first_activity,
    last_activity,
    count(*) AS n,
    count(*) FILTER (WHERE days > CAST($older_than AS DOUBLE)) AS n_older,
    CAST(coalesce(sum(n_handovers), 0) AS BIGINT) AS n_handovers,
    count(*) FILTER (WHERE n_rework > 0) AS n_rework,
    coalesce(CAST(sum(CAST(days * 86400.0 AS DECIMAL(18, 6))) AS DOUBLE), 0.0)
        / 86400.0 AS days,
    coalesce(CAST(sum(CAST(
        greatest(days_between(last_time, closed) * 86400.0, 0.0) AS DECIMAL(18, 6)
    )) AS DOUBLE), 0.0) / 86400.0 AS tail_days
FROM {cases}
GROUP BY state, first_activity, last_activity
ORDER BY state, first_activity, last_activity
