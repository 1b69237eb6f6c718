"""Makes the tables under `seeds/data` from the raw tables; run by hand: `python -m seeds.shrink FOLDER`."""
