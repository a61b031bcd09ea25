SELECT case_id, pseudonym
FROM {cases}
WHERE case_id IN (SELECT explode($case_ids))
