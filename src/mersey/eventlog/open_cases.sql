SELECT case_id, pseudonym, last_activity, CAST(NULL AS STRING) AS team
FROM {cases}
WHERE state = 'open'
