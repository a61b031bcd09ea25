SELECT activity, median(greatest(seconds_between(start_time, event_time), 0.0)) AS median_s
FROM {events}
WHERE start_time IS NOT NULL
GROUP BY activity
ORDER BY activity
