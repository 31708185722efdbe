"""Open Referral UK, versions 1 and 3: reading a feed's records. Pure: no network and no database."""
