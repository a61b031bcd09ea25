SELECT cases.case_id, cases.pseudonym, cases.last_activity, events.team
FROM {cases} AS cases
LEFT JOIN (SELECT case_id, team FROM {events} WHERE next_time IS NULL) AS events
    ON events.case_id = cases.case_id
WHERE cases.state = 'open'
