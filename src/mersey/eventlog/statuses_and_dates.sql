WITH told AS (
    SELECT is_over, coalesce(ending <= $as_at, false) AS is_dated
    FROM {closings}
)
SELECT
    count(*) FILTER (WHERE is_over) AS n_over,
    count(*) FILTER (WHERE is_over AND NOT is_dated) AS n_undated,
    count(*) FILTER (WHERE NOT is_over) AS n_going,
    count(*) FILTER (WHERE NOT is_over AND is_dated) AS n_reopened
FROM told
