-- The state is told by its place in STATES; attributes, whatever they are, as texts.
SELECT
    {columns},
    {attributes:as text,}
    CAST(CASE state WHEN 'closed' THEN 1 WHEN 'silent' THEN 2 ELSE 0 END AS TINYINT) AS state
FROM {table}
