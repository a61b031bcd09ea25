WITH firsts AS (
    SELECT
        case_id,
        min(CASE WHEN is_among(activity, $first) THEN local_date END) AS first_date,
        min(CASE WHEN is_among(activity, $second) THEN local_date END) AS second_date
    FROM {events}
    GROUP BY case_id
)
SELECT count(*) AS n
FROM firsts
JOIN {cases} AS cases ON cases.case_id = firsts.case_id
WHERE second_date < first_date
