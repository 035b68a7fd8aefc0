"""What Jinja2 makes of the templates below, as lm-evaluation-harness sets it up: StrictUndefined, keep_trailing_newline.

Usage: /usr/bin/python3 template_reference.py > template_reference.json
"""
import json
import platform

import jinja2

RECORD = {
    "question": "What is 2 + 2?",
    "padded": "  \t spaced out \n",
    "choices": ["one", "two", "it's", 'say "no"', "both ' and \""],
    "label": 2,
    "flag": True,
    "nothing": None,
    "ratio": 2.675,
    "half": 2.5,
    "tiny": 1e-7,
    "large": 1e22,
    "whole": 3.0,
    "million": 123456789012345680.0,
    "answers": {"text": ["a", "b"], "answer_start": [1, 5]},
    "rows": [{"name": "x", "n": 1}, {"name": "y", "n": -2}, {"name": "z", "n": 30}],
    "empty": "",
    "none_list": [],
    "korean": "서울은 한국의 수도이다",
    "emoji": "a😀b😀c",
    "digits": "42",
    "line": "first\nsecond\r\nthird\n",
    "path": "a/b/c/d",
    "word": "ßtraße ΣΑΣ İx hello-world (new) <x> don't",
    "nested": [[1, 2], [3, [4, 5]]],
    "control": "tab\t nul\u0000 bell\u0007 nbsp\u00a0 zwsp\u200b end",
    "html": "<a href='x'>&</a>",
    "big": 123456789012345678901234567890,
}

