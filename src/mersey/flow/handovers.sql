SELECT team, next_team, count(*) AS n, median(gap_s) AS median_s
FROM {events}
WHERE gap_s IS NOT NULL AND team <> next_team
GROUP BY team, next_team
ORDER BY n DESC, team, next_team
