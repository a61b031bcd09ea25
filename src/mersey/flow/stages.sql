-- The last gap may go on beyond the end: only what lies before it was waited for.
SELECT
    events.activity,
    count(*) AS visits,
    coalesce(CAST(sum(CAST(
        least(
            CAST(events.gap_s AS DOUBLE),
            days_between(events.event_time, cases.closed) * 86400.0
        ) AS DECIMAL(18, 6)
    )) AS DOUBLE), 0.0) AS seconds
FROM {events} AS events
JOIN {cases} AS cases ON cases.case_id = events.case_id
WHERE
    events.gap_s IS NOT NULL
    AND cases.state = 'closed'
    AND (events.next_time <= cases.closed OR events.event_time < cases.closed)
GROUP BY events.activity
ORDER BY events.activity
