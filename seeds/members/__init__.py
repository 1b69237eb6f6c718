"""From a table as a cluster office keeps it to organisations with needs, offers and contacts, and what changed since the last time."""
