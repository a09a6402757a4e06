#!/usr/bin/env python3
"""Writes a rule set of gen_news.py in the rule language of docs/rules.md:

  to_pack.py rules_N.tsv OUT.yaml

  lit   several aliases: an entity e<leaf>, named @e<leaf>; one: a phrase in quotes
  prox  a NEAR/n b
  re    /regex/
  rule  postfix over the leaves becomes AND, OR, NOT and brackets; its id is r<rule>

A rule that can never be true (a leaf AND NOT the same leaf) is left out: `tenbells` refuses it.
"""
import itertools
import json
import re
import sys


def quoted(text):
    """A string of YAML: JSON's strings are a part of YAML's double-quoted ones."""
    return json.dumps(text, ensure_ascii=False)


def regex(pattern):
    """A slash ends a regular expression of the rule language unless it is escaped."""
    return "/" + re.sub(r"\\.|/", lambda found: r"\/" if found.group() == "/" else found.group(), pattern) + "/"


def term(leaf, kind, pattern, words):
    """(the leaf as an expression, its entity or None)"""
    if kind == "re":
        return regex(pattern), None
    if kind == "prox":
        return f'"{words[0]}" NEAR/{words[2]} "{words[1]}"', None
    if len(words) == 1:
        return f'"{words[0]}"', None
    return f"@e{leaf}", f"  e{leaf}: [{', '.join(quoted(name) for name in words)}]"


def infix(postfix, terms):
    stack = []
    for step in postfix.split():
        if step == "!":
            stack.append(f"NOT ({stack.pop()})")
        elif step in "&|":
            right, left = stack.pop(), stack.pop()
            stack.append(f"({left} {'AND' if step == '&' else 'OR'} {right})")
        else:
            stack.append(terms[int(step)])
    (whole,) = stack
    return whole


def holds(postfix, true_leaves):
    stack = []
    for step in postfix.split():
        if step == "!":
            stack.append(not stack.pop())
        elif step in "&|":
            right, left = stack.pop(), stack.pop()
            stack.append(left and right if step == "&" else left or right)
        else:
            stack.append(step in true_leaves)
    return stack.pop()


def can_be_true(postfix):
    if "!" not in postfix:
        return True
    leaves = sorted(set(postfix.split()) - set("!&|"))
    some = itertools.chain.from_iterable(itertools.combinations(leaves, n) for n in range(len(leaves) + 1))
    return any(holds(postfix, chosen) for chosen in some)


def main(tsv, out):
    terms, entities, rules = [], [], []
    with open(tsv, encoding="utf-8") as lines:
        for line in lines:
            what, number, *rest = line.rstrip("\n").split("\t")
            if what == "L":
                kind, pattern, words = rest
                expression, entity = term(number, kind, pattern, words.split("\x1f"))
                terms.append(expression if kind != "prox" else f"({expression})")
                if entity:
                    entities.append(entity)
            elif can_be_true(rest[0]):
                rules.append(f"  - {{id: r{number}, match: {quoted(infix(rest[0], terms))}}}")
    with open(out, "w", encoding="utf-8") as file:
        file.write("entities:\n" + "\n".join(entities) + "\nrules:\n" + "\n".join(rules) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
