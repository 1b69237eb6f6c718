"""Drawing parts that the views are put together from."""
