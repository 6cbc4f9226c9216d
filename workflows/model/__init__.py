"""The parts of a procedure definition, one file each; `workflows.definition` puts them together."""
