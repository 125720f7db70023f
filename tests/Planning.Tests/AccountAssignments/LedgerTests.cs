using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace Planning.Tests.AccountAssignments;

/// <summary>The ledger as it stands in a record.</summary>
public sealed class LedgerTests
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    [Fact]
    public void What_is_written_is_read_back() => Prop.ForAll(AnyAccess.Situations, situation =>
    {
        var written = JsonSerializer.Serialize(situation.Rules.Ledger.ToRecord(_ => default), Written);
        var read = AccessLedger.From(JsonSerializer.Deserialize<List<RecordedAccess>>(written, Written));
        return read.Equals(situation.Rules.Ledger) && read.GetHashCode() == situation.Rules.Ledger.GetHashCode()
            && JsonSerializer.Serialize(new AccessLedger(situation.Rules.Ledger.Reverse()).ToRecord(_ => default), Written) == written;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void What_is_given_back_to_statuses_is_what_is_taken_over_from_them() => Prop.ForAll(AnyAccess.Situations, situation =>
        AccessLedger.FromStatus(JsonSerializer.Deserialize<List<GrantedAccess>>(JsonSerializer.Serialize(situation.Rules.Ledger.ToStatus(), Written), Written)).Equals(situation.Rules.Ledger))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_largest_ledger_takes_less_than_400_KB()
    {
        var largest = new AccessState(AnyAccess.Arns[0], Numbers(1_000).Select(i => $"{i:D12}").ToValueSet(), Numbers(20).Select(i => new Principal(PrincipalKind.Group, $"9967a1b2c3-01234567-89ab-cdef-0123-{i:D12}")).ToValueSet());
        Assert.Equal(AccessState.MaxCount, largest.Count);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Recorded(largest).ToRecord(Named), Written);
        Assert.InRange(bytes.Length, 1, 400_000);
    }

    [Fact]
    public void What_one_object_may_have_fits_into_a_record_however_it_is_spread_and_what_it_had_before_beside_it()
    {
        var spread = Of(principals: 1_000, accounts: 20, from: 0);
        var before = Of(principals: 1_000, accounts: 20, from: 1_000);
        var both = new AccessLedger(spread.Concat(before));
        Assert.False(both.IsTooLarge);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(spread.ToRecord(Named), Written).Length, 1, 1_000_000);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(both.ToRecord(Named), Written).Length, 1, 1_400_000);
        Assert.True(new AccessLedger(both.Concat(Of(principals: 1_000, accounts: 20, from: 2_000))).IsTooLarge);
        Assert.True(Of(principals: 20_000, accounts: 1, from: 0).IsTooLarge);
    }

    private static AccessLedger Of(int principals, int accounts, int from) => Recorded(new(
        AnyAccess.Arns[0],
        Numbers(accounts).Select(i => $"{i:D12}").ToValueSet(),
        Numbers(principals).Select(i => new Principal(PrincipalKind.Group, $"9967a1b2c3-01234567-89ab-cdef-0123-{from + i:D12}")).ToValueSet()));

    private static AccessLedger Recorded(AccessState state) => new(state.Tuples.Select(assignment => new LedgerEntry(assignment, IsRevoking: false)));

    private static RecordedSet Named(string arn) => new("AWSReservedNameOf32Characters_xxx"[..32], ByName: false);

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
            [{"permissionSetArn":"arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-aaaaaaaaaaaaaaaa","principalType":"USER","principalId":"00000000-0000-4000-8000-00000000000c","revoking":["400000000001"]},
            {"permissionSetArn":"arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-aaaaaaaaaaaaaaaa","principalType":"GROUP","principalId":"00000000-0000-4000-8000-00000000000a","accounts":["400000000001","400000000002"],"revoking":["400000000003"]}]
            """;
        Assert.Equal(expected.ReplaceLineEndings(""), JsonSerializer.Serialize(ledger.ToRecord(_ => default), Written));
    }

    [Fact]
    public void An_account_in_both_lists_is_being_revoked()
    {
        var ledger = AccessLedger.From([new() { PermissionSetArn = "a", PrincipalType = "GROUP", PrincipalId = "g", Accounts = ["1"], Revoking = ["1"] }]);
        Assert.True(ledger.IsRevoking(new("1", "a", new(PrincipalKind.Group, "g"))));
        Assert.Single(ledger);
    }

    [Fact]
    public void Nothing_recorded_is_an_empty_ledger() => Assert.Equal(AccessLedger.Empty, AccessLedger.From(null));

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);
}
