using System.Collections.Concurrent;
using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using Amazon.Runtime.Documents;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What asking for one principal by its id came to.</summary>
internal abstract record PrincipalAnswer
{
    private PrincipalAnswer()
    {
    }

    /// <summary>It is there, or is not.</summary>
    /// <param name="Fact">Its name, or Absent.</param>
    /// <param name="IsProof">Whether an absence is beyond doubt: AWS spoke of this very principal, and its list lacks it.</param>
    public sealed record Is(Fact<string> Fact, bool IsProof = false) : PrincipalAnswer;

    /// <summary>The directory does not answer for one principal by its id, and lists none such: one operation's word, which proves nothing.</summary>
    public sealed record Uncertain : PrincipalAnswer;
}

/// <summary>
/// Asks for one user or one group, and asks the list of all where that answer proves nothing. Directories that are fed from elsewhere, as from Active Directory, may not serve
/// GetGroupId, and may not find by its id a group that holds access; what they list is there. Thread-safe.
/// </summary>
internal sealed class PrincipalLookup(AwsDoor<IAmazonIdentityStore> door, InstanceLocator instances, DirectoryList list, SteadyClock time)
{
    private readonly ConcurrentDictionary<string, bool> _disabled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<PrincipalKind, bool> _contradicted = new();

    /// <summary>Whether a user could not sign in when the id was last asked for.</summary>
    public bool IsDisabled(Principal principal) => principal.Kind is PrincipalKind.User && _disabled.GetValueOrDefault(principal.Id);

    /// <summary>Forgets how the directory answers: another one may answer otherwise.</summary>
    public void Reset()
    {
        _disabled.Clear();
        _contradicted.Clear();
    }

