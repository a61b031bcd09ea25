"""What people ask of a log besides its answer: worked out by jobs, and kept."""
