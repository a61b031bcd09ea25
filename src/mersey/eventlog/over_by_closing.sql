SELECT count(*) AS n, count(*) FILTER (WHERE is_over) AS n_over
FROM {cases}
WHERE is_over IS NOT NULL AND closed IS NOT NULL
