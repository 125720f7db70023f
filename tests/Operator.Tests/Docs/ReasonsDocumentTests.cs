using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.Docs;

public sealed class ReasonsDocumentTests
{
    private static readonly Dictionary<string, string> Rows = File.ReadLines(Path.Combine(Testing.Repository.Root, "docs", "reasons.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1].Trim('`'), cells => cells[3]);

    [Fact]
    public void Every_reason_is_documented_with_its_remedy_and_nothing_else_is() =>
        Assert.Equal(Enum.GetValues<Reason>().ToDictionary(reason => reason.ToString(), Reasons.Remedy), Rows);
}
