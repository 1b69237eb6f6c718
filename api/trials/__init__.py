"""Trials as the API gives them: who may see and start one, its result, and how long ties last."""
