using LocalIdentityCenter.Models;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>The errors of a key that cannot be used. The models name the reasons; which error carries which is read off their enums.</summary>
internal static class KeyErrors
{
    /// <summary>
    /// What keeps a key from being used in a caller's name; null for nothing. The services ask KMS with the caller's rights: the key's policy has to allow the caller's
    /// account, and the caller's own policy the use of the key.
    /// </summary>
    public static EncryptionKey.KeyProblem? OfCaller(KmsKey key, Caller caller)
    {
        var lacking = key.Accounts?.Contains(caller.AccountId) == false ? "resource-based" : caller.MayUseKeys ? null : "identity-based";
        return lacking is null ? null
            : new(KeyProblemKind.Denied, $"User: {caller.Arn} is not authorized to perform: kms:Decrypt on resource: {key.Arn} because no {lacking} policy allows the kms:Decrypt action");
    }

    public static AwsException For(EncryptionKey.KeyProblem problem, ServiceModel service)
    {
        var identityStore = service == ServiceModel.IdentityStore;
        var (code, reason) = problem.Kind switch
        {
            KeyProblemKind.NotFound => ("ResourceNotFoundException", identityStore ? "KMS_KEY_NOT_FOUND" : "KMS_NotFoundException"),
            KeyProblemKind.Disabled => ("ValidationException", identityStore ? "KMS_DISABLED" : "KMS_DisabledException"),
            KeyProblemKind.InvalidState => ("ValidationException", identityStore ? "KMS_INVALID_STATE" : "KMS_InvalidStateException"),
            KeyProblemKind.InvalidUsage => ("ValidationException", identityStore ? "KMS_INVALID_KEY_USAGE" : "KMS_InvalidKeyUsageException"),
            _ => ("AccessDeniedException", identityStore ? "KMS_ACCESS_DENIED" : "KMS_AccessDeniedException"),
        };
        return new(code, problem.Message, 400, ("Reason", reason));
    }
}
