"""Papers: their states, transitions and roles exist; what their templates say is checked with them (see `texts`)."""

from __future__ import annotations

from workflows.checks.base import Problems, procedure_check


@procedure_check
def check_papers(problems: Problems) -> None:
    """Every name in a paper is the name of something in the procedure, and somebody may issue it."""
    for key, paper in problems.procedure.papers.items():
        here = problems.at("papers", key)
        here.at("states").all_known(paper.states, problems.states, "word.state")
        here.at("after").all_known(paper.after, problems.procedure.transitions, "word.transition")
        here.at("by").all_known(paper.by, problems.roles, "word.role")
        here.at("readers").all_known(paper.readers, problems.roles, "word.role")
        if not paper.by:
            here.at("by").error("paper_by_nobody", paper=paper.title)
