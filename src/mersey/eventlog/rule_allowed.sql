WITH told AS (
    SELECT lower(stripped(CAST({column} AS STRING))) AS value
    FROM {cases}
)
SELECT count(*) FILTER (WHERE value <> '' AND NOT is_among(value, $allowed)) AS n
FROM told
