SELECT
    case_id,
    bit_xor(step_fingerprint(activity, seq)) AS path_key,
    count(*) AS n_events,
    count(*) FILTER (WHERE {hand} <> {next_hand}) AS n_handovers,
    min(event_time) AS first_time,
    min(local_date) AS first_date,
    min(start_time) AS first_start,
    max(event_time) AS last_time,
    max(local_date) AS last_date,
    min(event_time) AS begun_time,
    min(local_date) AS begun_date
FROM {events}
GROUP BY case_id
