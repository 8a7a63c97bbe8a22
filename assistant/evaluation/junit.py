"""A run as JUnit XML, which every CI server shows: gates fail, questions that went wrong are noted as skipped.

A single wrong answer must not turn a build red; the gates say how many are too many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from assistant.evaluation.gates import GateResult, Verdict
from assistant.evaluation.runs import Run

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(run: Run, gates: Sequence[GateResult]) -> str:
    """Return the XML text: one suite for the gates, one for the questions."""
    root = Element("testsuites", name=_clean(run.info.set_name))
    failed = sum(result.verdict is Verdict.FAILED for result in gates)
    skipped = sum(result.verdict is Verdict.NOT_APPLICABLE for result in gates)
    suite = SubElement(
        root, "testsuite", name="gates", tests=str(len(gates)), failures=str(failed), skipped=str(skipped)
    )
    for result in gates:
        case = SubElement(suite, "testcase", classname="gates", name=result.gate.metric)
        value = "missing" if result.estimate is None else f"{result.estimate.value:.6g} over {result.estimate.n}"
        limit = f"at least {result.gate.at_least}, at most {result.gate.at_most}".replace(", at most None", "")
        if result.verdict is Verdict.FAILED:
            SubElement(case, "failure", message=f"{value}; wanted {limit.removeprefix('at least None, ')}")
        elif result.verdict is Verdict.NOT_APPLICABLE:
            SubElement(case, "skipped", message="no question of the set feeds this metric")
    wrong = sum(row.failure is not None for row in run.rows)
    suite = SubElement(root, "testsuite", name="questions", tests=str(len(run.rows)), failures="0", skipped=str(wrong))
    for row in run.rows:
        case = SubElement(suite, "testcase", classname="questions", name=_clean(f"{row.id}: {row.question}"))
        if row.failure is not None:
            SubElement(case, "skipped", message=row.failure)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
