SELECT local_date, count(*) AS n, min(event_time) AS first_time, max(event_time) AS last_time
FROM {events}
GROUP BY local_date
ORDER BY local_date
