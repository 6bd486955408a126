"""Forms of programmes, measures and returns."""
