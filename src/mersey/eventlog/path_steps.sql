SELECT paths.path_key, paths.n_cases, paths.example, events.seq, events.activity
FROM {events} AS events
JOIN {paths} AS paths ON paths.example = events.case_id
