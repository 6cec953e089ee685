"""Forms: built from described fields, kept while they are written."""
