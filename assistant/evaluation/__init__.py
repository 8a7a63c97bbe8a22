"""Evaluation of answers against a question set: deterministic metrics, runs, reports, comparison."""
