SELECT {kept}
FROM {events}
WHERE event_time <= $as_at
