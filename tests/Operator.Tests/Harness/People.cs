using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using Amazon.Runtime;
using Amazon.Runtime.Documents;

namespace Operator.Tests.Harness;

/// <summary>The identity store, as the identity provider changes it.</summary>
internal sealed class People(Uri endpoint) : IDisposable
{
    private const string Store = "d-99671a2b3c";

    private readonly AmazonIdentityStoreClient _client = new(
        new BasicAWSCredentials("AKIACONSOLE", "secret"), new AmazonIdentityStoreConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });

    /// <summary>Creates a group and returns its id.</summary>
    public async Task<string> CreateGroupAsync(string name) => (await _client.CreateGroupAsync(new() { IdentityStoreId = Store, DisplayName = name })).GroupId!;

    public Task DeleteGroupAsync(string id) => _client.DeleteGroupAsync(new() { IdentityStoreId = Store, GroupId = id });

    public Task RenameGroupAsync(string id, string name) => _client.UpdateGroupAsync(new()
    {
        IdentityStoreId = Store,
        GroupId = id,
        Operations = [new AttributeOperation { AttributePath = "displayName", AttributeValue = new Document(name) }],
    });

    public void Dispose() => _client.Dispose();
}
