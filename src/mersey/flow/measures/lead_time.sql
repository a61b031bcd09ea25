SELECT period_of(opened_date, $per) AS period_start, days, state = 'closed' AS is_ended
FROM {timed} AS cases
