"""Annotations of real articles kept apart from their texts: notes, and readings made of them."""
