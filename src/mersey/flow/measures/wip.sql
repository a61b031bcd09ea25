-- Each date is counted by itself: one date of leaving, worked out from three columns for a
-- million cases, would cost more than the rest.
WITH changes AS (
    SELECT opened_date AS day, count(*) AS change
    FROM {cases}
    WHERE days IS NOT NULL
    GROUP BY opened_date
    UNION ALL
    SELECT closed_date AS day, -count(*) AS change
    FROM {cases}
    WHERE days IS NOT NULL AND closed_date IS NOT NULL
    GROUP BY closed_date
    UNION ALL
    SELECT last_date AS day, -count(*) AS change
    FROM {cases}
    WHERE $has_silent AND days IS NOT NULL AND closed_date IS NULL AND state = 'silent'
    GROUP BY last_date
)
SELECT period_of(day, $per) AS period_start, change
FROM changes
