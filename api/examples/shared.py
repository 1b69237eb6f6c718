"""What several examples are made of."""

FRANCE = {"id": "country:FR", "name": "France"}
SECTION = {"id": "sector:M", "name": "Professional, scientific and technical activities"}
