WITH done AS (
    SELECT activity, period_of(local_date, 'month') AS month_start
    FROM {events}
    WHERE is_among(activity, $activities)
)
SELECT activity, month_start, count(*) AS n
FROM done
GROUP BY activity, month_start
ORDER BY activity, month_start
