SELECT
    count(*) AS n_events,
    count(*) FILTER (WHERE event_time <> date_trunc('second', event_time)) AS n_finer,
    count(start_time) AS start_time,
    count(resource) AS resource,
    count(team) AS team,
    count(cost) AS cost,
    count(lifecycle) AS lifecycle
FROM {events}
