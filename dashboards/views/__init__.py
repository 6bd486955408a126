"""The pages of the dashboard: the board page, where a figure comes from, downloads."""
