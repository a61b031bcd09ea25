-- Steps of a case that overlap count once, and nothing outside its own span counts.
WITH closed AS (
    SELECT case_id, opened, closed, closed_date, days
    FROM {timed}
    WHERE state = 'closed' AND days > 0
),
spans AS (
    SELECT
        events.case_id,
        events.event_id,
        greatest(events.start_time, closed.opened) AS begin_time,
        least(events.event_time, closed.closed) AS end_time
    FROM {events} AS events
    JOIN closed ON closed.case_id = events.case_id
    WHERE events.start_time IS NOT NULL
),
covered AS (
    SELECT
        case_id,
        begin_time,
        end_time,
        max(end_time) OVER (
            PARTITION BY case_id ORDER BY begin_time, event_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS covered_to
    FROM spans
),
fresh AS (
    SELECT
        case_id,
        days_between(greatest(begin_time, coalesce(covered_to, begin_time)), end_time) AS days
    FROM covered
),
worked AS (
    SELECT case_id, sum(greatest(days, 0.0)) AS worked_days
    FROM fresh
    GROUP BY case_id
)
SELECT
    closed.case_id,
    closed.closed_date,
    closed.days,
    coalesce(worked.worked_days, 0.0) AS worked_days
FROM closed
LEFT JOIN worked ON worked.case_id = closed.case_id
