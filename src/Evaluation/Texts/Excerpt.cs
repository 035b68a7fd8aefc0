namespace BenchHub.Evaluation.Texts;

/// <summary>The beginnings of texts that may be long.</summary>
public static class Excerpt
{
    extension(string text)
    {
        /// <summary>At most so many characters (UTF-16 units), never half of a surrogate pair.</summary>
        public string Beginning(int longest) => text.Length <= longest ? text
            : text[..(longest > 0 && char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

        /// <summary>As <see cref="Beginning"/>, with an ellipsis where something was cut.</summary>
        public string Shortened(int longest) => text.Length <= longest ? text : $"{text.Beginning(longest)}…";
    }
}
