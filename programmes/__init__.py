"""Programmes: what they promise, and the quarterly returns that say what became of it."""
