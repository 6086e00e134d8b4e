"""What people and programs see of readings and of the ledger."""
