SELECT CAST(coalesce(sum(CASE WHEN reopened THEN n_cases ELSE 0 END), 0) AS BIGINT) AS n
FROM {paths}
