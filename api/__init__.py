"""Every way in and out: HTTP, keys, the gate, the command line, and the client."""
