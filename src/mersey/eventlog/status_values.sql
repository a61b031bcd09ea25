SELECT status, count(*) AS n
FROM {cases}
WHERE status IS NOT NULL
GROUP BY status
ORDER BY n DESC, status
LIMIT $most
