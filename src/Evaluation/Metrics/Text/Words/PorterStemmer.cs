namespace BenchHub.Evaluation.Metrics.Text.Words;

/// <summary>
/// Porter's suffix stripping (Porter, An algorithm for suffix stripping, Program 1980) with the additions of NLTK's default mode
/// NLTK_EXTENSIONS: irregular forms, short words in -ies and -ied, y to i after a consonant, -alli before the other rules,
/// -fulli and -logi.
/// </summary>
internal static class PorterStemmer
{
    private static readonly (string Word, string Stem)[] Irregular =
    [
        ("sky", "sky"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"), ("news", "news"),
        ("innings", "inning"), ("inning", "inning"), ("outings", "outing"), ("outing", "outing"), ("cannings", "canning"),
        ("canning", "canning"), ("howe", "howe"), ("proceed", "proceed"), ("exceed", "exceed"), ("succeed", "succeed"),
    ];

    private static readonly (string Suffix, string Replacement)[] Plural = [("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")];

    private static readonly (string Suffix, string Replacement)[] Double =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
        ("fulli", "ful"),
    ];

    private static readonly (string Suffix, string Replacement)[] Derived =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly (string Suffix, string Replacement)[] Endings =
    [
        ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""), ("ant", ""), ("ement", ""),
        ("ment", ""), ("ent", ""), ("ion", ""), ("ou", ""), ("ism", ""), ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""),
    ];

    /// <summary>Stems in place. Anything but a, e, i, o, u and y counts as a consonant, as in NLTK. O(n).</summary>
    /// <param name="word">Lower-case code points.</param>
    /// <returns>Length of the stem, at most that of the word.</returns>
    public static int Stem(Span<int> word)
    {
        var stem = new Stemmed(word);
        foreach (var (form, irregular) in Irregular)
        {
            if (form.Length == word.Length && stem.Ends(form))
            {
                stem.Replace(form, irregular);
                return stem.Length;
            }
        }

        if (word.Length > 2)
        {
            Strip(ref stem);
        }

        return stem.Length;
    }

    private static void Strip(ref Stemmed stem)
    {
        StripPlural(ref stem);
        StripParticiple(ref stem);
        if (stem.Ends("y") && stem.Length > 2 && stem.IsConsonant(stem.Length - 2))
        {
            stem.Replace("y", "i");
        }

        while (stem.Ends("alli") && stem.MeasureWithout(4) > 0)
        {
            stem.Replace("alli", "al");
        }

        if (!stem.Apply(Double, 1) && stem.Ends("logi") && stem.MeasureWithout(3) > 0)
        {
            stem.Replace("logi", "log");
        }

        stem.Apply(Derived, 1);
        stem.Apply(Endings, 2);
        StripFinal(ref stem);
    }

    private static void StripPlural(ref Stemmed stem)
    {
        if (stem.Length == 4 && stem.Ends("ies"))
        {
            stem.Replace("ies", "ie");
        }
        else
        {
            stem.Apply(Plural, 0);
        }
    }

    private static void StripParticiple(ref Stemmed stem)
    {
        if (stem.Ends("ied"))
        {
            stem.Replace("ied", stem.Length == 4 ? "ie" : "i");
        }
        else if (stem.Ends("eed"))
        {
            stem.Length -= stem.MeasureWithout(3) > 0 ? 1 : 0;
        }
        else if ((stem.Ends("ed") && stem.HasVowelWithout(2)) || (stem.Ends("ing") && stem.HasVowelWithout(3)))
        {
            stem.Length -= stem.Ends("ed") ? 2 : 3;
            Mend(ref stem);
        }
    }

    private static void Mend(ref Stemmed stem)
    {
        if (stem.Ends("at") || stem.Ends("bl") || stem.Ends("iz"))
        {
            stem.Append('e');
        }
        else if (stem.EndsTwice)
        {
            stem.Length -= stem.Last is 'l' or 's' or 'z' ? 0 : 1;
        }
        else if (stem.Ends("*d"))
        {
            // NLTK's sign for a doubled consonant, which it also finds where a word has these two characters.
            stem.Replace("*d", "d");
        }
        else if (stem.MeasureWithout(0) == 1 && stem.EndsShort(0))
        {
            stem.Append('e');
        }
    }

    private static void StripFinal(ref Stemmed stem)
    {
        if (stem.Ends("e") && stem.MeasureWithout(1) is var measure && (measure > 1 || (measure == 1 && !stem.EndsShort(1))))
        {
            stem.Length--;
        }

        if (stem.Ends("ll") && stem.MeasureWithout(1) > 1)
        {
            stem.Length--;
        }
    }
}
