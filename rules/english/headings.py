"""English: the titles that people give the parts of a filled-in form."""

from __future__ import annotations

HEADINGS = {
    "steps": (
        (
            r"(?:(?:exact |detailed |minimal )?steps? (?:to|for|that|required to|how "
            r"to|which)[^:\n]{0,12}(?:re-?produc\w*|recreat\w*|replicat\w*|repeat|"
            r"repro)(?: (?:the|this|it|issue|problem|bug|behaviou?r|error)){0,3})"
        ),
        r"what steps will reproduce (?:the|this) problem\??",
        (
            r"how (?:to|can (?:we|i)) (?:reproduce|recreate|replicate|repeat)(?: "
            r"(?:the|this|it|issue|problem|bug|behaviou?r|error)){0,3}"
        ),
        (
            r"to (?:reproduce|recreate|replicate)(?: (?:the|this|it|issue|problem|bug|"
            r"behaviou?r|error)){0,3}"
        ),
        r"(?:reproduction|repro|reproducing|reproduce)(?: (?:steps|case|instructions|scenario))?",
        r"how[- ]?to[- ]?repeat",
        r"str",
        r"steps",
        r"(?:minimal )?test ?case",
        r"scenario",
        r"what (?:did you do|i did|were you doing|you did)\??",
        r"step[- ]by[- ]step",
    ),
    "expected": (
        (
            r"(?:describe )?(?:the )?expected (?:result|behaviou?r|outcome|output|"
            r"response|value|effect)s?"
        ),
        r"expect(?:ed|ation|ations|s)",
        r"(?:desired|correct|proper|wanted|intended) (?:result|behaviou?r|outcome|output)s?",
        r"describe the results you expected",
        r"e\.?r",
        r"should(?: be)?",
        (
            r"what (?:did you|you|i|do you) (?:expect|want)(?:ed)?(?: to (?:happen|"
            r"see)| instead){0,2}\??"
        ),
        (
            r"what (?:is|was|should) (?:the )?(?:expected|happen)(?: (?:result|output|"
            r"behaviou?r|instead)){0,1}\??"
        ),
    ),
    "actual": (
        (
            r"(?:describe )?(?:the )?(?:actual|observed|current|obtained|real) "
            r"(?:result|behaviou?r|outcome|output|response)s?"
        ),
        r"describe the results you received",
        r"a\.?r",
        r"actual(?:ly)?",
        r"results?",
        (
            r"what (?:happens|happened|did you see|do you see|went wrong|is the "
            r"(?:problem|issue))(?: instead)?\??"
        ),
        r"(?:bug|problem|issue) description",
        r"(?:the )?(?:symptoms?|error(?: message)?|problem)",
    ),
    "environment": (
        (
            r"(?:my |your |test )?(?:environment|set-?up|platform|system)(?: "
            r"(?:info(?:rmation)?|details|and settings))?"
        ),
        r"(?:additional )?environment (?:details|info\w*|settings)",
        (
            r"(?:(?:app|product|software|client|server|browser|os|operating system) "
            r")?versions?(?: (?:and|of|info)[^:\n]{0,30})?"
        ),
        r"browser",
        r"os",
        r"operating system",
        r"device",
        r"tested (?:on|with|in)",
        r"(?:system |user )?configuration",
    ),
    "other": (
        (
            r"(?:additional|more|other|further|extra) (?:info(?:rmation)?|details?|"
            r"notes?|context|comments?)(?: you[^:\n]{0,40})?"
        ),
        r"notes?",
        r"logs?",
        r"screen ?shots?",
        r"attachments?",
        r"work ?-?arounds?",
        r"reproducible",
        r"reproducibility",
        r"frequency",
        r"regression",
        r"description",
        r"summary",
        r"details",
        r"output of [^:\n]{1,40}",
        r"bug report information",
        r"possible (?:fix|solution)s?",
        r"references?",
    ),
}
