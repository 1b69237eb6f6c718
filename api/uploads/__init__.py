"""Users' files on their way in: sent, read in the background, shown row by row, corrected, confirmed, written once."""
