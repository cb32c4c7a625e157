"""Seeds: articles written for this project that show every hard case, with their gold; loader and commands."""
