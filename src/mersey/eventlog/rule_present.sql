SELECT count(*) AS n
FROM {cases}
WHERE state = 'closed'
    AND case_id NOT IN (
        SELECT case_id FROM {events} WHERE is_among(activity, $first) AND local_date IS NOT NULL
    )
