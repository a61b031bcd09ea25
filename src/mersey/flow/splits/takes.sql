-- The steps with which a team takes a case from another, or at its beginning; left_time
-- is when the next team took it, null where none did.
WITH known AS (
    SELECT
        case_id,
        seq,
        activity,
        team,
        event_time,
        lag(team) OVER (PARTITION BY case_id ORDER BY seq) AS before
    FROM {events}
    WHERE team IS NOT NULL AND local_date >= $plausible_from
)
SELECT
    case_id,
    seq,
    activity,
    team,
    event_time,
    lead(event_time) OVER (PARTITION BY case_id ORDER BY seq) AS left_time
FROM known
WHERE before IS NULL OR before <> team
