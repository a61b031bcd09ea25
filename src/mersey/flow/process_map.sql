-- No gap: after the last event of a case, and after an impossible date.
SELECT
    activity,
    next_activity,
    count(*) AS n,
    CAST(sum(CAST(gap_s AS DECIMAL(18, 6))) AS DOUBLE) AS total_s,
    percentile(gap_s, $places) AS percentiles
FROM {events}
WHERE gap_s IS NOT NULL
GROUP BY activity, next_activity
ORDER BY n DESC, activity, next_activity
