"""Reports for evaluators: indicators gathered once for a state and a period, and written as tables, PDF and DOCX."""
