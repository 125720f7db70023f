using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.Hosting;

/// <summary>Sentences for people use the words of the field, and none of those that only the code knows. Looked for in what was compiled.</summary>
public sealed partial class VocabularyTests
{
    /// <summary>Words that people do not read, and what they read instead.</summary>
    private static readonly Dictionary<string, string> Instead = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ledger"] = "AccessRecord, or what is recorded",
        ["ledgers"] = "AccessRecords, or what is recorded",
        ["tuple"] = "assignment",
        ["tuples"] = "assignments",
        ["facts"] = "what is known",
        ["outlook"] = "what is declared",
        ["sight"] = "what AWS has",
        ["survey"] = "difference",
        ["ruling"] = "policy",
        ["stance"] = "what is to become of it",
        ["journal"] = "status, or Events",
        ["surplus"] = "what nobody declares",
        ["door"] = "the requests to AWS",
    };

    [Fact]
    public void No_sentence_has_a_word_that_only_the_code_knows()
    {
        var sentences = Sentences().ToList();
        Assert.True(sentences.Count > 1000, $"{sentences.Count} sentences were found");
        Assert.Contains(sentences, sentence => sentence.Contains("revoked outside of Kubernetes", StringComparison.Ordinal));
        var wrong = sentences.SelectMany(sentence => Word().Matches(sentence).Where(word => Instead.ContainsKey(word.Value)).Select(word => $"\"{sentence}\" says {word.Value}: say {Instead[word.Value]}")).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // Literals that are words, and not names, paths or options. Those of interpolated sentences are their parts.
    private static IEnumerable<string> Sentences()
    {
        using var file = new PEReader(File.OpenRead(typeof(Outcome).Assembly.Location));
        var metadata = file.GetMetadataReader();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            if (metadata.GetUserString(handle) is var text && text.Contains(' ', StringComparison.Ordinal) && !Member().IsMatch(text))
                yield return text;
        }
    }

    // What the compiler writes into the text of a record, for who debugs.
    [GeneratedRegex("^(?:, )?[A-Za-z]+ = $")]
    private static partial Regex Member();

    [GeneratedRegex(@"(?<![\w.-])[A-Za-z]+(?![\w-])")]
    private static partial Regex Word();
}
