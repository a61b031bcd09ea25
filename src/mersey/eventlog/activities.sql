SELECT DISTINCT activity
FROM {events}
ORDER BY activity
