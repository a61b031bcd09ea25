SELECT
    max(event_time) FILTER (WHERE event_time <= $moment) AS latest,
    count(*) FILTER (WHERE event_time > $moment) AS n_after
FROM {events}
