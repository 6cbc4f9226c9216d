"""Statistical tables: figures of periods, closed and corrected on record, in the official layout."""
