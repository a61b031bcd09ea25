SELECT DISTINCT activity
FROM {events}
