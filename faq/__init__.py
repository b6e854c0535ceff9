"""Questions and answers: a pure module; the catalogue and the search come to live here."""
