using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace Planning.Tests.AccountAssignments;

/// <summary>The ledger as it stands in status.</summary>
public sealed class LedgerTests
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    [Fact]
    public void What_is_written_is_read_back() => Prop.ForAll(AnyAccess.Situations, situation =>
    {
        var written = JsonSerializer.Serialize(situation.Rules.Ledger.ToStatus(), Written);
        var read = AccessLedger.From(JsonSerializer.Deserialize<List<GrantedAccess>>(written, Written));
        return read.Equals(situation.Rules.Ledger) && read.GetHashCode() == situation.Rules.Ledger.GetHashCode()
            && JsonSerializer.Serialize(new AccessLedger(situation.Rules.Ledger.Reverse()).ToStatus(), Written) == written;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_largest_ledger_takes_less_than_400_KB()
    {
        var largest = new AccessState(AnyAccess.Arns[0], Numbers(1_000).Select(i => $"{i:D12}").ToValueSet(), Numbers(20).Select(i => new Principal(PrincipalKind.Group, $"9967a1b2c3-01234567-89ab-cdef-0123-{i:D12}")).ToValueSet());
        Assert.Equal(AccessState.MaxCount, largest.Count);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new AccessLedger(largest.Tuples.Select(assignment => new LedgerEntry(assignment, IsRevoking: false))).ToStatus(), Written);
        Assert.InRange(bytes.Length, 1, 400_000);
    }

    [Fact]
    public void It_is_written_by_permission_set_and_principal_and_sorted()
    {
        var (group, user) = (AnyAccess.Principals[0], AnyAccess.Principals[2]);
        var ledger = new AccessLedger(
        [
            new(new("400000000002", AnyAccess.Arns[0], group), false), new(new("400000000001", AnyAccess.Arns[0], group), false),
            new(new("400000000003", AnyAccess.Arns[0], group), true), new(new("400000000001", AnyAccess.Arns[0], user), true),
        ]);
        const string expected = """
            [{"permissionSetArn":"arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-aaaaaaaaaaaaaaaa","type":"USER","id":"00000000-0000-4000-8000-00000000000c","revoking":["400000000001"]},
            {"permissionSetArn":"arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-aaaaaaaaaaaaaaaa","type":"GROUP","id":"00000000-0000-4000-8000-00000000000a","accounts":["400000000001","400000000002"],"revoking":["400000000003"]}]
            """;
        Assert.Equal(expected.ReplaceLineEndings(""), JsonSerializer.Serialize(ledger.ToStatus(), Written));
    }

    [Fact]
    public void An_account_in_both_lists_is_being_revoked()
    {
        var ledger = AccessLedger.From([new() { PermissionSetArn = "a", Type = "GROUP", Id = "g", Accounts = ["1"], Revoking = ["1"] }]);
        Assert.True(ledger.IsRevoking(new("1", "a", new(PrincipalKind.Group, "g"))));
        Assert.Single(ledger);
    }

    [Fact]
    public void No_status_is_an_empty_ledger() => Assert.Equal(AccessLedger.Empty, AccessLedger.From(null));

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);
}
