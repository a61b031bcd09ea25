WITH begun AS (
    SELECT
        case_id,
        min(CASE WHEN $has_start_times THEN start_time ELSE event_time END) AS begun
    FROM {events}
    WHERE CASE WHEN $has_start_times THEN start_time IS NOT NULL ELSE seq = 2 END
    GROUP BY case_id
),
timed AS (
    SELECT
        period_of(cases.opened_date, $per) AS period_start,
        cases.days - greatest(days_between(cases.opened, begun.begun), 0.0) AS days,
        cases.state = 'closed' AS is_ended
    FROM {cases} AS cases
    JOIN begun ON begun.case_id = cases.case_id
    WHERE cases.days IS NOT NULL
)
SELECT period_start, days, is_ended
FROM timed
WHERE days >= 0
