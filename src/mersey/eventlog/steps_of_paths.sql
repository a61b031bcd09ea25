SELECT example, n_cases, seq, activity
FROM {steps}
