SELECT activity, count(*) AS n
FROM {events}
GROUP BY activity
ORDER BY n DESC, activity
