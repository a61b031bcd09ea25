"""Work beside the requests: a queue in the database, workers, and a process for each job."""
