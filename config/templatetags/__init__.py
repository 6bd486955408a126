"""Template filters of the project; load them with `{% load pm %}`."""
