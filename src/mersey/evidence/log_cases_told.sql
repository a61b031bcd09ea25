SELECT opened_date, days, outcome, {attributes:,} state = 'closed' AS is_ended
FROM {cases}
WHERE days IS NOT NULL AND ($migration_day IS NULL OR opened_date <> $migration_day)
