using System.Text.Json.Nodes;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Yaml;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>Declares what AWS has: pure, and the same text for the same world.</summary>
internal sealed class Export
{
    private readonly ExportWorld _world;
    private readonly ExportOptions _options;
    private readonly IReadOnlyDictionary<string, string> _setNames;
    private readonly Dictionary<string, SetManifest> _sets;
    private readonly Dictionary<string, List<AccessBlock>> _blocks;
    private readonly IReadOnlyDictionary<string, string> _blockNames;
    private readonly HashSet<Assignment> _left;

    private Export(ExportWorld world, ExportOptions options)
    {
        (_world, _options) = (world, options);
        _setNames = ResourceNames.Unique(world.Sets.Select(set => (set.Name, set.Name)));
        _sets = world.Sets.ToDictionary(set => set.Arn, set => SetManifest.Of(set, _setNames[set.Name], options, world.Instance.Partition));
        _left = [.. world.Assignments.Where(assignment => WhyNot(assignment) is not null)];
        var declared = world.Assignments.Where(assignment => !_left.Contains(assignment)).ToLookup(assignment => assignment.PermissionSetArn);
        _blocks = world.Sets.ToDictionary(set => set.Arn, set => AccessBlock.Of(declared[set.Arn], NameOf).ToList());
        _blockNames = ResourceNames.Unique(world.Sets.SelectMany(set => _blocks[set.Arn].Select(block => (KeyOf(set, block), $"{_setNames[set.Name]}-{ResourceNames.Slug(NameOf(block.Principals[0]))}"))));
    }

    /// <summary>Assignments that are not declared; the files say why.</summary>
    public int LeftOut => _left.Count;

    /// <summary>AccountAssignments.</summary>
    public int Resources => _blockNames.Count;

    /// <summary>Declares a world.</summary>
    public static Export Of(ExportWorld world, ExportOptions options) => new(world, options);

    /// <summary>A file for each permission set, one for each set's assignments, and one for all Regions.</summary>
    public IEnumerable<ExportFile> Files()
    {
        foreach (var set in _world.Sets)
            yield return new($"permission-sets/{_setNames[set.Name]}.yaml", TextOf(set));
        foreach (var set in _world.Sets.Where(set => _blocks[set.Arn].Count > 0 || _left.Any(assignment => assignment.PermissionSetArn == set.Arn)))
            yield return new($"account-assignments/{_setNames[set.Name]}.yaml", Joined([.. _blocks[set.Arn].Select(block => TextOf(set, block))], Omissions(set)));
        if (_world.Regions.Where(RegionManifest.IsDeclarable).OrderBy(region => region.Name, StringComparer.Ordinal).ToList() is { Count: > 0 } regions)
            yield return new("replica-regions.yaml", Joined([.. regions.Select(region => YamlWriter.Write(RegionManifest.Of(region, _options)))], ""));
    }

    private string TextOf(PermissionSetFacts set)
    {
        var manifest = _sets[set.Arn];
        var yaml = YamlWriter.Write(manifest.Json);
        return manifest.Objection is { } objection
            ? $"# The permission set {Quoted.Text(set.Name)} cannot be declared as AWS has it: {objection}\n# Its assignments name it by spec.permissionSetName, which only trusted namespaces may do.\n{Commented(yaml)}"
            : Commented(manifest.Notes) + yaml;
    }

    private string TextOf(PermissionSetFacts set, AccessBlock block)
    {
        var reference = _sets[set.Arn].Objection is null
            ? KeyValuePair.Create("permissionSetRef", (JsonNode?)new JsonObject { ["name"] = _setNames[set.Name] })
            : KeyValuePair.Create("permissionSetName", (JsonNode?)set.Name);
        return YamlWriter.Write(AccessManifest.Of(block, _blockNames[KeyOf(set, block)], reference, _world.Principals, _options), AccountName);
    }

    // Behind the digits of an account its name, which means more to people.
    private string? AccountName(string text) => _world.Accounts.TryGetValue(text, out var account) && account.Name.Length > 0 ? Quoted.Text(account.Name, 128)[1..^1] : null;

    private string? WhyNot(Assignment assignment) => (_world.Principals[assignment.Principal], _world.Accounts.GetValueOrDefault(assignment.AccountId)) switch
    {
        (null, _) => $"the {PrincipalType.Word(assignment.Principal.Kind)} {assignment.Principal.Id} does not exist any more",
        (_, null) => $"the account {assignment.AccountId} is not in the organization",
        (_, { State: not AccountFacts.Active } account) => $"the account {Named.InList(assignment.AccountId, account.Name)} is {account.State}",
        _ => null,
    };

    private string Omissions(PermissionSetFacts set) => Commented(_left.Where(assignment => assignment.PermissionSetArn == set.Arn)
        .GroupBy(assignment => WhyNot(assignment)!)
        .OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => $"Not declared, since {same.Key}: {string.Join(", ", same.Select(Words).Order(StringComparer.Ordinal))}"));

    private string Words(Assignment assignment) =>
        $"{PrincipalType.Word(assignment.Principal.Kind)} {(NameOf(assignment.Principal) is var name && name == assignment.Principal.Id ? name : Quoted.Text(name))} in {Named.Account(assignment.AccountId, _world.Accounts.GetValueOrDefault(assignment.AccountId)?.Name)}";

    private string NameOf(Principal principal) => _world.Principals[principal] is { Length: > 0 } name ? name : principal.Id;

    private static string KeyOf(PermissionSetFacts set, AccessBlock block) => $"{set.Name} {block.Principals[0].Kind} {block.Principals[0].Id} {block.Accounts[0]}";

    private static string Joined(IReadOnlyList<string> documents, string end) => string.Join("---\n", documents) + end;

    private static string Commented(string yaml) => Commented(yaml.TrimEnd('\n').Split('\n'));

    private static string Commented(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"# {line}\n"));
}
