using System.Text;
using System.Text.RegularExpressions;

namespace LocalIdentityCenter.Models;

/// <summary>
/// The models' patterns are written for Java, where <c>\w</c> and <c>\d</c> are ASCII and a match is of the whole value.
/// </summary>
internal static class JavaPattern
{
    private static readonly TimeSpan matchTimeout = TimeSpan.FromSeconds(1);

    public static Regex Compile(string pattern) => new($@"\A(?:{AsciiClasses(pattern)})\z", RegexOptions.CultureInvariant, matchTimeout);

    private static string AsciiClasses(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 32);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length) { text.Append(Escape(pattern[++i], inClass)); continue; }
            if (pattern[i] == '[') inClass = true;
            if (pattern[i] == ']') inClass = false;
            text.Append(pattern[i]);
        }
        return text.ToString();
    }

    private static string Escape(char escaped, bool inClass) => (escaped, inClass) switch
    {
        ('w', true) => "a-zA-Z_0-9",
        ('w', false) => "[a-zA-Z_0-9]",
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        _ => $@"\{escaped}",
    };
}
