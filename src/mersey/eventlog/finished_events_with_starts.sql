-- A wait lasts until work on the next event began: never before this one, nor after that one.
WITH timed AS (
    SELECT
        {kept},
        next_start,
        seconds_between(event_time, next_time) AS gap_s,
        $believed_from IS NULL OR local_date >= $believed_from AS is_believed
    FROM {followed}
)
SELECT
    {kept},
    CASE WHEN is_believed THEN gap_s END AS gap_s,
    CASE WHEN NOT is_believed THEN NULL
        WHEN next_start IS NULL THEN gap_s
        ELSE least(greatest(seconds_between(event_time, next_start), 0.0), gap_s)
        END AS wait_s
FROM timed
