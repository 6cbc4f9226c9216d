"""Papers (文书): official documents of a case, filled from the templates of its version."""
