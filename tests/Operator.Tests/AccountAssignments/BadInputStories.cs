using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>Bad input, the sentence that each gets, and good input beside it.</summary>
public sealed class BadInputStories : AccessStory
{
    private static readonly Dictionary<string, (string Spec, string Reason, string Sentence)> Bad = new()
    {
        ["nobody"] = (For(""), "InvalidSpec", "spec.principals is empty: name at least one group or user."),
        ["two-ways"] = (For($"{{group: Data, groupId: {Group}}}"), "InvalidSpec", "spec.principals[0] has group \"Data\" and groupId"),
        ["unknown-group"] = (For("{group: Nobody}"), "PrincipalNotFound", "The identity store has no group \"Nobody\": create it, or correct spec.principals."),
        ["eleven-digits"] = (For("{group: Data}", "accounts: [\"11122223333\"]"), "InvalidSpec", "spec.targets.accounts[0] is \"11122223333\""),
        ["unknown-account"] = (For("{group: Data}", "accounts: [\"111122223333\"]"), "AccountNotFound", "Account \"111122223333\" is not in the organization"),
        ["backwards"] = (For("{group: Data}", more: "notBefore: \"2030-01-02T00:00:00Z\", expiresAt: \"2030-01-01T00:00:00Z\""), "InvalidSpec", "spec.expiresAt"),
        ["bad-operator"] = (For("{group: Data}", "accountSelector: {matchExpressions: [{key: env, operator: Like, values: [prod]}]}"), "InvalidSpec", "The object cannot be read at $.spec.targets.accountSelector.matchExpressions[0].operator"),
        ["no-values"] = (For("{group: Data}", "accountSelector: {matchExpressions: [{key: env, operator: In}]}"), "InvalidSpec", "spec.targets.accountSelector.matchExpressions[0]"),
        ["two-sets"] = (For("{group: Data}", more: "permissionSetName: Legacy"), "InvalidSpec", "spec has permissionSetRef \"reader\" and permissionSetName \"Legacy\": keep one of them."),
        ["nowhere"] = (For("{group: Data}", ""), "InvalidSpec", "spec.targets names no account"),
        ["unknown-set"] = (DataInTwo.Replace("reader", "writer", StringComparison.Ordinal), "PermissionSetNotFound", "There is no PermissionSet \"writer\": create it, or correct spec.permissionSetRef."),
    };

    private protected override ResourceDefinition? Loosened => AccountAssignment.Definition;

    [Fact]
    public async Task Bad_objects_get_their_sentences_and_a_good_one_beside_them_becomes_Ready()
    {
        var arn = await BeginAsync();
        foreach (var (name, (spec, _, _)) in Bad)
            await Assignments.ApplyAsync(name, spec);
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        foreach (var (name, (_, reason, sentence)) in Bad)
            Assert.Contains(sentence, (await Assignments.ReasonAsync(name, reason)).Message, StringComparison.Ordinal);
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        Assert.Equal(2, ChangesSince(0).Count);
    }

    [Theory]
    [InlineData("two-ways")]
    [InlineData("bad-operator")]
    [InlineData("two-sets")]
    public async Task An_edit_that_breaks_a_good_object_takes_nothing_away_and_what_it_has_is_not_taken_by_others(string mistake)
    {
        var arn = await BeginWithDataAsync();
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", Bad[mistake].Spec);
        await Assignments.ReasonAsync("data", "InvalidSpec");
        await Assignments.ApplyAsync("more", DataInTwo);
        await Assignments.ReadyAsync("more");
        await Assignments.DeleteAsync("more");
        await Assignments.GoneAsync("more");
        Assert.Empty(ChangesSince(mark));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Assignments.ApplyAsync("data", For("{group: Web}"));
        await Aws.Access.UntilAsync(arn, Holds(Web, 1, 2));
    }
}
