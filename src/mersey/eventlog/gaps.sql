SELECT activity, CAST(floor(gap_s / 86400) AS BIGINT) AS days, count(*) AS n
FROM {events}
WHERE gap_s IS NOT NULL
GROUP BY activity, CAST(floor(gap_s / 86400) AS BIGINT)
ORDER BY activity, days
