SELECT
    count(*) AS n_events,
    count(DISTINCT activity) AS n_activities,
    count(DISTINCT team) AS n_teams,
    min(event_time) AS first_event,
    max(event_time) AS last_event,
    count(*) FILTER (WHERE next_time = event_time AND next_activity = activity)
        AS n_repeated,
    count(*) FILTER (WHERE next_time = event_time) AS n_ties,
    count(*) FILTER (WHERE start_time > event_time) AS n_reversed_spans
FROM {events}
