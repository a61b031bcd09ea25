SELECT
    events.case_id,
    events.seq,
    events.event_id,
    events.activity,
    events.local_date,
    cases.pseudonym
FROM {events} AS events
JOIN {cases} AS cases ON cases.case_id = events.case_id
WHERE
    events.case_id IN (SELECT explode($case_ids))
    AND (events.seq < $most OR events.next_activity IS NULL)
ORDER BY events.case_id, events.seq
