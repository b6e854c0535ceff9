"""How a question finds its article: from letters to a decision."""
