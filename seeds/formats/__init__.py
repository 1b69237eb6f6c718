"""From a user's file, whatever its format, to tables of text: bounded, nothing guessed, nothing changed silently."""
