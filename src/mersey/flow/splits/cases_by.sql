SELECT
    case_id,
    days,
    nullif(CAST({column} AS STRING), '') AS name,
    state = 'closed' AS is_ended,
    state = 'open' AS is_open
FROM {cases}
WHERE days IS NOT NULL AND ($migration_day IS NULL OR opened_date <> $migration_day)
ORDER BY case_id
