SELECT facts.last_time, paths.example
FROM {facts} AS facts
JOIN {paths} AS paths ON paths.path_key = facts.path_key
