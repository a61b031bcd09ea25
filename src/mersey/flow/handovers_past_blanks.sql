-- Events that do not say whose they were are passed over.
WITH known AS (
    SELECT
        team,
        lead(team) OVER (PARTITION BY case_id ORDER BY seq) AS next_team,
        event_time,
        lead(event_time) OVER (PARTITION BY case_id ORDER BY seq) AS then_time,
        gap_s
    FROM {events}
    WHERE team IS NOT NULL
)
SELECT
    team,
    next_team,
    count(*) AS n,
    median(days_between(event_time, then_time) * 86400.0) AS median_s
FROM known
WHERE gap_s IS NOT NULL AND team <> next_team
GROUP BY team, next_team
ORDER BY n DESC, team, next_team
