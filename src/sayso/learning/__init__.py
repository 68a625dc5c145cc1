"""The learned part of reading: the corpus, the heads trained on it, and how they run."""