TEMPLATES = [
    "", "plain text", "ends with newline\n", "two {{ question }} tags {{ label }}\n", "{{question}}", "{{ 'text' }}{{ \"text\" }}",
    # Fields, items and slices.
    "{{ choices[0] }}", "{{ choices[label] }}", "{{ choices[-1] }}", "{{ answers.text[0] }}", "{{ answers['text'][1] }}", "{{ answers['text'] }}",
    "{{ rows[1].name }}{{ rows.1.n }}", "{{ choices[1:] }}", "{{ choices[:2] }}", "{{ choices[::-1] }}", "{{ choices[-2:] }}", "{{ choices[3:1] }}",
    "{{ choices[4:0:-2] }}", "{{ choices[10:] }}", "{{ question[0:4] }}", "{{ question[::-1] }}", "{{ question[-3] }}", "{{ emoji[1] }}{{ emoji[1:3] }}",
    "{{ nested[1][1][0] }}", "{{ (1, 2, 3)[1:] }}", "{{ [1,2,3][5:] }}", "{{ 'abc'[-100:2] }}", "{{ {0: 'no', 1: 'yes'}[flag] }}",
    # Printing values.
    "{{ choices }}", "{{ answers }}", "{{ rows }}", "{{ nothing }} {{ flag }} {{ not flag }}", "{{ ratio }} {{ half }} {{ tiny }} {{ large }} {{ whole }} {{ million }}",
    "{{ [control] }}", "{{ (1,) }} {{ () }} {{ (1, 'a') }}", "{{ [none, true, 1.0, -0.0] }}", "{{ {'a': [1], 2: none} }}", "{{ big }}", "{{ [emoji, korean] }}",
    "{{ 0.1 + 0.2 }} {{ 1e16 }} {{ 123456789.123 }} {{ 1.5e300 }} {{ 0.0001 }} {{ 0.00001 }} {{ 1e15 }} {{ 12345678901234567.0 }} {{ -1.5e-10 }}",
    # Arithmetic.
    "{{ 1 + 2 * 3 }} {{ (1 + 2) * 3 }} {{ 7 / 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 2 ** 10 }} {{ 2 ** 3 ** 2 }} {{ 2 ** -1 }}",
    "{{ -2 ** 2 }} {{ 2 - -2 }} {{ +3 }} {{ 7.5 // 2 }} {{ -7.5 % 2 }} {{ 1 / 3 }} {{ 4 / 2 }} {{ true + 1 }} {{ 1_000 }}", "{{ 'ab' * 3 }}{{ 2 * 'x' }}{{ 'x' * -1 }}", "{{ [1] + [2] }}",
    "{{ 1 ~ 2 }}{{ 'a' ~ 1.5 ~ none ~ true }}", "{{ 1 ~ 3 * 4 }}", "{{ 'a' 'b' }}", "{{ label + 1 }} {{ label * ratio }}", "{{ 7.0 // 2.0 }} {{ 5.5 % 2 }} {{ 10 ** 2 }} {{ 0 ** 0 }} {{ (-1) ** 3 }}",
    # Comparisons and logic.
    "{{ 1 == 1.0 }} {{ 1 == true }} {{ '1' == 1 }} {{ [1] == [1.0] }} {{ none == none }} {{ (1,) == [1] }} {{ {'a': 1} == {'a': 1.0} }}",
    "{{ 1 < 2 }} {{ 1 < 2 < 3 }} {{ 3 > 2 > 2 }} {{ 'a' < 'b' }} {{ 1 <= 1 != 2 }} {{ 'B' < 'a' }}", "{{ 'a' in 'abc' }} {{ 1 in [1, 2] }} {{ 3 not in [1, 2] }} {{ 'x' in answers }} {{ 'text' in answers }} {{ '' in '' }}",
    "{{ flag and label }} {{ 0 or 'x' }} {{ none and 1 }} {{ not 0 }} {{ not flag == false }} {{ '' or 0 or none }}", "{{ not true and false }} {{ not (true and false) }} {{ true or missing }}",
    "{{ 'yes' if flag else 'no' }} {{ 'a' if 0 else 'b' if none else 'c' }}", "{{ ('x' if flag) }}", "[{{ 'x' if not flag }}] {{ ('x' if not flag) | default('d') }} {{ ('x' if not flag) is defined }}", "{{ choices[0 if flag else 1] }}", "{{ ['no', 'yes'][label == 2] }}",
    # Tests.
    "{{ missing is defined }} {{ label is defined }} {{ missing is undefined }} {{ answers.other is defined }} {{ choices[9] is defined }}",
    "{{ nothing is none }} {{ label is none }} {{ question is string }} {{ label is string }} {{ label is number }} {{ ratio is number }} {{ flag is number }} {{ label is integer }} {{ flag is integer }} {{ ratio is float }}",
    "{{ choices is iterable }} {{ answers is mapping }} {{ choices is mapping }} {{ choices is sequence }} {{ label is iterable }} {{ flag is boolean }} {{ flag is true }} {{ 1 is true }} {{ false is false }}",
    "{{ label is even }} {{ label is odd }} {{ 9 is divisibleby 3 }} {{ 9 is divisibleby(2) }} {{ label is eq 2 }} {{ label is not none }} {{ 1 is in [1] }} {{ 'ab' is lower }} {{ 'AB' is upper }} {{ 3 is gt 2 }} {{ 3 is lt(2) }}",
    "{{ 1 + 1 is odd }}", "{{ label is defined and label > 1 }}", "{{ 'x' if nothing is not none else 'y' }}",
    # Text methods.
    "[{{ padded.strip() }}][{{ padded.lstrip() }}][{{ padded.rstrip() }}]", "{{ 'xxaxx'.strip('x') }} {{ question.rstrip('?2 ') }} {{ 'abc'.lstrip('ba') }}", "{{ question.lower() }} {{ question.upper() }}",
    "{{ word.lower() }}|{{ word.upper() }}|{{ word.capitalize() }}|{{ word.title() }}", "{{ path.split('/') }} {{ path.split('/', 1) }} {{ path.rsplit('/', 1) }} {{ path.split('/')[-1] }}", "{{ padded.split() }} {{ '  a  b  c '.split(none, 1) }} {{ ''.split() }} {{ ''.split(',') }}",
    "{{ line.splitlines() }} {{ ''.splitlines() }} {{ 'a\\n\\nb'.splitlines() }}", "{{ ', '.join(answers.text) }}", "{{ question.replace('2', 'two') }} {{ question.replace('2', 'two', 1) }} {{ 'abc'.replace('', '-') }} {{ 'aaa'.replace('a', '') }} {{ 'abc'.replace('', '-', 2) }} {{ 'ab'.replace('x','y',0) }}",
    "{{ question.startswith('What') }} {{ question.endswith(('?', '!')) }} {{ question.startswith('x') }}", "{{ question.find('is') }} {{ question.find('zz') }} {{ emoji.find('b') }} {{ emoji.rfind('😀') }} {{ question.index('2') }} {{ 'banana'.count('an') }} {{ 'abc'.count('') }}",
    "{{ digits.isdigit() }} {{ question.isdigit() }} {{ ''.isdigit() }} {{ '7'.zfill(3) }} {{ '-7'.zfill(4) }} {{ 'abc'.isalpha() }} {{ 'a1'.isalnum() }} {{ ' '.isspace() }}", "{{ 'prefix-x'.removeprefix('prefix-') }} {{ 'x.txt'.removesuffix('.txt') }} {{ 'x'.removesuffix('y') }}",
    "{{ choices.index('two') }} {{ ['a', 'b'].index(answers.text[1]) }} {{ [1, 1, 2].count(1) }}", "{{ answers.get('text') }} {{ answers.get('zz') }} {{ answers.get('zz', 5) }}", "{% for k, v in answers.items() %}{{ k }}={{ v }};{% endfor %}", "{{ answers.keys() | list }} {{ answers.values() | list }}",
    # Filters.
    "{{ padded | trim }}|{{ 'xax' | trim('x') }}", "{{ choices | length }} {{ question | length }} {{ emoji | length }} {{ answers | length }} {{ choices | count }}", "{{ choices | join(', ') }} {{ choices | join }} {{ [1, 2.0, none] | join('-') }} {{ rows | join(', ', attribute='name') }}",
    "{{ '42' | int }} {{ '4.9' | int }} {{ 'x' | int }} {{ 'x' | int(7) }} {{ 3.99 | int }} {{ -3.99 | int }} {{ ' 5 ' | int }} {{ true | int }} {{ none | int }} {{ '1e3' | int }} {{ 'x' | int(default=-1) }}",
    "{{ '4.5' | float }} {{ 'x' | float }} {{ 3 | float }} {{ '1e3' | float }} {{ 'x' | float(2.5) }}", "{{ label | string ~ '!' }}", "{{ question | replace('2', '3') }} {{ question | replace('2', '3', 1) }}", "{{ question | lower }} {{ question | upper }} {{ 'hELLO wORLD' | capitalize }} {{ word | title }}",
    "{{ missing | default('d') }} {{ empty | default('d') }}| {{ empty | default('d', true) }} {{ nothing | default('d') }} {{ missing | d }}| {{ label | default(9) }} {{ answers.zz | default('q') }}", "{{ choices | first }} {{ choices | last }} {{ question | first }} {{ question | last }}",
    "{{ 'abc' | list }} {{ (1, 2) | list }} {{ answers | list }}", "{{ answers | tojson }} {{ html | tojson }} {{ korean | tojson }} {{ emoji | tojson }} {{ [1.0, none, true, '\\n\"'] | tojson }} {{ control | tojson }}", "{{ rows | tojson(indent=2) }}", "{{ [] | tojson(indent=1) }}{{ {'b': 1, 'a': {}} | tojson }}",
    "{{ ratio | round }} {{ ratio | round(2) }} {{ half | round }} {{ 3.5 | round }} {{ label | round }} {{ 2.3 | round(0, 'ceil') }} {{ 2.7 | round(0, 'floor') }} {{ 2.345 | round(2, 'ceil') }} {{ 1234.5 | round(-2) }} {{ 0.125 | round(2) }} {{ 0.375 | round(2) }} {{ 1e20 | round(1) }} {{ -2.5 | round }}",
    "{{ -3 | abs }} {{ (-3) | abs }} {{ 2.5 | abs }}", "{{ 'abc' | reverse }} {{ [1, 2] | reverse | list }}", "{{ rows | map(attribute='name') | list }} {{ ['a', 'b'] | map('upper') | join(',') }}", "{{ question | lower | replace('what', 'who') | upper | length }}",
    # Control flow.
    "{% if flag %}yes{% endif %}", "{% if not flag %}a{% elif label == 2 %}b{% else %}c{% endif %}", "{% if nothing %}a{% elif empty %}b{% else %}c{% endif %}", "{% for c in choices %}{{ loop.index }}. {{ c }}\n{% endfor %}",
    "{% for c in choices %}{{ c }}{% if not loop.last %}, {% endif %}{% endfor %}", "{% for c in choices %}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.revindex }}{{ loop.revindex0 }} {% endfor %}",
    "{% for x in none_list %}x{% else %}nothing{% endfor %}", "{% for r in rows if r.n > 0 %}{{ r.name }}{{ loop.index }}/{{ loop.length }} {% endfor %}", "{% for a, b in [(1, 2), (3, 4)] %}{{ a + b }} {% endfor %}", "{% for (a, b) in [[1, 2]] %}{{ a }}{{ b }}{% endfor %}",
    "{% for x in [1, 2] %}{% for y in [1, 2] %}{{ x }}{{ y }}{{ loop.index }} {% endfor %}{{ loop.index }}{% endfor %}", "{% for c in 'a😀' %}[{{ c }}]{% endfor %}", "{% for k in answers %}{{ k }} {% endfor %}", "{% for i in range(3) %}{{ i }}{% endfor %} {{ range(1, 10, 3) | list }} {{ range(3, 0, -1) | list }}",
    "{% set x = 5 %}{{ x }}", "{% set a, b = 1, 2 %}{{ b }}{{ a }}", "{% set x = 1 %}{% for i in [1, 2] %}{% set x = i + 10 %}{{ x }} {% endfor %}{{ x }}", "{% if flag %}{% set y = 'in' %}{% endif %}{{ y }}", "{% set question = 'changed' %}{{ question }}", "{% set t = 1, %}{{ t }}",
    "{% for x in [1, 2, 3] %}{{ loop.previtem | default('-') }}{{ loop.nextitem | default('-') }} {% endfor %}", "{% for i in range(label) %}{% if i is even %}E{% else %}O{% endif %}{% endfor %}", "{% for a in [1, 2] if a > 5 %}x{% else %}none of them{% endfor %}",
    # White space, comments, line ends.
    "a  {{- 'b' -}}  c", "a\n  {%- if flag %}\n b {% endif -%}\n c", "x {# comment {{ not }} #} y", "x {#- comment -#} y", "{{ '}}' }} {{ \"{%\" }}", "a\r\nb{{ 1 }}\r\n", "{%+ if flag +%} x {% endif %}", "{ {x} } {", "{{ {'a': {'b': 1}}['a']['b'] }}", "{{ {'a': 1} }}",
    "{{ '\\n\\t\\\\\\'\\x41\\u00e9\\101\\q' }}", "{{ 'é' ~ \"ü\" }}", "{{ question }}\n\n", "{%- for c in choices -%}\n  {{ c }}\n{%- endfor %}\n", "{{question|lower}}{{question.strip()|upper}}", "{{ (question ~ ' ') * 2 }}", "{{ - 5 | abs }}",
    # As tasks write them.
    "Question: {{question}}\nAnswer:", "{{question.strip()}}\nA. {{choices[0]}}\nB. {{choices[1]}}\nAnswer:", "{{['A', 'B', 'C', 'D'][label]}}", "{{answers.text if answers.text|length > 0 else ['none']}}", "{% if label == 2 %}{{choices[2]}}{% endif %}", "{{[choices[0], choices[1]]}}",
    "{% set letters = ['A', 'B', 'C', 'D', 'E'] %}{% for c in choices %}{{ letters[loop.index0] }}. {{ c }}\n{% endfor %}Answer:", "{{ question ~ ' ' ~ choices|join(' / ') }}", "{{choices.index(choices[label])}}", "{{ ((digits|int) + 1)|string }}", "질문: {{korean}}\n정답:", "{{ rows[0]['name'] if rows else '' }}", "{{ digits[0] | int }}",
]

