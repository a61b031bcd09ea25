"""What differs between POSIX and Windows: one small module each, and nowhere else."""
