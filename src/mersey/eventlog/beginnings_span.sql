SELECT min(first_start) AS earliest, max(first_start) AS latest
FROM {facts}
