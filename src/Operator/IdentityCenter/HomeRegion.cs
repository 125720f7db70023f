namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The Region that the operator sends its requests to.</summary>
/// <param name="Name">Its name, for example <c>eu-central-1</c>.</param>
internal sealed record HomeRegion(string Name);
