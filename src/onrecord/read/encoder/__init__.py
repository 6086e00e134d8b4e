"""The encoder: one pass of the network over an article, and what its heads say of the words."""
