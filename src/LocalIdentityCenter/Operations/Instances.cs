using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Identity Center instances.</summary>
internal static class Instances
{
    /// <summary>What the caller can see in this Region: the organization's instance, and its own.</summary>
    public static JsonObject List(RequestContext request)
    {
        var visible = request.World.Instances.Values
            .Where(i => i.IsOrganization || i.OwnerAccountId == request.Caller.AccountId)
            .Where(i => i.Regions.Exists(r => r.Name == request.Caller.Region));
        return Pager.Page(request, "Instances", visible, i => i.Arn, i => Summary(i, request));
    }

    public static JsonObject Describe(RequestContext request)
    {
        var instance = Targets.Instance(request);
        var summary = Summary(instance, request);
        summary.Add("EncryptionConfigurationDetails", Show(instance.Encryption));
        if (instance.IsOrganization) summary.Add("PermissionSetsEnabled", instance.PermissionSetsEnabled);
        return summary;
    }

    /// <summary>An account instance: at most one an account, and not where the organization's instance is.</summary>
    public static JsonObject Create(RequestContext request)
    {
        var owner = request.Caller.AccountId;
        if (request.World.Instances.Values.Any(i => i.OwnerAccountId == owner)) throw Errors.Conflict($"Account {owner} already has an instance.");
        var tags = request.Tags("Tags");
        TagRules.Check(tags, request.Limits);
        var instance = New(request, owner, tags);
        request.World.Instances.Add(instance.Arn, instance);
        request.World.IdentityStores.Add(instance.IdentityStoreId, NewStore(instance));
        return Json.Object(("InstanceArn", instance.Arn));
    }

    public static JsonObject Update(RequestContext request)
    {
        var instance = Targets.Instance(request);
        if (request.OptionalFlag("PermissionSetsEnabled") is { } enable) EnablePermissionSets(instance, enable);
        if (request.Node("EncryptionConfiguration") is JsonObject encryption) ChangeKey(instance, encryption, request);
        instance.Name = request.OptionalText("Name") ?? instance.Name;
        return [];
    }

    public static JsonObject Delete(RequestContext request)
    {
        var instance = Targets.Instance(request);
        if (instance.IsOrganization) throw Errors.Validation("An organization instance cannot be deleted with this operation.");
        if (instance.GoneAt is not null) throw Errors.Conflict("The instance is being deleted.");
        instance.GoneAt = request.Now + request.Behaviour.InstanceLatency;
        return [];
    }

    private static Instance New(RequestContext request, string owner, Tags tags)
    {
        var id = $"ssoins-{request.Ids.Hex(16)}";
        return new Instance
        {
            Id = id,
            Arn = $"arn:aws:sso:::instance/{id}",
            OwnerAccountId = owner,
            CreatedDate = request.Now,
            ActiveAt = request.Now + request.Behaviour.InstanceLatency,
            IdentityStoreId = $"d-{request.Ids.Hex(10)}",
            IdentitySource = IdentitySource.Directory,
            Name = request.OptionalText("Name"),
            Tags = tags,
            Regions = [new RegionState { Name = request.Caller.Region, AddedDate = request.Now, IsPrimary = true }],
        };
    }

    private static IdentityStore NewStore(Instance instance) =>
        new() { Id = instance.IdentityStoreId, Arn = StoreArn(instance) };

    private static void EnablePermissionSets(Instance instance, bool enable)
    {
        if (!instance.IsOrganization) throw Errors.Validation("Only an organization instance can have permission sets.");
        if (!enable && instance.PermissionSetsEnabled) throw Errors.Validation("Permission sets cannot be disabled once they are enabled.");
        instance.PermissionSetsEnabled = enable;
    }

    private static void ChangeKey(Instance instance, JsonObject encryption, RequestContext request)
    {
        var key = encryption["KmsKeyArn"]?.GetValue<string>();
        var customerManaged = encryption["KeyType"]!.GetValue<string>() == "CUSTOMER_MANAGED_KEY";
        if (customerManaged && key is null) throw Errors.Validation("KmsKeyArn must be given for CUSTOMER_MANAGED_KEY.");
        if (!customerManaged && key is not null) throw Errors.Validation("KmsKeyArn must not be given for AWS_OWNED_KMS_KEY.");
        if (instance.Encryption.Due is not null) throw Errors.Conflict("The encryption configuration is being updated.");
        instance.Encryption = new Encryption { KeyArn = key, Status = "UPDATING", Due = request.Now + request.Behaviour.InstanceLatency };
    }

    private static JsonObject Summary(Instance instance, RequestContext request) => Json.Object(
        ("InstanceArn", instance.Arn),
        ("IdentityStoreId", instance.IdentityStoreId),
        ("IdentityStoreArn", StoreArn(instance)),
        ("OwnerAccountId", instance.OwnerAccountId),
        ("Name", instance.Name),
        ("CreatedDate", Json.Epoch(instance.CreatedDate)),
        ("Status", Status(instance, request.Now)),
        ("PrimaryRegion", instance.PrimaryRegion),
        ("Regions", Json.Array(instance.Regions.Select(Regions.Show))));

    private static string StoreArn(Instance instance) => $"arn:{instance.Partition}:identitystore::{instance.OwnerAccountId}:identitystore/{instance.IdentityStoreId}";

    private static string Status(Instance instance, DateTimeOffset now) =>
        instance.GoneAt is not null ? "DELETE_IN_PROGRESS" : now < instance.ActiveAt ? "CREATE_IN_PROGRESS" : "ACTIVE";

    private static JsonObject Show(Encryption encryption) => Json.Object(
        ("KeyType", encryption.KeyArn is null ? "AWS_OWNED_KMS_KEY" : "CUSTOMER_MANAGED_KEY"),
        ("KmsKeyArn", encryption.KeyArn),
        ("EncryptionStatus", encryption.Status),
        ("EncryptionStatusReason", encryption.StatusReason));
}
