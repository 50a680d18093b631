"""Documents in, generation out; and looking a sentence up in one. Never imports server or flask."""
