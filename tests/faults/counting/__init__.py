"""An app with jobs that can be counted, held, and that kill their worker; for fault tests only."""
