SELECT count(*) AS n
FROM {events}
WHERE team IS NULL
