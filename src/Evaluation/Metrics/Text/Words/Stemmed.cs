namespace BenchHub.Evaluation.Metrics.Text.Words;

/// <summary>A word that is losing its suffixes, with the conditions that Porter's rules ask for.</summary>
internal ref struct Stemmed(Span<int> word)
{
    private readonly Span<int> _word = word;

    public int Length { get; set; } = word.Length;

    public readonly int Last => _word[Length - 1];

    /// <summary>*d: the last two are the same consonant.</summary>
    public readonly bool EndsTwice => Length >= 2 && Last == _word[Length - 2] && IsConsonant(Length - 1);

    public readonly bool Ends(string suffix)
    {
        if (Length < suffix.Length)
        {
            return false;
        }

        for (var i = 1; i <= suffix.Length; i++)
        {
            if (_word[Length - i] != suffix[^i])
            {
                return false;
            }
        }

        return true;
    }

    public void Replace(string suffix, string replacement)
    {
        Length -= suffix.Length;
        foreach (var letter in replacement)
        {
            Append(letter);
        }
    }

    public void Append(char letter) => _word[Length++] = letter;

    /// <summary>Only the first rule whose suffix fits is tried; it needs what remains to have at least the measure.</summary>
    /// <returns>Whether a suffix fitted.</returns>
    public bool Apply((string Suffix, string Replacement)[] rules, int measure)
    {
        foreach (var (suffix, replacement) in rules)
        {
            if (Ends(suffix))
            {
                if ((measure == 0 || MeasureWithout(suffix.Length) >= measure) && MayLose(suffix))
                {
                    Replace(suffix, replacement);
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>A y is a vowel behind a consonant.</summary>
    public readonly bool IsConsonant(int index)
    {
        var run = 0;
        while (_word[index] == 'y' && index > 0)
        {
            index--;
            run++;
        }

        return !IsVowel(_word[index]) == (run % 2 == 0);
    }

    /// <summary>m: how often a vowel is followed by a consonant, the last letters left out.</summary>
    public readonly int MeasureWithout(int suffix)
    {
        var measure = 0;
        var consonant = true;
        for (var i = 0; i < Length - suffix; i++)
        {
            var before = consonant;
            consonant = !IsVowel(_word[i]) && (_word[i] != 'y' || i == 0 || !before);
            measure += consonant && !before ? 1 : 0;
        }

        return measure;
    }

    public readonly bool HasVowelWithout(int suffix)
    {
        for (var i = 0; i < Length - suffix; i++)
        {
            if (!IsConsonant(i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>*o: consonant, vowel, consonant other than w, x, y; in NLTK also a word of a vowel and a consonant.</summary>
    public readonly bool EndsShort(int suffix)
    {
        var end = Length - suffix;
        return end == 2
            ? !IsConsonant(0) && IsConsonant(1)
            : end >= 3 && IsConsonant(end - 3) && !IsConsonant(end - 2) && IsConsonant(end - 1) && _word[end - 1] is not ('w' or 'x' or 'y');
    }

    private readonly bool MayLose(string suffix) => suffix != "ion" || _word[Length - 4] is 's' or 't';

    private static bool IsVowel(int letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
