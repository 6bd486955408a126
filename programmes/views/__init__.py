"""The pages of programmes and their returns."""