    /// <summary>The id that a name has; Absent where nobody has it.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, which says nothing about the principal.</exception>
    public async Task<Fact<string>> IdOfAsync(PrincipalName name, CallPriority priority, CancellationToken cancellationToken)
    {
        var (of, askedAt) = (new Sought.Entry(name.Kind), time.GetUtcNow());
        Func<DirectoryEntry, bool> isIt = entry => entry.Name == name.Name;
        try
        {
            return new Fact<string>.Present(await (name.Kind is PrincipalKind.Group ? GroupAsync(name.Name, priority, cancellationToken) : UserAsync(name.Name, priority, cancellationToken)), askedAt);
        }
        catch (Exception e) when (AwsFailure.IsNotServed(e))
        {
            return await list.FindAsync(name.Kind, isIt, DateTimeOffset.MinValue, priority, cancellationToken) is var (entry, readAt) ? new Fact<string>.Present(entry.Id, readAt) : new Fact<string>.Absent(askedAt);
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, of))
        {
            // Users are too many to be listed for each name that nobody has: whoever is missed by name loses nothing before they are asked for by id.
            return name.Kind is PrincipalKind.User && AwsFailure.NamesItsThing(e, of)
                ? new Fact<string>.Absent(askedAt)
                : await ListedAsync(name.Kind, isIt, entry => entry.Id, askedAt, priority, cancellationToken);
        }
    }

    /// <summary>The name that an id has.</summary>
    /// <param name="principal">The id.</param>
    /// <param name="wasGone">Whether it was found to be gone before: users are too many to be listed again for each who stays so.</param>
    /// <param name="priority">Of the calls.</param>
    /// <param name="cancellationToken">Stops them.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, which says nothing about the principal.</exception>
    public async Task<PrincipalAnswer> NameOfAsync(Principal principal, bool wasGone, CallPriority priority, CancellationToken cancellationToken)
    {
        var (of, askedAt) = (new Sought.Entry(principal.Kind, principal.Id), time.GetUtcNow());
        Func<DirectoryEntry, bool> isIt = entry => entry.Id == principal.Id;
        try
        {
            return new PrincipalAnswer.Is(new Fact<string>.Present(await (principal.Kind is PrincipalKind.Group ? GroupNameAsync(principal.Id, priority, cancellationToken) : UserNameAsync(principal.Id, priority, cancellationToken)), askedAt));
        }
        catch (Exception e) when (AwsFailure.IsNotServed(e))
        {
            return await list.FindAsync(principal.Kind, isIt, DateTimeOffset.MinValue, priority, cancellationToken) is var (entry, readAt)
                ? new PrincipalAnswer.Is(new Fact<string>.Present(entry.Name, readAt))
                : new PrincipalAnswer.Uncertain();
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, of))
        {
            var read = wasGone && principal.Kind is PrincipalKind.User
                ? new Fact<string>.Absent(askedAt)
                : await ListedAsync(principal.Kind, isIt, entry => entry.Name, askedAt, priority, cancellationToken);
            return new PrincipalAnswer.Is(read, IsProof: read is Fact<string>.Absent && AwsFailure.NamesItsThing(e, of));
        }
    }

    // AWS does not find it by itself. People lose their access over that only if the list lacks them too; and a list from before the answer does not speak against it, unless
    // this directory is known not to find what it lists.
    private async Task<Fact<string>> ListedAsync(
        PrincipalKind kind, Func<DirectoryEntry, bool> isIt, Func<DirectoryEntry, string> value, DateTimeOffset askedAt, CallPriority priority, CancellationToken cancellationToken)
    {
        if (await list.FindAsync(kind, isIt, DateTimeOffset.MinValue, priority, cancellationToken) is not var (known, knownAt))
            return new Fact<string>.Absent(askedAt);
        if (knownAt >= askedAt || _contradicted.ContainsKey(kind))
        {
            _contradicted[kind] = true;
            return new Fact<string>.Present(value(known), knownAt);
        }

        if (await list.FindAsync(kind, isIt, askedAt, priority, cancellationToken) is not var (entry, readAt))
            return new Fact<string>.Absent(askedAt);
        _contradicted[kind] = true;
        return new Fact<string>.Present(value(entry), readAt);
    }

    private async Task<string> StoreAsync(CancellationToken cancellationToken) => (await instances.FindAsync(cancellationToken)).IdentityStoreId;

    private async Task<string> GroupAsync(string name, CallPriority priority, CancellationToken cancellationToken)
    {
        var store = await StoreAsync(cancellationToken);
        var answer = await door.ReadAsync(
            priority,
            "GetGroupId",
            (directory, token) => directory.GetGroupIdAsync(new() { IdentityStoreId = store, AlternateIdentifier = Unique("displayName", name) }, token),
            cancellationToken);
        return Required(answer.GroupId, "GroupId");
    }

    private async Task<string> UserAsync(string name, CallPriority priority, CancellationToken cancellationToken)
    {
        var store = await StoreAsync(cancellationToken);
        var answer = await door.ReadAsync(
            priority,
            "GetUserId",
            (directory, token) => directory.GetUserIdAsync(new() { IdentityStoreId = store, AlternateIdentifier = Unique("userName", name) }, token),
            cancellationToken);
        return Required(answer.UserId, "UserId");
    }

    // A group of an identity provider may lack a name; that it exists is what matters.
    private async Task<string> GroupNameAsync(string id, CallPriority priority, CancellationToken cancellationToken)
    {
        var store = await StoreAsync(cancellationToken);
        var group = await door.ReadAsync(
            priority,
            "DescribeGroup",
            (directory, token) => directory.DescribeGroupAsync(new() { IdentityStoreId = store, GroupId = id }, token),
            cancellationToken);
        return group.DisplayName ?? "";
    }

    private async Task<string> UserNameAsync(string id, CallPriority priority, CancellationToken cancellationToken)
    {
        var store = await StoreAsync(cancellationToken);
        var user = await door.ReadAsync(
            priority,
            "DescribeUser",
            (directory, token) => directory.DescribeUserAsync(new() { IdentityStoreId = store, UserId = id }, token),
            cancellationToken);
        _disabled[id] = user.UserStatus == UserStatus.DISABLED;
        return user.UserName ?? "";
    }

    private static AlternateIdentifier Unique(string path, string value) => new() { UniqueAttribute = new() { AttributePath = path, AttributeValue = new Document(value) } };
}
