WITH firsts AS (
    SELECT case_id, activity, min_by(team, seq) AS team
    FROM {takes} AS takes
    GROUP BY case_id, activity
)
SELECT activity, team, count(*) AS n
FROM firsts
GROUP BY activity, team
ORDER BY activity, team
