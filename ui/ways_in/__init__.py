"""What the screens of ways in share: a new passphrase typed twice, one given for one time, and a calm wait."""
