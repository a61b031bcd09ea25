WITH collected AS (
    SELECT
        path_key,
        max(n_cases) AS n_cases,
        count(DISTINCT activity) AS n_activities,
        in_order(collect_list(step(seq, activity))) AS path
    FROM {steps}
    GROUP BY path_key
),
whole AS (
    SELECT
        path_key,
        n_cases,
        path,
        n_in(once_in_a_row(path)) - n_activities AS n_rework,
        row_number() OVER (ORDER BY n_cases DESC, joined(path)) AS variant_id
    FROM collected
),
marked AS (
    SELECT
        path_key,
        seq,
        is_among(activity, $ends) AS is_end,
        max(CASE WHEN is_among(activity, $ends) OR is_among(activity, $aftercare)
            THEN 0 ELSE seq END) OVER (PARTITION BY path_key) AS last_ordinary
    FROM {steps}
),
ended AS (
    SELECT
        path_key,
        min(CASE WHEN is_end AND seq > last_ordinary THEN seq END) AS end_seq,
        max(CASE WHEN is_end THEN seq END) AS last_end,
        bool_or(is_end AND seq < last_ordinary) AS reopened
    FROM marked
    GROUP BY path_key
),
placed AS (
    SELECT
        path_key,
        end_seq IS NOT NULL AS stays_ended,
        CASE WHEN $by_status THEN coalesce(end_seq, last_end) ELSE end_seq END AS end_seq,
        coalesce(reopened, false) AS reopened
    FROM ended
)
SELECT
    whole.path_key,
    whole.variant_id,
    whole.path,
    whole.n_cases,
    whole.n_rework,
    place_in(whole.path, 1) AS first_activity,
    last_in(whole.path) AS last_activity,
    placed.end_seq,
    place_in(whole.path, placed.end_seq) AS end_activity,
    placed.reopened,
    placed.stays_ended
FROM whole
LEFT JOIN placed ON placed.path_key = whole.path_key
