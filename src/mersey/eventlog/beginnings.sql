SELECT
    case_id,
    path_key,
    n_events,
    n_handovers,
    first_time,
    first_date,
    first_start,
    last_time,
    last_date,
    CASE WHEN first_start < first_time THEN first_start ELSE first_time END AS begun_time,
    CASE WHEN first_start < first_time
        THEN CASE WHEN $date_only THEN CAST(first_start AS DATE)
            ELSE wall_date(first_start, $changes, $offsets) END
        ELSE first_date END AS begun_date
FROM {facts}
