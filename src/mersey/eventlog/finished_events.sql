SELECT
    {kept},
    CASE WHEN $believed_from IS NULL OR local_date >= $believed_from
        THEN seconds_between(event_time, next_time) END AS gap_s
FROM {followed}
