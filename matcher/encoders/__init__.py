"""The encoders, one a file; which of them a process uses is chosen by name in `matcher.encoder`."""
