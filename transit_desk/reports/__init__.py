"""How paper is made: a document as data, then PDF."""
