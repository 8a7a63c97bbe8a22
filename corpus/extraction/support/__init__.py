"""Support: which programme or funder helps whom, with how much."""
