"""What may be found while a file is read, one table for each thing that is looked at."""
