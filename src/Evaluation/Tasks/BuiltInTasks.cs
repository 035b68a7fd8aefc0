using System.Collections.Frozen;

namespace BenchHub.Evaluation.Tasks;

/// <summary>A definition that comes with BenchHub.</summary>
/// <param name="Name">What a user types.</param>
/// <param name="Description">For people: what it asks, and of which records.</param>
/// <param name="Definition">As it would be read from a file.</param>
public sealed record BuiltInTask(string Name, string Description, TaskDefinition Definition);

/// <summary>The definitions that come with BenchHub, by name; their texts are in our short form.</summary>
public static class BuiltInTasks
{
    public static IReadOnlyList<BuiltInTask> All { get; } =
    [
        Task("gsm8k", "School arithmetic. Records: question, answer; the final number counts.", """
            name: gsm8k
            kind: generation
            prompt: |-
              Solve the problem step by step. Write the final number alone on the last line, behind "####".

              {{ question }}
            target: answer
            generation: {max_tokens: 1024, temperature: 0}
            metrics: [gsm8k_correct]
            """),
        Task("humaneval", "Programs to complete in a chat, which are run. Records: prompt, test, entry_point.", """
            name: humaneval
            kind: code
            prompt: |-
              Complete this Python function. Answer with one code block that holds the whole function and its imports.

              ```python
              {{ prompt }}
              ```
            references: "{{ canonical_solution | default('') }}"
            generation: {max_tokens: 1024, temperature: 0}
            metrics: [pass@1]
            """),
        Task("humaneval-completion", "The same for models that continue a text. Records: prompt, test, entry_point.", """
            name: humaneval-completion
            kind: code
            prompt: prompt
            references: "{{ canonical_solution | default('') }}"
            generation: {max_tokens: 1024, temperature: 0, stop: ["\nclass ", "\ndef ", "\n#", "\nif ", "\nprint("]}
            metrics: [pass@1]
            """),
        Task("mmlu-like", "Choices in the manner of MMLU. Records: question, choices, answer (from 0, or a letter).", """
            name: mmlu-like
            kind: multiple_choice
            prompt: |-
              {{ question.strip() }}
              {% for choice in choices %}{{ 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[loop.index0] }}. {{ choice }}
              {% endfor %}Answer:
            choices: "{{ 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[:choices | length] | list }}"
            gold: "{{ choices.index(answer) if answer is string and answer in choices else answer }}"
            metrics: [acc]
            """),
        Task("open-qa", "Short answers. Records: question, answer (a text, or a list of right ones).", """
            name: open-qa
            kind: open_qa
            system: Answer the question in as few words as possible.
            prompt: question
            references: answer
            generation: {max_tokens: 128, temperature: 0}
            metrics: [exact_match(norm=squad), token_f1(norm=squad)]
            """),
        Task("rag-answer", "Answers from contexts. Records: question, answer (a text, or a list of right ones), contexts for models without any of their own.", """
            name: rag-answer
            kind: rag_answer
            system: |-
              Answer the question in as few words as possible.{% if contexts is defined and contexts %} Use only what these texts say.
              {% for context in contexts %}
              [{{ loop.index }}] {{ context.text if context is mapping else context }}{% endfor %}{% endif %}
            prompt: question
            references: answer
            generation: {max_tokens: 256, temperature: 0}
            metrics: [exact_match(norm=squad), token_f1(norm=squad)]
            """),
        Task("hret", "HRET. Records: input, reference.", """
            name: hret
            kind: generation
            prompt: input
            references: reference
            generation: {max_tokens: 1024, temperature: 0}
            filters: [remove_whitespace, take_first]
            metrics: [exact_match, token_f1(norm=korquad)]
            """),
        Task("hret-choice", "HRET with choices. Records: input, options, reference (an option or its letter).", """
            name: hret-choice
            kind: multiple_choice
            prompt: input
            choices: options
            gold: reference
            delimiter: " "
            metrics: [acc, acc_norm]
            """),
        Task("benchhub", "BenchHub. Records: prompt, answer or reference, context if any.", """
            name: benchhub
            kind: generation
            prompt: "{% if context is defined and context %}{{ context }}\n\n{% endif %}{{ prompt }}"
            references: "{{ reference if reference is defined and reference else answer }}"
            generation: {max_tokens: 1024, temperature: 0}
            filters: [remove_whitespace, take_first]
            metrics: [exact_match, token_f1(norm=korquad)]
            """),
        Task("benchhub-choice", "BenchHub with choices. Records: prompt, options, answer, context if any.", """
            name: benchhub-choice
            kind: multiple_choice
            prompt: "{% if context is defined and context %}{{ context }}\n\n{% endif %}{{ prompt }}"
            choices: options
            gold: answer
            metrics: [acc, acc_norm]
            """),
    ];

    private static readonly FrozenDictionary<string, BuiltInTask> ByName = All.ToFrozenDictionary(static task => task.Name, StringComparer.Ordinal);

    /// <summary>Null where there is none of that name.</summary>
    public static BuiltInTask? Find(string name) => ByName.GetValueOrDefault(name);

    private static BuiltInTask Task(string name, string description, string yaml) => new(name, description, TaskDefinition.Parse(yaml, name));
}
