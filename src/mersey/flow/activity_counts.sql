-- A state written again, with nothing else between, is no work that was done again.
WITH steps AS (
    SELECT variant_id, n_cases, explode(path) AS activity
    FROM {variants}
),
met AS (
    SELECT variant_id, activity, n_cases, count(*) AS times
    FROM steps
    GROUP BY variant_id, activity, n_cases
),
turns AS (
    SELECT variant_id, n_cases, once_in_a_row(path) AS path
    FROM {variants}
),
turned AS (
    SELECT variant_id, n_cases, explode(path) AS activity
    FROM turns
),
taken AS (
    SELECT variant_id, activity, n_cases, count(*) AS times
    FROM turned
    GROUP BY variant_id, activity, n_cases
),
done AS (
    SELECT
        activity,
        CAST(sum(times * n_cases) AS BIGINT) AS n_events,
        CAST(sum(n_cases) AS BIGINT) AS n_cases
    FROM met
    GROUP BY activity
),
again AS (
    SELECT
        activity,
        CAST(sum((times - 1) * n_cases) AS BIGINT) AS n_repeats,
        CAST(sum(CASE WHEN times > 1 THEN n_cases ELSE 0 END) AS BIGINT) AS n_repeat_cases
    FROM taken
    GROUP BY activity
)
SELECT done.activity, done.n_events, done.n_cases, again.n_repeats, again.n_repeat_cases
FROM done
JOIN again ON again.activity = done.activity
ORDER BY done.n_events DESC, done.activity
