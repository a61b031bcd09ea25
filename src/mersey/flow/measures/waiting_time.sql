WITH closed AS (
    SELECT case_id, closed, period_of(closed_date, $per) AS period_start
    FROM {cases}
    WHERE state = 'closed'
),
waited AS (
    SELECT
        closed.period_start,
        CAST(sum(CAST(events.wait_s AS DECIMAL(18, 6))) AS DOUBLE) AS wait_s
    FROM {events} AS events
    JOIN closed ON closed.case_id = events.case_id AND events.next_time <= closed.closed
    WHERE events.wait_s > 0
    GROUP BY closed.period_start
),
finished AS (
    SELECT period_start, count(*) AS n
    FROM closed
    GROUP BY period_start
)
SELECT
    finished.period_start,
    coalesce(waited.wait_s, 0.0) / 86400.0 / finished.n AS value,
    finished.n
FROM finished
LEFT JOIN waited ON waited.period_start = finished.period_start
ORDER BY finished.period_start
