WITH dated AS (
    SELECT
        opened_date,
        coalesce(closed_date, CASE WHEN state = 'silent' THEN last_date END) AS left_date
    FROM {cases}
    WHERE days IS NOT NULL
),
spans AS (
    -- The first period at whose end the case was open, and the first after the last such.
    SELECT
        opened_date,
        greatest(period_of(opened_date, $per), period_of($plausible_from, $per))
            AS from_start,
        coalesce(
            period_of(left_date, $per), next_period(period_of($as_at_date, $per), $per)
        ) AS to_start
    FROM dated
),
stays AS (
    -- Grouping first keeps the ranges few.
    SELECT opened_date, from_start, to_start, count(*) AS n
    FROM spans
    WHERE from_start < to_start
    GROUP BY opened_date, from_start, to_start
),
ranges AS (
    SELECT opened_date, n, periods_between(from_start, to_start, $per) AS starts
    FROM stays
),
open_in AS (
    SELECT opened_date, n, explode(starts) AS start
    FROM ranges
),
started AS (
    SELECT opened_date, n, CAST(start AS DATE) AS period_start
    FROM open_in
),
aged AS (
    SELECT
        period_start,
        dates_between(
            opened_date, least(next_period(period_start, $per) - 1, $as_at_date)
        ) AS age,
        n
    FROM started
),
ages AS (
    SELECT period_start, age, CAST(sum(n) AS BIGINT) AS n
    FROM aged
    GROUP BY period_start, age
),
ranked AS (
    SELECT
        period_start,
        age,
        n,
        sum(n) OVER (
            PARTITION BY period_start ORDER BY age
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS up_to,
        sum(n) OVER (PARTITION BY period_start) AS total
    FROM ages
)
-- The median of n ages is the mean of the two in the middle, the same one if n is odd.
SELECT
    period_start,
    (
        min(CASE WHEN 2 * up_to >= total THEN age END)
        + min(CASE WHEN 2 * up_to > total THEN age END)
    ) / 2 AS value,
    CAST(sum(n) AS BIGINT) AS n
FROM ranked
GROUP BY period_start
ORDER BY period_start
