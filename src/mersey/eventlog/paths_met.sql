SELECT path_key, count(*) AS n_cases, min(case_id) AS example
FROM {facts}
GROUP BY path_key
