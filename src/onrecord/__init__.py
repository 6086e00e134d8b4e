"""War reporting on the record."""

__version__ = "0.1.0"
