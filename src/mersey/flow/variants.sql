SELECT path, n_cases, max(variant_id) OVER () AS n_variants
FROM {variants}
ORDER BY variant_id
LIMIT $most
