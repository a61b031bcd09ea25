SELECT count(*) AS n, count(*) FILTER (WHERE is_over) AS n_over
FROM {cases}
WHERE is_over IS NOT NULL
    AND case_id IN (SELECT case_id FROM {events} WHERE is_among(activity, $ends))
