"""How things are kept: one encrypted file, units of work, audit, sight, migrations, backups."""
