"""The page *Trial*: what was declared and drawn, what came of it, how long ties last, and how to start one."""
