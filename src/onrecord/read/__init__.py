"""The reading stages: pure functions from an article to its attributions, claims and positions."""
