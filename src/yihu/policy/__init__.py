"""The regulations as pure functions and data; nothing here knows Django, a database or the clock."""
