SELECT
    count(*) AS n,
    count(closed) AS n_closed,
    count(*) FILTER (WHERE is_over) AS n_over,
    count(*) FILTER (WHERE NOT is_over) AS n_going
FROM {cases}
