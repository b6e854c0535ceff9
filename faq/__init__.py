"""Questions and answers: a pure room that imports nothing of ours."""