ERRORS = [
    "{{ missing }}", "{{ missing.field }}", "{{ answers.other }}", "{{ choices[9] }}", "{{ missing + 1 }}", "{% if missing %}x{% endif %}", "{% for x in missing %}{% endfor %}", "{{ missing == 1 }}", "{{ not missing }}", "{{ 'x' if missing else 'y' }}",
    "{{ missing ~ 'x' }}", "{{ missing | length }}", "{{ missing | upper }}", "{{ 1 / 0 }}", "{{ 1 + 'a' }}", "{{ 'a' < 1 }}", "{{ question.index('zz') }}", "{{ label | length }}", "{% for x in label %}{% endfor %}", "{{ none_list | first }}", "{{ [1] | join(missing) }}", "{{ 1 in missing }}",
    "{{", "{% if flag %}", "{% endif %}", "{{ question", "{{ 'open }}", "{{ question | nosuch }}", "{{ question is nosuch }}", "{# open", "{{ 1 + }}", "{{ (1 }}", "{{ [1 }}", "{% for x choices %}{% endfor %}", "{% unknown %}", "{{ a b }}", "{{ }}", "{% %}", "{{ choices[] }}", "{{ ? }}", "{% set x %}", "{% if %}{% endif %}", "{{ x is is }}", "{{ question.nosuch() }}",
]

ENVIRONMENT = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)


def render(template):
    try:
        return ENVIRONMENT.from_string(template).render(**RECORD)
    except Exception as error:
        return error


def main():
    cases = []
    for template in TEMPLATES:
        text = render(template)
        if isinstance(text, Exception):
            raise SystemExit(f"{template!r}: {text!r}")
        cases.append({"template": template, "text": text})
    for template in ERRORS:
        if not isinstance(render(template), Exception):
            raise SystemExit(f"{template!r} should fail and gives {render(template)!r}")
    print(json.dumps({
        "versions": {"python": platform.python_version(), "jinja2": jinja2.__version__},
        "record": RECORD, "cases": cases, "errors": ERRORS,
    }, indent=1))


main()
