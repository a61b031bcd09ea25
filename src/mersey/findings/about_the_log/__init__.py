"""What may be found in a prepared log, one table for each thing that is looked at."""
