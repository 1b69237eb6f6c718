"""Trains the default encoder's own parts; needs the `training` group, and is never imported at run time."""
