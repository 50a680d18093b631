"""Sentences that stand on the pages of the news site, named after what is to be found about them."""

SMUGGLING = "Iran has been actively smuggling weapons and bombs into Iraq."
OFF_TOPIC = "The bakery beside the checkpoint sells plum cake on Thursdays."
TOO_SHORT = "Quite so."
