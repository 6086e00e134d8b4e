"""Our own annotated passages, and what reads and checks them (see README.md)."""
