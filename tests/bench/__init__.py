"""Speed, as ratios to a bare floor in the same run. Never a timed test."""
