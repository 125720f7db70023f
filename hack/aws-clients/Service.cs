namespace AwsClients;

/// <summary>What the model of a service does not say: AWS's names for it in .NET and in its documentation.</summary>
/// <param name="Name">Namespace and middle of the class names, for example <c>SSOAdmin</c>.</param>
/// <param name="Id">The service id, for example <c>SSO Admin</c>.</param>
/// <param name="Host">How its host names begin, and the SDK's key of its endpoints.</param>
/// <param name="Model">The model's file name.</param>
/// <param name="Reference">Where each operation is documented, up to the operation's name.</param>
/// <param name="IsGlobal">Whether it lives in one region of each partition.</param>
internal sealed record Service(string Name, string Id, string Host, string Model, string Reference, bool IsGlobal = false)
{
    public static IReadOnlyList<Service> All { get; } =
    [
        new("SSOAdmin", "SSO Admin", "sso", "sso-admin.json", "https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_"),
        new("IdentityStore", "identitystore", "identitystore", "identitystore.json", "https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_"),
        new("Organizations", "Organizations", "organizations", "organizations.json", "https://docs.aws.amazon.com/organizations/latest/APIReference/API_", IsGlobal: true),
    ];

    public string Namespace => $"Amazon.{Name}";

    public string Client => $"Amazon{Name}Client";

    public string Interface => $"IAmazon{Name}";

    public string Config => $"Amazon{Name}Config";

    public string Request => $"Amazon{Name}Request";

    public string Exception => $"Amazon{Name}Exception";

    /// <summary>The generated files, path relative to the service's folder → text.</summary>
    public IReadOnlyDictionary<string, string> Read(string models) => Generation.Files(this, ServiceModel.Read(Path.Combine(models, Model)));
}
