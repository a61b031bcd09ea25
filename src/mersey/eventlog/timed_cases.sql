-- Cases whose time from opening is known: a span, begun on no migration day.
SELECT case_id, state, opened, opened_date, closed, closed_date, last_time, last_date, days
FROM {cases}
WHERE days IS NOT NULL AND ($migration_day IS NULL OR opened_date <> $migration_day)
