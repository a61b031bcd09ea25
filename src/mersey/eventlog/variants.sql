SELECT variant_id, path, n_cases
FROM {paths}
ORDER BY variant_id
