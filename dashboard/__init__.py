"""The dashboard: a client of the API, in three languages."""
