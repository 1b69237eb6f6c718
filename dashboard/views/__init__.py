"""One file for each page; Streamlit runs it from top to bottom."""
