"""From corpora to weights and scores; needs torch and is not part of the wheel."""
