namespace LocalIdentityCenter.State;

/// <summary>Whether Identity Center can use a key, and with which reason it refuses.</summary>
internal static class EncryptionKey
{
    /// <summary>A key that cannot be used.</summary>
    /// <param name="Kind">What is wrong, from which each service derives its error and <c>Reason</c>.</param>
    /// <param name="Message">What is wrong, in words.</param>
    public sealed record KeyProblem(KeyProblemKind Kind, string Message);

    public static KeyProblem? Problem(WorldState world, string keyArn) => world.Keys.GetValueOrDefault(keyArn) switch
    {
        null => new(KeyProblemKind.NotFound, $"The KMS key {keyArn} does not exist"),
        { State: "Disabled" } => new(KeyProblemKind.Disabled, $"{keyArn} is disabled."),
        { State: not "Enabled" } key => new(KeyProblemKind.InvalidState, $"{keyArn} is {key.State}."),
        { Usage: not "ENCRYPT_DECRYPT" } => new(KeyProblemKind.InvalidUsage, $"{keyArn} key usage is not ENCRYPT_DECRYPT."),
        { GrantsIdentityCenter: false } => new(KeyProblemKind.Denied, $"The key policy of {keyArn} does not allow IAM Identity Center to use the key."),
        _ => null,
    };
}

/// <summary>What keeps a key from being used.</summary>
internal enum KeyProblemKind { NotFound, Disabled, InvalidState, InvalidUsage, Denied }
